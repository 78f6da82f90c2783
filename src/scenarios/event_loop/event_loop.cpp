// The chapter's asyncio_test.py: generator-based coroutines, as they were from Python 3.4 to 3.10.
#include <vector>

#include "runtime/asyncio.hpp"
#include "runtime/builtins.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using asyncio::Async;

// listing begin
Async<> snooze(int i, Seconds nap) {
  co_await print(Text{"Corrutina {} durmiendo {} segundos", "Coroutine {} sleeping {} seconds"}, i,
                 nap);
  co_yield asyncio::sleep(nap);  // yield from: the loop runs others meanwhile
  co_await print(Text{"Corrutina {} despierta", "Coroutine {} awake"}, i);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");

  asyncio::Loop& loop = asyncio::get_event_loop();
  std::vector<asyncio::Task<>> tasks;
  for (int i = 0; i < n; ++i) {
    tasks.push_back(asyncio::ensure_future(snooze(i, seconds)));
  }
  co_await loop.run_until_complete(asyncio::wait(tasks));
  loop.close();
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Corrutinas", "Coroutines"}, 10, kMostTasks),
    kSeconds,
};

}  // namespace

const Scenario kEventLoop{
    {.name = "event-loop",
     .title = {"Bucle de eventos", "Event loop"},
     .summary = {"Un solo hilo atiende a muchas corrutinas, al estilo de Python 3.4.",
                 "One thread serves many coroutines, in the style of Python 3.4."},
     .watch =
         {"Hay un solo hilo. El bucle despierta a una tarea, la deja correr un instante hasta su "
          "yield from, y pasa "
          "a la siguiente. Prueba con 1000 corrutinas: con hilos no sería tan barato.",
          "There is a single thread. The loop wakes a task, lets it run for an instant up to its "
          "yield from, and "
          "goes on to the next. Try 1000 coroutines: with threads that would not be as cheap."},
     .teaches = {"Una corrutina es un generador al que se le pueden enviar datos, no solo "
                 "obtenerlos con yield. Con yield from "
                 "cede el control al bucle de eventos hasta que lo que espera esté listo.\n"
                 "Es concurrencia sin paralelismo: las tareas se solapan, pero en cada instante "
                 "corre una como mucho. Como solo "
                 "cambian en yield from, dos líneas nunca se mezclan y no hacen falta cerrojos "
                 "entre un yield from y otro.\n"
                 "Hay que dormir con asyncio.sleep: time.sleep dormiría al hilo, es decir, al "
                 "bucle con todas sus tareas, que "
                 "pasarían a ser secuenciales.",
                 "A coroutine is a generator that can be sent data, not only asked for it by "
                 "yield. With yield from it hands "
                 "control to the event loop until what it waits for is ready.\n"
                 "That is concurrency without parallelism: the tasks overlap, but at most one runs "
                 "at any instant. Since they "
                 "change places at a yield from only, two lines never mix, and between two of them "
                 "no locks are needed.\n"
                 "One must sleep with asyncio.sleep: time.sleep would put the thread to sleep, "
                 "that is, the loop with all its "
                 "tasks, which would become sequential."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
