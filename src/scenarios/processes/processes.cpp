// The chapter's multiprocessing_test.py.
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/multiprocessing.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using multiprocessing::Function;
using multiprocessing::Process;

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

// A child finds what it is to run by this name: it is this program, started again.
const Function kSnooze{"processes.snooze", snooze};
const Function kCrunch{"processes.crunch", crunch};

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  const auto& target = parameters.choice("work") == "cpu" ? kCrunch : kSnooze;

  std::vector<Process> processes;
  for (int i = 0; i < n; ++i) {
    Process& process = processes.emplace_back(target, i, seconds);
    co_await process.start();
  }
  for (Process& process : processes) {
    co_await process.join();
  }
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Procesos", "Processes"}, 10, kMostProcesses),
    kSeconds,
    kWork,
};

}  // namespace

const Scenario kProcesses{
    {.name = "processes",
     .title = {"Procesos", "Processes"},
     .summary = {"Varios procesos duermen a la vez, cada uno con su propia memoria.",
                 "Several processes sleep at the same time, each with a memory of its own."},
     .watch = {"Cada proceso es un grupo aparte, con su propio hilo principal. Arrancan uno tras "
               "otro, y tardan más que "
               "los hilos: mira el hueco antes de la primera línea. Con work=cpu corren de verdad "
               "a la vez, tantos como "
               "núcleos haya.",
               "Each process is a group of its own, with a main thread of its own. They start one "
               "after another, and "
               "take longer than threads do: look at the gap before the first line. With work=cpu "
               "they really run at "
               "the same time, as many as there are cores."},
     .teaches =
         {"Un proceso no comparte memoria con ningún otro: lo que recibe y lo que devuelve viaja "
          "como bytes (en Python, "
          "con pickle). Arrancarlo cuesta más que arrancar un hilo.\n"
          "Cada proceso tiene su propio intérprete y su propio GIL, así que los cálculos de varios "
          "procesos son "
          "paralelos: aquí concurrencia y paralelismo coinciden mientras haya núcleos.\n"
          "El proceso hijo vuelve a importar el módulo principal para encontrar snooze. Por eso "
          "main() se llama bajo "
          "if __name__ == \"__main__\": sin esa guarda, cada hijo intentaría crear sus propios "
          "hijos.",
          "A process shares memory with no other: what it receives and what it returns travels as "
          "bytes (in Python, by "
          "pickle). Starting one costs more than starting a thread.\n"
          "Each process has its own interpreter and its own GIL, so the computations of several "
          "processes are "
          "parallel: here concurrency and parallelism are the same as long as there are cores.\n"
          "The child process imports the main module again to find snooze. That is why main() is "
          "called under "
          "if __name__ == \"__main__\": without that guard, each child would try to make children "
          "of its own."},
     .parameters = {std::begin(kParameters), std::end(kParameters)},
     .starts_processes = true},
    main};

}  // namespace telar
