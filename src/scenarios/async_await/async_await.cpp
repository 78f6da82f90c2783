// The chapter's asyncawait_test.py: the event loop's coroutines as Python writes them since 3.5.
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
  co_await asyncio::sleep(nap);
  co_await print(Text{"Corrutina {} despierta", "Coroutine {} awake"}, i);
}

Async<> snooze_all(int n, Seconds nap) {
  std::vector<asyncio::Task<>> tasks;
  for (int i = 0; i < n; ++i) {
    tasks.push_back(asyncio::create_task(snooze(i, nap)));
  }
  co_await asyncio::wait(tasks);
}

Task<> main(const Parameters& parameters) {
  co_await asyncio::run(snooze_all(parameters.integer("n"), parameters.real("seconds")));
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Corrutinas", "Coroutines"}, 10, kMostTasks),
    kSeconds,
};

}  // namespace

const Scenario kAsyncAwait{
    {.name = "async-await",
     .title = {"Async y await", "Async and await"},
     .summary = {"Las mismas corrutinas, escritas con async y await.",
                 "The same coroutines, written with async and await."},
     .watch = {"El dibujo es el del bucle de eventos: un hilo y sus tareas. La primera tarea crea "
               "a las demás y las "
               "espera. Compara los dos listados: cambia cómo se escribe, no lo que ocurre.",
               "The picture is that of the event loop: one thread and its tasks. The first task "
               "makes the others and "
               "waits for them. Compare the two listings: what changes is how it is written, not "
               "what happens."},
     .teaches = {"async def declara una corrutina, y await la suspende hasta que lo esperado esté "
                 "listo: es el yield from de "
                 "antes, más elegante, y que no se confunde con un generador.\n"
                 "Llamar a una corrutina no la ejecuta: alguien debe esperarla con await o "
                 "convertirla en tarea. create_task la "
                 "pone en marcha sin esperarla; si se hiciera await de cada una por turno, "
                 "dormirían una tras otra.\n"
                 "Concurrente, pero no paralelo: un solo hilo. Por eso time.sleep, o un cálculo "
                 "largo, detiene a todas: "
                 "bloquea el bucle.",
                 "async def declares a coroutine, and await suspends it until what it waits for is "
                 "ready: the yield from of "
                 "before, more elegant, and not to be mistaken for a generator.\n"
                 "Calling a coroutine does not run it: somebody has to await it or make it a task. "
                 "create_task sets it going "
                 "without waiting; awaiting each of them in turn would make them sleep one after "
                 "another.\n"
                 "Concurrent, but not parallel: there is one thread. So time.sleep, or a long "
                 "computation, stops them all: it "
                 "blocks the loop."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
