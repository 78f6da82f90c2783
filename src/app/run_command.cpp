// telar run NAME [--PARAMETER VALUE]...: the program's output as it happens, then what came of it.
#include <string>

#include "app/arguments.hpp"
#include "app/commands.hpp"
#include "app/kernel_words.hpp"
#include "app/live_output.hpp"
#include "app/output.hpp"
#include "app/run_json.hpp"
#include "app/session.hpp"
#include "app/summary.hpp"
#include "app/trace_file.hpp"
#include "platform/clock.hpp"
#include "platform/signal.hpp"
#include "report/finding.hpp"
#include "report/outcome_words.hpp"
#include "scenarios/library.hpp"
#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// How often the run is looked at although nothing was printed: for Ctrl-C, and for the rings not to
// overflow.
constexpr Nanos kLookEvery = 20 * kMillisecond;

// Empty, or one line. Sets the program's parameters; the other options are the command's.
std::string read_parameters(const Arguments& arguments, Parameters& parameters, Language language) {
  for (const auto& [name, value] : arguments.options) {
    if (is_kernel_word(name)) continue;
    if (name == "lang" || name == "format" || name == "trace") continue;
    if (const auto error = parameters.set(name, value, language); !error.empty()) return error;
  }
  return {};
}

// Polls the run to its end, passing on what it writes. Returns whether all that was to be read was.
struct Watched {
  bool interrupted = false, nobody_reads = false;
};
Watched watch(Session& session, TraceWriter& trace, bool print) {
  Watched watched;
  LiveOutput output;
  const std::atomic<bool>& interrupt = interrupted();
  for (std::size_t seen = 0;;) {
    session.poll();
    const auto events = std::span(session.store().events()).subspan(seen);
    seen += events.size();
    trace.append(events);
    if (print) output.feed(events);
    if (!session.live()) break;
    watched.nobody_reads |= !write_output(output.take(session.elapsed() - LiveOutput::kSettles));
    if (interrupt || watched.nobody_reads) {
      watched.interrupted |= interrupt;
      session.stop();
    }
    session.wait(after(monotonic_now(), output.pending() ? LiveOutput::kSettles : kLookEvery));
  }
  watched.nobody_reads |= !write_output(output.take(kNever));
  return watched;
}

void say_summary(Session& session, Language language) {
  std::string first(kOutcomes[session.outcome()].said.in(language));
  if (!session.error().empty()) first += ": " + session.error();
  write_error_line(first);
  for (const auto& line : summary_lines(session.store(), session.metrics(), language))
    write_error_line("  " + line);
  const VirtualRun* const run = session.virtual_run();
  if (!run) return;
  if (run->diverged()) return;  // what it did is not what was asked for
  for (const Finding& finding : findings_of(session.store()))
    if (finding.kind == Finding::Kind::race || finding.kind == Finding::Kind::lost_update)
      write_error_line("  " + finding_text(finding, language));
  if (session.outcome() == Outcome::finished) return;
  write_error_line(
      "  " + say(language, words::to_replay, session.program()->name(), run->schedule().text()));
}

}  // namespace

int run_command(Argv words, Language language) {
  const Arguments arguments = parse_arguments(words, language);
  if (!arguments.error.empty()) return usage_error(arguments.error);
  if (arguments.positional.size() != 1)
    return usage_error(say(language, words::one_program, program_names()));
  const Program* const program = find_program(arguments.positional[0]);
  if (!program)
    return usage_error(
        say(language, words::no_program, in_quotes(arguments.positional[0]), program_names()));
  Parameters parameters = program->defaults();
  if (const auto error = read_parameters(arguments, parameters, language); !error.empty())
    return usage_error(error);
  if (const auto error = check_common_options(arguments, language); !error.empty())
    return usage_error(error);
  std::optional<VirtualRun::Options> virtual_time;
  if (const auto error =
          read_kernel_words(arguments.options, false, parameters, virtual_time, language);
      !error.empty())
    return usage_error(error);
  const bool json = arguments.option("format") == "json";

  TraceWriter trace;
  if (const auto path = arguments.option("trace")) {
    const auto error =
        trace.open(std::string(*path), trace_header(parameters, virtual_time, language),
                   virtual_time.has_value(), language);
    if (!error.empty()) return usage_error(error);
  }

  interrupted();  // from now on Ctrl-C stops the run, not this process
  Session session;
  session.start(*program, parameters, {.language = language, .virtual_time = virtual_time});
  const Watched watched = watch(session, trace, !json);
  trace.finish(trace_ending(session));
  if (json)
    write_output(run_json(session) + "\n");
  else
    say_summary(session, language);

  if (!trace.error().empty()) {
    write_error_line("telar: " + trace.error());
    return kExitFailed;
  }
  if (watched.interrupted) return kExitInterrupted;
  if (watched.nobody_reads) return kExitNobodyReads;
  return session.outcome() == Outcome::finished ? 0 : kExitFailed;
}

}  // namespace telar
