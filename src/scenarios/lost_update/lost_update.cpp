// Two threads that add to one counter, and lose some of what they added: the read and the write are
// two steps.
#include <functional>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/texts.hpp"

namespace telar {
namespace {

using threading::Lock;
using threading::Thread;

// listing begin
Task<> increment(Shared<int>& counter, Lock&, int increments) {
  for (int i = 0; i < increments; ++i) {
    const int value = co_await counter.load();
    co_await counter.store(value + 1);  // forgets whatever was stored since the load
  }
}

Task<> increment_locked(Shared<int>& counter, Lock& mutex, int increments) {
  for (int i = 0; i < increments; ++i) {
    auto held = co_await mutex.hold();
    const int value = co_await counter.load();
    co_await counter.store(value + 1);
  }
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const int increments = parameters.integer("increments");
  const auto target = parameters.choice("lock") == "on" ? increment_locked : increment;

  Shared<int> counter{0, "counter"};
  Lock mutex{"mutex"};
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(target, std::ref(counter), std::ref(mutex), increments);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }

  const int total = co_await counter.load();
  co_await print(Text{"El contador vale {}", "The counter is {}"}, total);
  const int lost = n * increments - total;
  co_await assert_that(lost == 0, Text{"incrementos perdidos: {}", "increments lost: {}"}, lost);
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Hilos", "Threads"}, 2, 5),
    count_parameter("increments", {"Incrementos", "Increments"}, 1, 20,
                    {"cuántas veces suma 1 cada hilo", "how many times each thread adds 1"}),
    kLock,
};

}  // namespace

const Scenario kLostUpdate{
    {.name = "lost-update",
     .title = {"Incremento perdido", "Lost update"},
     .summary = {"Varios hilos suman 1 al mismo contador, y a veces falta alguna suma.",
                 "Several threads add 1 to the same counter, and at times one of the additions is "
                 "missing."},
     .watch = {"Ejecútalo unas cuantas veces: casi siempre sale bien. Ahora pulsa Explorar, que "
               "prueba todos los "
               "órdenes posibles y encuentra los que fallan. O provócalo tú: elige cada paso y "
               "lleva a Thread-1 hasta "
               "después de su load, deja que Thread-2 termine, y vuelve a Thread-1: su store pisa "
               "lo que sumó el otro. "
               "Por último, lock=on y Explorar otra vez: ya no falla en ningún orden.",
               "Run it a few times: it nearly always comes out right. Now press Explore, which "
               "tries every possible "
               "order and finds those that fail. Or make it happen: choose each step yourself, run "
               "Thread-1 just past "
               "its load, let Thread-2 finish, and go back to Thread-1: its store overwrites what "
               "the other one added. "
               "At last set lock=on and Explore again: no order fails any more."},
     .teaches = {"counter += 1 parece una sola cosa, y son dos: leer el valor (load) y guardar el "
                 "nuevo (store). Si entre "
                 "ambas se cuela otro hilo, los dos leen lo mismo y una de las sumas se pierde. Es "
                 "una condición de carrera: "
                 "el resultado depende de quién llegue antes.\n"
                 "Que salga bien mil veces no demuestra nada: el orden malo es raro, no imposible. "
                 "Y el GIL no lo evita, "
                 "porque Python puede cambiar de hilo entre el load y el store.\n"
                 "El remedio es un cerrojo (Lock): with mutex hace que leer y guardar sean, para "
                 "los demás, un solo paso. "
                 "Solo sirve si lo usan todos los que tocan el contador.",
                 "counter += 1 looks like one thing, and is two: to read the value (load) and to "
                 "keep the new one (store). If "
                 "another thread slips in between, both read the same and one of the additions is "
                 "lost. That is a race "
                 "condition: the result depends on who comes first.\n"
                 "That it goes well a thousand times proves nothing: the bad order is rare, not "
                 "impossible. Nor does the GIL "
                 "prevent it, since Python may change threads between the load and the store.\n"
                 "The remedy is a Lock: with mutex makes reading and keeping a single step for "
                 "everybody else. It only helps "
                 "if all who touch the counter use it."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
