#include "app/summary.hpp"

#include <algorithm>

#include "app/say.hpp"

namespace telar {
namespace {

std::string seconds(Nanos time) {
  if (time > 0 && time < kMillisecond)
    return std::format("{:.0f} µs", static_cast<double>(time) / kMicrosecond);
  return std::format("{:.3f} s", to_seconds(time));
}

}  // namespace

std::string_view outcome_word(Outcome outcome, Language language) {
  switch (outcome) {
    case Outcome::running:
      return Text{"en marcha", "running"}.in(language);
    case Outcome::finished:
      return Text{"terminado", "finished"}.in(language);
    case Outcome::failed:
      return Text{"ha fallado", "failed"}.in(language);
    case Outcome::stopped:
      return Text{"detenido", "stopped"}.in(language);
    case Outcome::deadlock:
      return Text{"interbloqueo", "deadlock"}.in(language);
  }
  return {};
}

std::vector<std::string> summary_lines(const Store& store, const Metrics& metrics,
                                       Language language) {
  const auto processes = std::ranges::count_if(store.processes(), &ProcessInfo::known);
  const auto threads = std::ranges::count(store.lanes(), Lane::Kind::thread, &Lane::kind);
  const auto tasks = std::ranges::count(store.lanes(), Lane::Kind::task, &Lane::kind);
  std::vector<std::string> lines;
  lines.push_back(say(language,
                      {"duración {}, tareas una tras otra {}, aceleración {:.2f}",
                       "elapsed {}, tasks one after another {}, speed-up {:.2f}"},
                      seconds(metrics.elapsed), seconds(metrics.task_time), metrics.speedup));
  lines.push_back(
      say(language,
          {"concurrencia: máxima {}, media {:.2f}; paralelismo: máximo {}, medio {:.2f}",
           "concurrency: peak {}, mean {:.2f}; parallelism: peak {}, mean {:.2f}"},
          metrics.concurrency_peak, metrics.concurrency_mean, metrics.parallelism_peak,
          metrics.parallelism_mean));
  lines.push_back(say(
      language, {"procesos {}, hilos {}, corrutinas {}", "processes {}, threads {}, coroutines {}"},
      processes, threads, tasks));
  if (store.dropped())
    lines.push_back(say(language, {"sucesos perdidos: {}", "events lost: {}"}, store.dropped()));
  if (const auto ignored = store.rejected())
    lines.push_back(ignored == 1
                        ? std::string(Text{"1 suceso ignorado", "1 event ignored"}.in(language))
                        : say(language, {"{} sucesos ignorados", "{} events ignored"}, ignored));
  return lines;
}

}  // namespace telar
