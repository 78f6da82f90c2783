// telar show and telar export: what can be done with a trace file.
#include <algorithm>
#include <sstream>
#include <string>

#include "app/arguments.hpp"
#include "app/commands.hpp"
#include "app/output.hpp"
#include "app/summary.hpp"
#include "app/trace_file.hpp"
#include "platform/file.hpp"
#include "report/action_words.hpp"
#include "report/finding.hpp"
#include "report/trace_text.hpp"
#include "trace/chrome_json.hpp"
#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

int bad_file(const std::string& error) { return usage_error(error); }

}  // namespace

int show_command(Argv words, Language language) {
  const Arguments arguments = parse_arguments(words, language);
  if (const auto error =
          check_arguments(arguments, {"lang"}, 1, words::show_usage.in(language), language);
      !error.empty())
    return usage_error(error);
  if (const auto error = check_common_options(arguments, language); !error.empty())
    return usage_error(error);
  LoadedTrace trace;
  if (const auto error = load_trace(std::string(arguments.positional[0]), language, trace);
      !error.empty())
    return bad_file(error);

  std::ostringstream text;
  text << "# " << header_line(trace.header) << '\n';
  for (const auto& line :
       summary_lines(trace.store, measure(trace.store, 0, trace.cores), language))
    text << "# " << line << '\n';
  // In real time nobody knows the order of two strands' accesses so exactly.
  if (!trace.store.schedule().empty())
    for (const Finding& finding : findings_of(trace.store))
      text << "# " << finding_text(finding, language) << '\n';
  write_text(text, trace.store, language);
  return write_output(text.view()) ? 0 : kExitNobodyReads;
}

int export_command(Argv words, Language language) {
  const Arguments arguments = parse_arguments(words, language);
  if (const auto error =
          check_arguments(arguments, {"lang"}, 2, words::export_usage.in(language), language);
      !error.empty())
    return usage_error(error);
  if (const auto error = check_common_options(arguments, language); !error.empty())
    return usage_error(error);
  LoadedTrace trace;
  if (const auto error = load_trace(std::string(arguments.positional[0]), language, trace);
      !error.empty())
    return bad_file(error);

  std::ostringstream json;
  write_chrome_json(json, trace.store, say_in_english);
  const std::string path(arguments.positional[1]);
  const auto bytes = std::as_bytes(std::span(json.view()));
  if (const auto error = write_file(path, bytes))
    return bad_file(cannot_write(path, error, language));
  write_error_line(say(language, words::open_in_perfetto, in_quotes(path)));
  return 0;
}

}  // namespace telar
