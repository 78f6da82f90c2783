// telar compare A B: two trace files side by side: a run on this machine and the same in the
// browser, on real threads and in virtual time, before a change and after.
#include <algorithm>
#include <cmath>
#include <format>
#include <string>
#include <vector>

#include "app/arguments.hpp"
#include "app/commands.hpp"
#include "app/output.hpp"
#include "app/trace_file.hpp"
#include "base/json.hpp"
#include "base/time_text.hpp"
#include "base/utf8.hpp"
#include "trace/metrics.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

struct Figure {
  std::string_view name;  // in JSON
  Word title;
  double values[2];
  int decimals;  // in text
  std::string_view unit;
};

struct Compared {
  LoadedTrace traces[2];
  std::vector<Figure> figures;
  std::vector<std::string> lines[2];
  std::size_t first_difference = 0;  // of the lines, from 1; 0: they are the same
  bool other_order = false;          // the same lines, in another order
};

// What was written, by line, valid UTF-8.
std::vector<std::string> lines_of(const Store& store) {
  std::string text;
  for (const Write& write : store.writes()) text += write.text;
  text = utf8_repaired(text);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::vector<Figure> figures_of(const LoadedTrace (&traces)[2]) {
  const Metrics metrics[] = {measure(traces[0].store, 0, traces[0].cores),
                             measure(traces[1].store, 0, traces[1].cores)};
  std::vector<Figure> figures;
  const auto add = [&](std::string_view name, Word title, int decimals, std::string_view unit,
                       auto value) {
    figures.push_back({name,
                       title,
                       {static_cast<double>(value(0)), static_cast<double>(value(1))},
                       decimals,
                       unit});
  };
  add("elapsed_ns", words::figure_elapsed, 6, " s", [&](int i) { return metrics[i].elapsed; });
  add("task_ns", words::figure_task_time, 6, " s", [&](int i) { return metrics[i].task_time; });
  add("speedup", words::figure_speedup, 3, "", [&](int i) { return metrics[i].speedup; });
  add("concurrency_peak", words::figure_concurrency_peak, 0, "",
      [&](int i) { return metrics[i].concurrency_peak; });
  add("concurrency_mean", words::figure_concurrency_mean, 3, "",
      [&](int i) { return metrics[i].concurrency_mean; });
  add("parallelism_peak", words::figure_parallelism_peak, 0, "",
      [&](int i) { return metrics[i].parallelism_peak; });
  add("parallelism_mean", words::figure_parallelism_mean, 3, "",
      [&](int i) { return metrics[i].parallelism_mean; });
  add("processes", words::figure_processes, 0, "", [&](int i) {
    return std::ranges::count_if(traces[i].store.processes(), &ProcessInfo::known);
  });
  add("threads", words::figure_threads, 0, "", [&](int i) {
    return std::ranges::count(traces[i].store.lanes(), Lane::Kind::thread, &Lane::kind);
  });
  add("tasks", words::figure_tasks, 0, "", [&](int i) {
    return std::ranges::count(traces[i].store.lanes(), Lane::Kind::task, &Lane::kind);
  });
  add("events", words::figure_events, 0, "",
      [&](int i) { return traces[i].store.events().size(); });
  add("dropped", words::figure_dropped, 0, "", [&](int i) { return traces[i].store.dropped(); });
  return figures;
}

void compare_lines(Compared& compared) {
  const auto& [a, b] = compared.lines;
  const auto [at_a, at_b] = std::ranges::mismatch(a, b);
  if (at_a == a.end() && at_b == b.end()) return;
  compared.first_difference = static_cast<std::size_t>(at_a - a.begin()) + 1;
  auto sorted_a = a, sorted_b = b;
  std::ranges::sort(sorted_a);
  std::ranges::sort(sorted_b);
  compared.other_order = sorted_a == sorted_b;
}

std::string word_of(const Figure& figure, int i, Language language) {
  const double value = figure.unit.empty() ? figure.values[i] : figure.values[i] / 1e9;
  return number(value, figure.decimals, language).c_str() + std::string(figure.unit);
}

std::string compare_text(const Compared& compared, std::string_view name_a, std::string_view name_b,
                         Language language) {
  std::string text;
  const std::string_view names[] = {name_a, name_b};
  for (int i = 0; i < 2; ++i)
    text += std::format("{}: {}\n   {}\n", "AB"[i], in_one_line(names[i]),
                        header_line(compared.traces[i].header));
  text += std::format("\n{:24}{:>18}{:>18}{:>10}\n", "", "A", "B", "B/A");
  for (const Figure& figure : compared.figures) {
    const std::string_view title = figure.title.in(language);
    // Columns are letters, not bytes.
    const std::size_t letters = static_cast<std::size_t>(std::ranges::count_if(
        title, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    const double ratio = figure.values[1] / figure.values[0];
    text += std::format("{}{:{}}{:>18}{:>18}{:>10}\n", title, "", letters < 24 ? 24 - letters : 1,
                        word_of(figure, 0, language), word_of(figure, 1, language),
                        std::isfinite(ratio) ? number(ratio, 3, language).c_str() : "");
  }
  const auto& [a, b] = compared.lines;
  if (compared.first_difference == 0)
    return text + "\n" +
           say(language, words::same_output,
               a.size() == 1 ? say(language, words::one_line)
                             : say(language, words::lines, a.size()));
  text += "\n" + (compared.other_order ? say(language, words::other_order)
                                       : say(language, words::other_output));
  text += say(language, words::at_line, compared.first_difference);
  const auto line = [&](const std::vector<std::string>& lines) {
    return compared.first_difference <= lines.size()
               ? in_one_line(lines[compared.first_difference - 1])
               : say(language, words::no_line);
  };
  return text + "  A: " + line(a) + "\n  B: " + line(b) + "\n";
}

std::string compare_json(const Compared& compared) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  for (int i = 0; i < 2; ++i) {
    json.key(i == 0 ? "a" : "b").begin_object();
    json.member("header", utf8_repaired(compared.traces[i].header));
    for (const Figure& figure : compared.figures) {
      json.key(figure.name);
      if (figure.decimals == 3)
        json.value(figure.values[i]);
      else
        json.value(static_cast<std::int64_t>(figure.values[i]));
    }
    json.end_object();
  }
  json.member("output", compared.first_difference == 0 ? "same"
                        : compared.other_order         ? "other order"
                                                       : "different");
  json.key("first_difference");
  if (compared.first_difference == 0)
    json.null();
  else
    json.value(static_cast<std::uint64_t>(compared.first_difference));
  json.end_object();
  return text;
}

}  // namespace

int compare_command(Argv words, Language language) {
  const Arguments arguments = parse_arguments(words, language);
  if (const auto error =
          check_arguments(arguments, {"lang", "format"}, 2,
                          "telar compare A B [--lang es|en] [--format text|json]", language);
      !error.empty())
    return usage_error(error);
  if (const auto error = check_common_options(arguments, language); !error.empty())
    return usage_error(error);
  Compared compared;
  for (std::size_t i = 0; i < 2; ++i) {
    if (const auto error =
            load_trace(std::string(arguments.positional[i]), language, compared.traces[i]);
        !error.empty())
      return usage_error(error);
    compared.lines[i] = lines_of(compared.traces[i].store);
  }
  compared.figures = figures_of(compared.traces);
  compare_lines(compared);
  const bool json = arguments.option("format") == "json";
  return write_output(json ? compare_json(compared) + "\n"
                           : compare_text(compared, arguments.positional[0],
                                          arguments.positional[1], language))
             ? 0
             : kExitNobodyReads;
}

}  // namespace telar
