// The same computation in a row, on threads, on processes and on a pool: who is held up by the GIL.
#include <string>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/multiprocessing.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/texts.hpp"

namespace telar {
namespace {

using multiprocessing::AsyncResult;
using multiprocessing::Function;
using multiprocessing::Pool;
using multiprocessing::Process;
using threading::Thread;

// time.perf_counter()
Task<Seconds> perf_counter() {
  Strand& s = co_await current_strand();
  co_return to_seconds(s.now());
}

// listing begin
Task<> crunch(Seconds work) { co_await compute(work); }

const Function kCrunch{"gil.crunch", crunch};

Task<> in_a_row(int n, Seconds work) {
  for (int i = 0; i < n; ++i) {
    co_await crunch(work);
  }
}

Task<> on_threads(int n, Seconds work) {
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    co_await threads.emplace_back(crunch, work).start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}

Task<> on_processes(int n, Seconds work) {
  std::vector<Process> processes;
  for (int i = 0; i < n; ++i) {
    co_await processes.emplace_back(kCrunch, work).start();
  }
  for (Process& process : processes) {
    co_await process.join();
  }
}

Task<> on_pool(int n, Seconds work) {
  Pool pool = co_await Pool::make(n);
  std::vector<AsyncResult<void>> results;
  for (int i = 0; i < n; ++i) {
    results.push_back(co_await pool.apply_async(kCrunch, work));
  }
  for (auto& result : results) {
    co_await result.get();
  }
  co_await pool.close();
  co_await pool.join();
}

Task<> measure(Text how, Task<> (*run)(int n, Seconds work), int n, Seconds work) {
  const std::string name = co_await formatted(how);
  const Seconds begun = co_await perf_counter();
  co_await run(n, work);
  const Seconds ended = co_await perf_counter();
  co_await print(Text{"{}: {:.2f} segundos", "{}: {:.2f} seconds"}, name, ended - begun);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  co_await measure({"Uno tras otro", "One after another"}, in_a_row, n, seconds);
  co_await measure({"Hilos", "Threads"}, on_threads, n, seconds);
  co_await measure({"Procesos", "Processes"}, on_processes, n, seconds);
  co_await measure({"Grupo de procesos", "Pool of processes"}, on_pool, n, seconds);
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Tareas", "Tasks"}, 2, kMostProcesses / 2),
    seconds_parameter(0.5, {"cuánto calcula cada tarea", "how long each task computes"}),
    kGil,
};

}  // namespace

const Scenario kGilAndCores{
    {.name = "gil",
     .title = {"El GIL", "The GIL"},
     .summary =
         {"El mismo cálculo sobre hilos, sobre procesos y sobre un grupo: cuánto tarda cada uno.",
          "The same computation on threads, on processes and on a pool: how long each one takes."},
     .watch = {"Con gil=on los hilos tardan lo mismo que calcular uno tras otro: se turnan cada 5 "
               "milésimas. Los "
               "procesos tardan como una sola tarea, si hay bastantes núcleos, más lo que cuesta "
               "arrancarlos. Pon "
               "gil=off: los hilos alcanzan a los procesos, y empiezan antes. Sube n por encima de "
               "tus núcleos: a "
               "partir de ahí ya nadie gana. Con procesos de verdad, baja seconds a 0.01: "
               "arrancarlos cuesta más que el cálculo. En tiempo virtual no cuesta nada, y hay los "
               "núcleos que pongas.",
               "With gil=on the threads take as long as computing one after another: they take "
               "turns of 5 "
               "milliseconds. The processes take as long as a single task, if there are cores "
               "enough, plus what it "
               "costs to start them. Set gil=off: the threads catch up with the processes, and "
               "begin sooner. Raise n "
               "above your cores: from there on nobody gains any more. With real processes, lower "
               "seconds to 0.01: to "
               "start them costs more than to compute. In virtual time it costs nothing, and there "
               "are as many cores as you "
               "set."},
     .teaches =
         {"El GIL es el cerrojo del intérprete: de los hilos de un proceso, solo uno ejecuta "
          "código Python. Con "
          "cálculo puro, diez hilos son diez turnos de un mismo núcleo: concurrentes, no "
          "paralelos.\n"
          "Cada proceso tiene su intérprete y su GIL, así que los procesos sí calculan en "
          "paralelo. A cambio cuesta "
          "arrancarlos y no comparten memoria. Un grupo reutiliza los suyos, y ese coste se paga "
          "una vez.\n"
          "El GIL se suelta al dormir, al leer o al escribir: para esperar, los hilos bastan. Y no "
          "protege los datos "
          "del programa: mira el incremento perdido. Desde Python 3.13 existe una versión sin GIL "
          "(free-threaded).",
          "The GIL is the lock of the interpreter: of the threads of a process, only one executes "
          "Python code. With "
          "pure computation ten threads are ten turns on one core: concurrent, not parallel.\n"
          "Each process has an interpreter and a GIL of its own, so processes do compute in "
          "parallel. In return they "
          "take time to start and share no memory. A pool uses its own again, and that is paid "
          "once.\n"
          "The GIL is let go while sleeping, reading or writing: to wait, threads are enough. Nor "
          "does it protect the "
          "program's data: see the lost update. Since Python 3.13 there is a version without it "
          "(free-threaded)."},
     .parameters = {std::begin(kParameters), std::end(kParameters)},
     .starts_processes = true},
    main};

}  // namespace telar
