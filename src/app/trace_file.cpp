#include "app/trace_file.hpp"

#include <charconv>

#include "app/say.hpp"
#include "app/version.hpp"
#include "platform/clock.hpp"
#include "platform/file.hpp"
#include "trace/packet.hpp"

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
    if (line.starts_with(key) && line.substr(key.size()).starts_with('=')) return line.substr(key.size() + 1);
    header.remove_prefix(std::min(line.size() + 1, header.size()));
  }
  return {};
}

// What trace/packet.hpp says of a bad file, in the language.
std::string trace_problem(const std::string& error, Language language) {
  struct Known {
    std::string_view english;
    std::string_view spanish;
  };
  static constexpr Known kKnown[] = {
      {"not a Telar trace", "no es una traza de Telar"},
      {"it is empty", "está vacío"},
      {"truncated at byte ", "truncado en el byte "},
      {"bad magic at byte ", "marca incorrecta en el byte "},
      {"corrupted packet header at byte ", "cabecera de paquete corrupta en el byte "},
      {"corrupted packet at byte ", "paquete corrupto en el byte "},
  };
  std::string text = error;
  if (language == Language::es)
    for (const auto& [english, spanish] : kKnown)
      if (const auto at = text.find(english); at != std::string::npos) text.replace(at, english.size(), spanish);
  return text;
}

}  // namespace

std::string file_problem(const std::string& error, const std::string& path, Language language) {
  const auto reason_at = error.find("'" + path + "': ");
  const bool reading = error.starts_with("cannot read");
  const Text form = reading ? Text{"no se puede leer {}: {}", "cannot read {}: {}"}
                            : Text{"no se puede escribir {}: {}", "cannot write {}: {}"};
  const std::string reason = reason_at == std::string::npos ? error : error.substr(reason_at + path.size() + 4);
  return say(language, form, in_quotes(path), one_line(reason));
}

// --- writing

std::string TraceWriter::open(const std::string& path, std::string_view header, Language language) {
  path_ = path;
  language_ = language;
  write_header_packet(unwritten_, header);
  const std::string error = write_file(path_, unwritten_);
  unwritten_.clear();
  written_at_ = monotonic_now();
  return error.empty() ? error : file_problem(error, path_, language_);
}

void TraceWriter::append(std::span<const Event> events) {
  if (path_.empty() || !error_.empty()) return;
  write_packet(unwritten_, events);
  if (monotonic_now() - written_at_ >= kFlushEvery) flush();
}

void TraceWriter::finish(std::string_view header) {
  if (path_.empty() || !error_.empty()) return;
  write_header_packet(unwritten_, header);
  flush();
}

void TraceWriter::flush() {
  const std::string error = write_file(path_, unwritten_, WriteMode::append);
  if (!error.empty()) error_ = file_problem(error, path_, language_);
  unwritten_.clear();
  written_at_ = monotonic_now();
}

std::string trace_header(const Parameters& parameters, Language language) {
  std::string header;
  const auto line = [&](std::string_view key, std::string_view value) {
    header.append(key).append("=").append(value).append("\n");
  };
  line("scenario", parameters.scenario().name);
  line("parameters", parameters.words());
  line("kernel", "real");
  line("language", language == Language::en ? "en" : "es");
  line("cores", std::to_string(hardware_cores()));
  line("version", kVersion);
  return header;
}

std::string trace_ending(const Session& session) {
  std::string ending = "outcome=" + std::string(outcome_name(session.outcome())) + "\n";
  if (!session.error().empty()) ending += "error=" + one_line(session.error()) + "\n";
  return ending;
}

// --- reading

std::string load_trace(const std::string& path, Language language, LoadedTrace& trace) {
  std::vector<std::byte> bytes;
  if (const auto error = read_file(path, bytes); !error.empty()) return file_problem(error, path, language);
  TraceFile file = read_trace(bytes);
  if (!file.error.empty()) return in_quotes(path) + ": " + trace_problem(file.error, language);
  trace.header = std::move(file.header);
  trace.store.append(file.events);
  if (!trace.store.finished()) trace.store.finish(trace.store.end());
  const std::string_view cores = header_value(trace.header, "cores");
  if (std::from_chars(cores.data(), cores.data() + cores.size(), trace.cores).ec != std::errc{} || trace.cores < 0)
    trace.cores = 0;
  return {};
}

}  // namespace telar
