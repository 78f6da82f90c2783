#include "app/trace_file.hpp"

#include "app/kernel_words.hpp"
#include "app/version.hpp"
#include "base/parse.hpp"
#include "base/utf8.hpp"
#include "model/choices.hpp"
#include "platform/clock.hpp"
#include "trace/packet.hpp"
#include "words/bad_input.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

constexpr Nanos kFlushEvery = 100 * kMillisecond;

std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

// The value of a header's "key=value" line; empty if there is none.
std::string_view header_value(std::string_view header, std::string_view key) {
  while (!header.empty()) {
    const std::string_view line = header.substr(0, header.find('\n'));
    if (line.starts_with(key) && line.substr(key.size()).starts_with('='))
      return line.substr(key.size() + 1);
    header.remove_prefix(std::min(line.size() + 1, header.size()));
  }
  return {};
}

std::string problem_of(const TraceError& error, Language language) {
  using Kind = TraceError::Kind;
  switch (error.kind) {
    case Kind::none:
      return {};
    case Kind::empty:
      return say(language, words::trace_empty);
    case Kind::other_version:
      return say(language, words::trace_of_other_version);
    case Kind::bad_magic:
      return say(language, words::trace_bad_magic, error.at);
    case Kind::bad_header:
      return say(language, words::trace_bad_header, error.at);
    case Kind::bad_packet:
      return say(language, words::trace_bad_packet, error.at);
    case Kind::truncated:
      return say(language, words::trace_truncated, error.at);
  }
  return {};
}

std::string reason_of(const FileError& error, Language language) {
  using Kind = FileError::Kind;
  switch (error.kind) {
    case Kind::none:
      return {};
    case Kind::missing:
      return say(language, words::file_missing);
    case Kind::is_a_directory:
      return say(language, words::file_is_a_directory);
    case Kind::not_a_directory:
      return say(language, words::file_not_a_directory);
    case Kind::no_permission:
      return say(language, words::file_no_permission);
    case Kind::not_permitted:
      return say(language, words::file_not_permitted);
    case Kind::no_space:
      return say(language, words::file_no_space);
    case Kind::read_only:
      return say(language, words::file_read_only);
    case Kind::no_files:
      return say(language, words::file_in_browser);
    case Kind::other:
      return one_line(error.system);
  }
  return {};
}

}  // namespace

std::string cannot_write(const std::string& path, const FileError& error, Language language) {
  return say(language, words::cannot_write, in_quotes(path), reason_of(error, language));
}

// --- writing

std::string TraceWriter::open(const std::string& path, std::string_view header, bool regular,
                              Language language) {
  path_ = path;
  regular_ = regular;
  language_ = language;
  write_header_packet(unwritten_, header);
  const FileError error = write_file(path_, unwritten_);
  unwritten_.clear();
  written_at_ = monotonic_now();
  return error ? cannot_write(path_, error, language_) : std::string();
}

void TraceWriter::append(std::span<const Event> events) {
  if (path_.empty() || !error_.empty()) return;
  if (regular_) {
    waiting_.insert(waiting_.end(), events.begin(), events.end());
    write_regular_packets(false);
  } else {
    write_packet(unwritten_, events);
  }
  if (monotonic_now() - written_at_ >= kFlushEvery) flush();
}

void TraceWriter::write_regular_packets(bool the_rest) {
  constexpr std::size_t kEvents = 4096;
  std::size_t done = 0;
  for (std::size_t end = kEvents; end < waiting_.size(); end += kEvents) {
    while (end < waiting_.size() && waiting_[end].kind == EventKind::text)
      ++end;  // it stays with its event
    if (end == waiting_.size()) break;
    write_packet(unwritten_, std::span(waiting_).subspan(done, end - done));
    done = end;
  }
  if (the_rest && done < waiting_.size()) {
    write_packet(unwritten_, std::span(waiting_).subspan(done));
    done = waiting_.size();
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(done));
}

void TraceWriter::finish(std::string_view header) {
  if (path_.empty() || !error_.empty()) return;
  write_regular_packets(true);
  write_header_packet(unwritten_, header);
  flush();
}

void TraceWriter::flush() {
  const FileError error = write_file(path_, unwritten_, WriteMode::append);
  if (error) error_ = cannot_write(path_, error, language_);
  unwritten_.clear();
  written_at_ = monotonic_now();
}

std::string trace_header(const Parameters& parameters,
                         const std::optional<VirtualRun::Options>& virtual_time,
                         Language language) {
  std::string header;
  const auto line = [&](std::string_view key, std::string_view value) {
    header.append(key).append("=").append(value).append("\n");
  };
  line("scenario", parameters.description().name);
  line("parameters", parameters.words());
  line("kernel", kKernels[virtual_time ? KernelChoice::virtual_time : KernelChoice::real].word);
  if (virtual_time) {
    line("strategy", virtual_time->choices ? "recorded" : kPickers[virtual_time->picker].word);
    line("seed", std::to_string(virtual_time->seed));
  }
  line("language", kLanguages[language].word);
  line("cores", std::to_string(virtual_time ? virtual_time->cores : hardware_cores()));
  line("version", kVersion);
  return header;
}

std::string trace_ending(const Session& session) {
  return "outcome=" + std::string(outcome_name(session.outcome())) + "\n";
}

// --- reading

std::string header_line(const std::string& header) {
  std::string line;
  for (const char c : header) line += c == '\n' ? std::string_view("  ") : std::string_view(&c, 1);
  line = in_one_line(line);
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string load_trace(const std::string& path, Language language, LoadedTrace& trace) {
  std::vector<std::byte> bytes;
  if (const auto error = read_file(path, bytes))
    return say(language, words::cannot_read, in_quotes(path), reason_of(error, language));
  TraceFile file = read_trace(bytes);
  if (file.error) {
    const std::string problem = problem_of(file.error, language);
    const bool is_trace =
        !file.error.is_no_trace || file.error.kind == TraceError::Kind::other_version;
    return in_quotes(path) + ": " + (is_trace ? problem : say(language, words::no_trace, problem));
  }
  trace.header = std::move(file.header);
  trace.store.append(file.events);
  if (!trace.store.finished()) trace.store.finish(trace.store.end());
  const auto cores = parse_integer(header_value(trace.header, "cores"));
  trace.cores = cores && *cores > 0 ? static_cast<int>(*cores) : 0;
  return {};
}

}  // namespace telar
