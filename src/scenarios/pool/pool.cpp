// The chapter's multiprocessing_pool_test.py.
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/multiprocessing.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using multiprocessing::AsyncResult;
using multiprocessing::Function;
using multiprocessing::Pool;

// listing begin
Task<> snooze(int i, Seconds nap) {
  co_await print(Text{"Proceso {} durmiendo {} segundos", "Process {} sleeping {} seconds"}, i,
                 nap);
  co_await time::sleep(nap);
  co_await print(Text{"Proceso {} despierto", "Process {} awake"}, i);
}

Task<> crunch(int i, Seconds work) {
  co_await print(Text{"Proceso {} calculando {} segundos", "Process {} computing {} seconds"}, i,
                 work);
  co_await compute(work);
  co_await print(Text{"Proceso {} ha terminado", "Process {} has finished"}, i);
}

const Function kSnooze{"pool.snooze", snooze};
const Function kCrunch{"pool.crunch", crunch};

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  const auto& target = parameters.choice("work") == "cpu" ? kCrunch : kSnooze;

  Pool pool = co_await Pool::make(parameters.integer("workers"));
  std::vector<AsyncResult<void>> results;
  for (int i = 0; i < n; ++i) {
    results.push_back(co_await pool.apply_async(target, i, seconds));
  }
  for (auto& result : results) {
    co_await result.get();
  }
  co_await pool.close();
  co_await pool.join();
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Tareas", "Tasks"}, 10, kMostJobs),
    kSeconds,
    count_parameter("workers", {"Procesos del grupo", "Worker processes"}, 2, kMostProcesses),
    kWork,
};

}  // namespace

const Scenario kPool{
    {.name = "pool",
     .title = {"Grupo de procesos", "Pool of processes"},
     .summary = {"Un grupo de pocos procesos se reparte muchas tareas.",
                 "A pool of a few processes shares out many tasks."},
     .watch = {"Las tareas se entregan todas al principio, pero cada proceso del grupo hace una "
               "cada vez: con 2 "
               "procesos, 10 tareas de 5 segundos son 5 rondas, 25 segundos. Cambia workers y mira "
               "cuánto dura.",
               "The tasks are all handed over at the start, but each process of the pool does one "
               "at a time: with 2 "
               "processes, 10 tasks of 5 seconds are 5 rounds, 25 seconds. Change workers and see "
               "how long it lasts."},
     .teaches = {"Concurrencia y paralelismo no son lo mismo. Las 10 tareas son concurrentes: "
                 "todas están empezadas o "
                 "esperando turno, y ninguna ha terminado. Pero el grupo solo avanza 2 a la vez: "
                 "la concurrencia es 10 y el "
                 "paralelismo, como mucho, 2.\n"
                 "Los procesos del grupo se crean una vez y se reutilizan: por eso un grupo es la "
                 "forma barata de hacer muchas "
                 "tareas. Lo normal es darle tantos procesos como CPU haya.\n"
                 "apply_async no espera: devuelve un resultado futuro, y get() lo espera, o "
                 "relanza la excepción de la tarea. "
                 "close() no admite más tareas; join() espera a que el grupo termine.",
                 "Concurrency and parallelism are not the same. The 10 tasks are concurrent: all "
                 "of them are begun or wait "
                 "for their turn, and none is finished. But the pool gets on with 2 at a time "
                 "only: concurrency is 10, and "
                 "parallelism is 2 at most.\n"
                 "The processes of a pool are made once and used again: that makes a pool the "
                 "cheap way to do many tasks. "
                 "One usually gives it as many processes as there are CPUs.\n"
                 "apply_async does not wait: it returns a future result, and get() waits for it, "
                 "or raises the exception of "
                 "the task. close() takes no more tasks; join() waits until the pool has ended."},
     .parameters = {std::begin(kParameters), std::end(kParameters)},
     .starts_processes = true},
    main};

}  // namespace telar
