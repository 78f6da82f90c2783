// A coroutine that sleeps with time.sleep stops the whole event loop: a heartbeat shows it.
#include <vector>

#include "runtime/asyncio.hpp"
#include "runtime/builtins.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using asyncio::Async;

// listing begin
Async<> heartbeat(Seconds pause) {
  while (true) {
    co_await print(Text{"Latido", "Heartbeat"});
    co_await asyncio::sleep(pause);
  }
}

Async<> nap(int i, Seconds seconds) {
  co_await asyncio::sleep(seconds);  // only this coroutine
  co_await print(Text{"Corrutina {} despierta", "Coroutine {} awake"}, i);
}

Async<> blocking_nap(int i, Seconds seconds) {
  co_await time::sleep(seconds);  // the thread, and the loop with it
  co_await print(Text{"Corrutina {} despierta", "Coroutine {} awake"}, i);
}

Async<> nap_all(int n, Seconds seconds, bool blocking) {
  auto heart = asyncio::create_task(heartbeat(seconds / 4));
  std::vector<asyncio::Task<>> tasks;
  for (int i = 0; i < n; ++i) {
    tasks.push_back(asyncio::create_task(blocking ? blocking_nap(i, seconds) : nap(i, seconds)));
  }
  co_await asyncio::wait(tasks);
  heart.cancel();
}

Task<> main(const Parameters& parameters) {
  const bool blocking = parameters.choice("blocking") == "on";
  co_await asyncio::run(nap_all(parameters.integer("n"), parameters.real("seconds"), blocking));
}
// listing end

constexpr std::string_view kOnOffWords[] = {"on", "off"};
const ParameterSpec kParameters[] = {
    count_parameter("n", {"Corrutinas", "Coroutines"}, 3, 100),
    {.name = "seconds",
     .kind = ParameterSpec::Kind::real,
     .label = {"Segundos", "Seconds"},
     .default_value = 0.4,
     .minimum = 0.01,
     .maximum = 3600,
     .help = {"cuánto duerme cada corrutina; hay cuatro latidos en ese tiempo",
              "how long each coroutine sleeps; in that time there are four beats"}},
    choice_parameter("blocking", {"Bloquea", "Blocks"}, kOnOffWords,
                     {"si duermen con time.sleep (on) o con asyncio.sleep (off)",
                      "whether they sleep with time.sleep (on) or with asyncio.sleep (off)"}),
};

}  // namespace

const Scenario kBlockingTheLoop{
    {.name = "blocking-the-loop",
     .title = {"Bloquear el bucle", "Blocking the loop"},
     .summary = {"Unas corrutinas duermen con time.sleep, y el latido de otra se para.",
                 "Some coroutines sleep with time.sleep, and the heartbeat of another one stops."},
     .watch =
         {"El latido debería sonar cuatro veces por siesta. Con blocking=on late una vez y se "
          "para: las "
          "corrutinas duermen una tras otra, y con ellas el hilo. Pon blocking=off: ahora duermen "
          "juntas, el "
          "latido sigue y todo dura lo que una siesta. Si eliges tú los pasos, verás que no hay "
          "nada que elegir: "
          "dentro de un bucle, quien corre no suelta el turno hasta su await.",
          "The heart should beat four times a nap. With blocking=on it beats once and stops: the "
          "coroutines sleep "
          "one after another, and the thread with them. Set blocking=off: now they sleep together, "
          "the heart goes "
          "on beating and all of it lasts as long as one nap. If you choose the steps yourself you "
          "will see that "
          "there is nothing to choose: within a loop, who runs keeps its turn until its await."},
     .teaches =
         {"El bucle de eventos es un solo hilo. Mientras una corrutina no llega a un await que la "
          "suspenda, nadie más "
          "corre: ni otra corrutina, ni un temporizador, ni una respuesta de la red. time.sleep, "
          "un cálculo largo o "
          "una lectura de disco lo paran todo.\n"
          "No hay error ni aviso: el programa funciona, pero en serie, y deja de responder. Un "
          "latido es la forma más "
          "sencilla de notarlo; el modo debug de asyncio también avisa de los pasos que tardan.\n"
          "Los remedios: la versión de asyncio de lo que se espera (asyncio.sleep), o mandar lo "
          "que bloquea a un hilo "
          "(asyncio.to_thread) o a otro proceso.",
          "The event loop is one thread. As long as a coroutine does not come to an await that "
          "suspends it, nobody "
          "else runs: no other coroutine, no timer, no answer from the network. time.sleep, a long "
          "computation or a "
          "read from disk stop everything.\n"
          "There is no error and no warning: the program works, but serially, and no longer "
          "answers. A heartbeat is "
          "the simplest way to notice; the debug mode of asyncio tells of slow steps, too.\n"
          "The remedies: asyncio's own version of what one waits for (asyncio.sleep), or sending "
          "what blocks to a "
          "thread (asyncio.to_thread) or to another process."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
