#include "app/command_line.hpp"

#include <span>
#include <string>
#include <string_view>

#include "app/arguments.hpp"
#include "app/bench.hpp"
#include "app/commands.hpp"
#include "app/output.hpp"
#include "app/say.hpp"
#include "app/version.hpp"
#include "scenarios/parameters.hpp"

namespace telar {
namespace {

constexpr Text kHelp{
    R"(telar: programas concurrentes, en hilos y procesos de verdad o en tiempo virtual.

  telar                              abre la ventana (programa nativo)
  telar list                         los programas y sus parámetros
  telar run PROGRAMA [--PARÁMETRO VALOR]...
                                     lo ejecuta: su salida tal cual, y un resumen en la salida de error
  telar explore PROGRAMA [--PARÁMETRO VALOR]...
                                     lo ejecuta en todos los órdenes posibles, o en muchos al azar, y cuenta cómo acaba
  telar show TRAZA                   lo que pasó en una ejecución, suceso a suceso
  telar export TRAZA SALIDA.json     la misma traza, para ui.perfetto.dev
  telar compare TRAZA TRAZA          dos ejecuciones, cifra a cifra, y en qué línea difiere su salida
  telar bench [list | MEDIDA telar]  se mide a sí mismo, una medida cada vez

  --lang es|en                       idioma; si no, el de LC_ALL o LANG, y si no, español
  --format text|json                 con list, run, explore y compare
  --trace TRAZA                      con run: guarda en ese fichero todo lo que pasa

  con run:
  --kernel real|virtual              hilos y procesos del sistema (lo normal), o tiempo virtual, exacto y repetible
  --seed N  --strategy round-robin|random|pct  --cores K
                                     en tiempo virtual: quién da cada paso, y cuántos núcleos se simulan (4)
                                     (con pct también --depth D, 3 si no se dice)
  --schedule S                       repite paso a paso una ejecución virtual: la que falla dice la suya

  con explore:
  --strategy exhaustive|dpor|random|pct
                                     todos los órdenes (lo normal); solo los que cambian algo; o algunos al azar: --seed N,
                                     con pct también --depth D
  --bound B                          solo los que tienen B expropiaciones o menos, de menos a más
  --max N  --time S                  acaba tras N ejecuciones o S segundos (si no se dice nada: 60 s; al azar: 10000)
  --cores K  --jobs N  --cache on|off
                                     núcleos simulados; hilos que buscan; sin repetir lo que solo cambia de orden

Ejemplo: telar run pool --n 4 --seconds 0.5 --workers 2
Código de salida: 0 bien, 1 el programa falló, 2 algo mal escrito, 130 interrumpido.
)",
    R"(telar: concurrent programs, on real threads and processes or in virtual time.

  telar                              opens the window (native program)
  telar list                         the programs and their parameters
  telar run PROGRAM [--PARAMETER VALUE]...
                                     runs it: its output as it is, and a summary on standard error
  telar explore PROGRAM [--PARAMETER VALUE]...
                                     runs it in every possible order, or in many at random, and counts how it ends
  telar show TRACE                   what happened in a run, event by event
  telar export TRACE OUT.json        the same trace, for ui.perfetto.dev
  telar compare TRACE TRACE          two runs, figure by figure, and at which line their output differs
  telar bench [list | WORKLOAD telar]
                                     measures itself, one workload at a time

  --lang es|en                       language; else that of LC_ALL or LANG, else Spanish
  --format text|json                 with list, run, explore and compare
  --trace TRACE                      with run: keeps all that happens in that file

  with run:
  --kernel real|virtual              the system's threads and processes (the default), or virtual time, exact and repeatable
  --seed N  --strategy round-robin|random|pct  --cores K
                                     in virtual time: who makes each step, and how many cores are modelled (4)
                                     (for pct --depth D too, 3 unless said)
  --schedule S                       repeats a virtual run step by step: one that fails prints its own

  with explore:
  --strategy exhaustive|dpor|random|pct
                                     all orders (the default); only those that make a difference; or some at random:
                                     --seed N, for pct --depth D too
  --bound B                          only those with B preemptions or fewer, the fewest first
  --max N  --time S                  ends after N executions or S seconds (if nothing is said: 60 s; at random: 10000)
  --cores K  --jobs N  --cache on|off
                                     modelled cores; threads that search; without what differs in order only

Example: telar run pool --n 4 --seconds 0.5 --workers 2
Exit status: 0 fine, 1 the program failed, 2 something was written wrong, 130 interrupted.
)"};

}  // namespace

int usage_error(std::string_view message) {
  write_error_line("telar: " + std::string(message));
  return kExitUsage;
}

int command_line(int argc, char** argv) {
  const Words words = Words(argv, static_cast<std::size_t>(argc)).subspan(argc > 0 ? 1 : 0);
  const Language language = command_language(words);
  const auto print = [](std::string_view text) {
    return write_output(text) ? 0 : kExitNobodyReads;
  };

  const std::string_view command = words.empty() ? "--help" : words[0];
  for (const char* word : words)
    if (std::string_view(word) == "--help" || std::string_view(word) == "-h")
      return print(kHelp.in(language));
  if (words.empty() || command == "help" || command.starts_with("--lang"))
    return print(kHelp.in(language));
  if (command == "--version") return print("telar " + std::string(kVersion) + "\n");

  const Words rest = words.subspan(1);
  if (command == "list") return list_command(rest, language);
  if (command == "run") return run_command(rest, language);
  if (command == "show") return show_command(rest, language);
  if (command == "export") return export_command(rest, language);
  if (command == "compare") return compare_command(rest, language);
  if (command == "bench") return bench_command(rest, language);
  if (command == "explore") return explore_command(rest, language);
  return usage_error(
      say(language,
          {"no hay orden {}; hay list, run, explore, show, export, compare, bench",
           "there is no command {}; there are list, run, explore, show, export, compare, bench"},
          in_quotes(command)));
}

}  // namespace telar
