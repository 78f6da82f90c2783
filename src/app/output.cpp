#include "app/output.hpp"

#include <csignal>
#include <cstdio>
#include <string>

namespace telar {

bool write_output(std::string_view bytes) {
#ifdef SIGPIPE
  // A reader that goes away is an error of the write, not the end of the process: the trace and the
  // children matter.
  static const auto ignored = std::signal(SIGPIPE, SIG_IGN);
  (void)ignored;
#endif
  static bool closed = false;
  if (closed || bytes.empty()) return !closed;
  closed = std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
           std::fflush(stdout) != 0;
  return !closed;
}

void write_error_line(std::string_view line) {
  const std::string text = std::string(line) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace telar
