// Trace files: written packet by packet while a run goes on, so that a file is readable however the
// run ends; and read back into a Store.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/session.hpp"
#include "base/language.hpp"
#include "base/time.hpp"
#include "platform/file.hpp"
#include "trace/store.hpp"

namespace telar {

class TraceWriter {
 public:
  // Makes or replaces the file, with a header packet. Empty, or one line that says what was wrong.
  // `regular`: what is in a packet does not depend on when it was appended, so that the same events
  // make the same file.
  std::string open(const std::string& path, std::string_view header, bool regular,
                   Language language);
  // Adds packets. At most every 100 ms it goes to the file; `finish` writes what is left, with one
  // more header packet.
  void append(std::span<const Event> events);
  void finish(std::string_view header);
  // Empty, or one line on the first write that failed; nothing is written after it.
  const std::string& error() const { return error_; }

 private:
  void write_regular_packets(bool the_rest);
  void flush();

  std::string path_, error_;
  bool regular_ = false;
  std::vector<Event> waiting_;  // for their packet
  Language language_ = Language::es;
  std::vector<std::byte> unwritten_;
  Nanos written_at_ = 0;
};

// "scenario=pool\nparameters=n=10 seconds=5 ...\n": what a trace begins with, and what is added
// when the run is over.
std::string trace_header(const Parameters& parameters,
                         const std::optional<VirtualRun::Options>& virtual_time, Language language);
std::string trace_ending(const Session& session);

struct LoadedTrace {
  std::string header;
  Store store;    // finished
  int cores = 0;  // of the machine that ran it; 0 if the file does not say
};
// Empty, or one line that says what was wrong; then nothing is loaded.
std::string load_trace(const std::string& path, Language language, LoadedTrace& trace);

// "scenario=pool  parameters=n=10 seconds=5  ...": a trace's header in one line of valid UTF-8,
// whatever the file holds.
std::string header_line(const std::string& header);

// One line: that the file cannot be written, and why.
std::string cannot_write(const std::string& path, const FileError& error, Language language);

}  // namespace telar
