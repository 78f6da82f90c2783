// Dijkstra's dining philosophers: each needs the two forks beside the plate, and shares them with
// the neighbours.
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/texts.hpp"

namespace telar {
namespace {

using threading::Lock;
using threading::Thread;

// listing begin
Task<> dine(int i, Lock& first, Lock& second, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    auto one_fork = co_await first.hold();
    auto other_fork = co_await second.hold();
    co_await print(Text{"Filósofo {} come", "Philosopher {} eats"}, i);
  }
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const int rounds = parameters.integer("rounds");
  const bool one_left_handed = parameters.choice("order") == "one-left-handed";

  std::deque<Lock> forks;
  for (int i = 0; i < n; ++i) {
    forks.emplace_back(co_await formatted(Text{"tenedor {}", "fork {}"}, i));
  }
  std::vector<Thread> philosophers;
  for (int i = 0; i < n; ++i) {
    auto first = std::ref(forks[i]),
         second = std::ref(forks[(i + 1) % n]);  // right hand, then left
    if (one_left_handed && i == n - 1) {
      std::swap(first, second);
    }
    const std::string name = co_await formatted(Text{"Filósofo {}", "Philosopher {}"}, i);
    Thread& philosopher =
        philosophers.emplace_back(Thread::Options{.name = name}, dine, i, first, second, rounds);
    co_await philosopher.start();
  }
  for (Thread& philosopher : philosophers) {
    co_await philosopher.join();
  }
  co_await print(Text{"Todos han comido", "All have eaten"});
}
// listing end

constexpr std::string_view kOrderWords[] = {"same-hand", "one-left-handed"};
const ParameterSpec kParameters[] = {
    {.name = "n",
     .kind = ParameterSpec::Kind::integer,
     .label = {"Filósofos", "Philosophers"},
     .default_value = 3,
     .minimum = 2,
     .maximum = 10,
     .help = {"y otros tantos tenedores", "and as many forks"}},
    count_parameter("rounds", {"Rondas", "Rounds"}, 1, 20,
                    {"cuántas veces come cada uno", "how many times each one eats"}),
    choice_parameter("order", {"Orden", "Order"}, kOrderWords,
                     {"si todos toman primero el tenedor de la derecha, o uno es zurdo",
                      "whether all take the fork on their right first, or one is left-handed"}),
};

}  // namespace

const Scenario kPhilosophers{
    {.name = "philosophers",
     .title = {"Filósofos", "Philosophers"},
     .summary =
         {"Los filósofos comparten tenedores con sus vecinos; si todos toman uno, nadie come.",
          "The philosophers share forks with their neighbours; if everyone takes one, nobody "
          "eats."},
     .watch = {"Cada filósofo toma el tenedor de su derecha y después el de su izquierda. Pulsa "
               "Explorar: hay un orden "
               "en que todos tienen uno y esperan el otro. Elige tú cada paso y llega a él: un "
               "tenedor para cada "
               "filósofo antes de que nadie tome el segundo. Sube n: cuantos más son, más raro es, "
               "y nunca imposible. "
               "Después pon order=one-left-handed y explora otra vez.",
               "Each philosopher takes the fork on the right and then the one on the left. Press "
               "Explore: there is an "
               "order in which all have one and wait for the other. Choose each step yourself and "
               "get there: one fork "
               "for each philosopher before anybody takes a second one. Raise n: the more there "
               "are, the rarer it is, "
               "and never impossible. Then set order=one-left-handed and explore again."},
     .teaches = {"Es el interbloqueo de siempre en una mesa redonda: el círculo de esperas pasa "
                 "por todos, y ninguno hace "
                 "nada malo por su cuenta. Mirando a un solo hilo no se ve el error.\n"
                 "Con un solo zurdo el círculo se rompe: él y su vecino quieren primero el mismo "
                 "tenedor, y quien lo pierde "
                 "espera sin retener nada. Es lo mismo que tomar siempre antes el tenedor de "
                 "número menor: un orden para "
                 "todos los cerrojos.\n"
                 "Hay otros remedios: un camarero que solo deje sentarse a n-1 (un semáforo), o "
                 "soltar el primer tenedor si "
                 "el segundo no llega a tiempo, que puede acabar en que todos cogen y sueltan sin "
                 "comer (livelock).",
                 "It is the usual deadlock at a round table: the circle of waits goes through all "
                 "of them, and none does "
                 "anything wrong by itself. Looking at one thread does not show the error.\n"
                 "A single left-handed one breaks the circle: that one and a neighbour want the "
                 "same fork first, and who "
                 "loses it waits without holding anything. It is the same as always taking the "
                 "fork of the lower number "
                 "first: one order for all the locks.\n"
                 "There are other remedies: a waiter who lets only n-1 sit down (a semaphore), or "
                 "putting the first fork back "
                 "if the second does not come in time, which may end with all taking and putting "
                 "back and nobody eating "
                 "(livelock)."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
