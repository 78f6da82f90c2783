// A notification that comes before anybody waits for it is lost: a Condition without its predicate.
#include <functional>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using threading::Condition;
using threading::Thread;

// listing begin
Task<> wait(Condition& news, Shared<bool>&, int i) {
  auto held = co_await news.hold();
  co_await news.wait();  // and if it has been said already?
  co_await print(Text{"Hilo {} se ha enterado", "Thread {} has heard of it"}, i);
}

Task<> wait_until_ready(Condition& news, Shared<bool>& ready, int i) {
  auto held = co_await news.hold();
  while (!co_await ready.load()) {
    co_await news.wait();
  }
  co_await print(Text{"Hilo {} se ha enterado", "Thread {} has heard of it"}, i);
}

Task<> notify(Condition& news, Shared<bool>& ready) {
  auto held = co_await news.hold();
  co_await ready.store(true);
  co_await news.notify_all();  // wakes those who wait now; nobody keeps it for later
}

Task<> main(const Parameters& parameters) {
  const auto target = parameters.choice("predicate") == "on" ? wait_until_ready : wait;

  Condition news{"news"};
  Shared<bool> ready{false, "ready"};
  std::vector<Thread> threads;
  for (int i = 0; i < parameters.integer("n"); ++i) {
    threads.emplace_back(target, std::ref(news), std::ref(ready), i);
  }
  threads.emplace_back(notify, std::ref(news), std::ref(ready));
  for (Thread& thread : threads) {
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Hilos que esperan", "Threads that wait"}, 1, 5),
    choice_parameter("predicate", {"Predicado", "Predicate"}, kOffOnWords,
                     {"si quien espera mira antes si ya ha ocurrido",
                      "whether those who wait look first if it has happened already"}),
};

}  // namespace

const Scenario kLostWakeup{
    {.name = "lost-wakeup",
     .title = {"Aviso perdido", "Lost wakeup"},
     .summary =
         {"Un hilo espera un aviso; si el aviso llega antes que él, espera para siempre.",
          "A thread waits for a notification; if that comes before it does, it waits for ever."},
     .watch = {"Thread-1 espera y Thread-2 avisa: si Thread-1 llega antes a su espera, todo va "
               "bien. Pulsa Explorar, y aparecen "
               "los órdenes en que Thread-1 no despierta nunca. O elige tú cada paso: deja que "
               "Thread-2 haga todo lo "
               "suyo antes de que Thread-1 tome el cerrojo. Con predicate=on, Explorar ya no "
               "encuentra ninguno.",
               "Thread-1 waits and Thread-2 notifies: if Thread-1 gets to its wait first, all is "
               "well. Press Explore, and "
               "there are the orders in which Thread-1 never wakes up. Or choose each step "
               "yourself: let Thread-2 do "
               "all it has to do before Thread-1 takes the lock. With predicate=on, Explore finds "
               "none any more."},
     .teaches = {"Una Condition no recuerda nada: notify despierta a quienes esperan en ese "
                 "momento, y si no hay nadie, el "
                 "aviso se pierde. Un aviso no es un dato.\n"
                 "El dato es el predicado: una variable (ready) que se cambia y se mira con el "
                 "cerrojo tomado. Quien llega "
                 "tarde ve que ya ha ocurrido y no espera. Como mirar y ponerse a esperar es un "
                 "solo paso para los demás, el "
                 "aviso no puede colarse entre ambos.\n"
                 "De ahí la forma de siempre: with condition, y dentro while not predicado: "
                 "wait(). En Python también se "
                 "escribe wait_for(predicado). Si solo se trata de avisar una vez, Event ya lleva "
                 "el dato dentro.",
                 "A Condition remembers nothing: notify wakes those who wait at that moment, and "
                 "if there is nobody the "
                 "notification is lost. A notification is not a fact.\n"
                 "The fact is the predicate: a variable (ready) that is changed and looked at with "
                 "the lock held. Who comes "
                 "late sees that it has happened and does not wait. As looking and beginning to "
                 "wait is one step for the "
                 "others, the notification cannot slip in between.\n"
                 "Hence the usual form: with condition, and inside while not predicate: wait(). "
                 "Python also has "
                 "wait_for(predicate). If it is only to say something once, an Event has the fact "
                 "inside."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
