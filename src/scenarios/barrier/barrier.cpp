// Threads that work in phases: at a barrier, who comes first waits for the last.
#include <functional>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using threading::Barrier;
using threading::Thread;

// listing begin
Task<> work(Barrier& meeting, bool meets, int i, int phases, Seconds seconds) {
  for (int phase = 1; phase <= phases; ++phase) {
    co_await time::sleep(i * seconds);  // each at its own pace
    co_await print(Text{"Hilo {} acaba la fase {}", "Thread {} ends phase {}"}, i, phase);
    if (meets) {
      co_await meeting.wait();
    }
  }
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  const int phases = parameters.integer("phases");
  const bool meets = parameters.choice("barrier") == "on";

  Barrier meeting{n, {}, kForever, "meeting"};
  std::vector<Thread> threads;
  for (int i = 1; i <= n; ++i) {
    Thread& thread = threads.emplace_back(work, std::ref(meeting), meets, i, phases, seconds);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

constexpr std::string_view kOnOffWords[] = {"on", "off"};
const ParameterSpec kParameters[] = {
    count_parameter("n", {"Hilos", "Threads"}, 3, 20),
    seconds_parameter(0.1,
                      {"cuánto tarda el primero en cada fase; el segundo, el doble, y así",
                       "how long a phase takes the first; the second twice as long, and so on"}),
    count_parameter("phases", {"Fases", "Phases"}, 2, 20),
    choice_parameter("barrier", {"Barrera", "Barrier"}, kOnOffWords,
                     {"si al final de cada fase se espera a los demás",
                      "whether the others are waited for at the end of each phase"}),
};

}  // namespace

const Scenario kBarrier{
    {.name = "barrier",
     .title = {"Trabajo por fases", "Work in phases"},
     .summary = {"Nadie empieza una fase hasta que todos han acabado la anterior.",
                 "Nobody begins a phase before all have ended the one before."},
     .watch = {"Cada fase dura lo que tarda el más lento: los demás llegan a la barrera y esperan. "
               "Pon barrier=off y "
               "mira la consola: el más rápido acaba su última fase cuando el más lento va por la "
               "primera. Con "
               "seconds=0 nadie es más rápido: elige tú cada paso y procura que Thread-1 adelante "
               "a los demás, con la "
               "barrera y sin ella.",
               "Each phase lasts as long as the slowest takes: the others come to the barrier and "
               "wait. Set "
               "barrier=off and look at the console: the fastest ends its last phase while the "
               "slowest is in the "
               "first. With seconds=0 none is faster: choose each step yourself and try to let "
               "Thread-1 get ahead of "
               "the others, with the barrier and without it."},
     .teaches = {"Una barrera es un punto de encuentro: wait() no vuelve hasta que han llegado "
                 "todos. Se usa cuando una fase "
                 "necesita lo que han hecho los demás en la anterior, como en una simulación que "
                 "avanza paso a paso.\n"
                 "El precio es que todos van al paso del más lento. El tiempo que esperan los "
                 "demás se ve en sus filas, y es "
                 "la razón para repartir el trabajo por igual.\n"
                 "Tienen que llegar exactamente tantos como se dijo al crearla: si uno muere "
                 "antes, los demás esperan para "
                 "siempre. Para eso wait admite un límite de tiempo, y abort() rompe la barrera.",
                 "A barrier is a meeting point: wait() does not return before all have come. It is "
                 "used when a phase needs "
                 "what the others have done in the one before, as in a simulation that goes step "
                 "by step.\n"
                 "The price is that all go at the pace of the slowest. The time that the others "
                 "wait is seen in their rows, "
                 "and is the reason to share out the work evenly.\n"
                 "Exactly as many must come as were said when it was made: if one dies before, the "
                 "others wait for ever. For "
                 "that, wait takes a timeout, and abort() breaks the barrier."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
