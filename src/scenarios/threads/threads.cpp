// The chapter's thread_test.py.
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using threading::Thread;

// listing begin
Task<> snooze(int i, Seconds nap) {
  co_await print(Text{"Hilo {} durmiendo {} segundos", "Thread {} sleeping {} seconds"}, i, nap);
  co_await time::sleep(nap);
  co_await print(Text{"Hilo {} despierto", "Thread {} awake"}, i);
}

Task<> crunch(int i, Seconds work) {
  co_await print(Text{"Hilo {} calculando {} segundos", "Thread {} computing {} seconds"}, i, work);
  co_await compute(work);
  co_await print(Text{"Hilo {} ha terminado", "Thread {} has finished"}, i);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  const auto target = parameters.choice("work") == "cpu" ? crunch : snooze;

  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(target, i, seconds);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Hilos", "Threads"}, 10, kMostThreads),
    kSeconds,
    kWork,
    kGil,
};

}  // namespace

const Scenario kThreads{
    {.name = "threads",
     .title = {"Hilos", "Threads"},
     .summary = {"Varios hilos de un mismo proceso duermen a la vez.",
                 "Several threads of one process sleep at the same time."},
     .watch = {"Todos los hilos arrancan casi a la vez y duermen juntos: el programa dura lo que "
               "una siesta, no la suma "
               "de todas. Despiertan en cualquier orden, y a veces dos líneas de la consola quedan "
               "pegadas. Prueba "
               "work=cpu, primero con gil=on y luego con gil=off.",
               "All the threads start almost at once and sleep together: the program lasts as long "
               "as one nap, not as "
               "long as all of them. They wake up in any order, and at times two lines of the "
               "console stick together. "
               "Try work=cpu, first with gil=on and then with gil=off."},
     .teaches = {"Los hilos de un proceso comparten su memoria. Dormir no ocupa la CPU: diez "
                 "siestas concurrentes duran lo que "
                 "una.\n"
                 "Concurrente es lo contrario de secuencial: las tareas se solapan en el tiempo. "
                 "Paralelo es lo contrario de "
                 "en serie: dos o más corren físicamente en el mismo instante, y para eso hace "
                 "falta más de una CPU.\n"
                 "print escribe el texto y después el salto de línea. Son dos escrituras, y otro "
                 "hilo puede colarse entre "
                 "ambas: así acaban dos líneas en una.\n"
                 "El GIL es el cerrojo del intérprete de Python: de los hilos de un proceso, solo "
                 "uno ejecuta código Python "
                 "en cada instante. Con él, work=cpu es concurrente pero no paralelo; sin él, usa "
                 "todos los núcleos.",
                 "The threads of a process share its memory. Sleeping takes no CPU: ten concurrent "
                 "naps last as long as one.\n"
                 "Concurrent is the opposite of sequential: the tasks overlap in time. Parallel is "
                 "the opposite of serial: "
                 "two or more physically run at the same instant, which takes more than one CPU.\n"
                 "print writes the text and then the newline. These are two writes, and another "
                 "thread can slip in between: "
                 "that is how two lines end up as one.\n"
                 "The GIL is the lock of Python's interpreter: of the threads of a process, only "
                 "one executes Python code at "
                 "any instant. With it, work=cpu is concurrent but not parallel; without it, it "
                 "uses every core."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
