// The web without threads: one instance on one thread, and no processes.
#include "platform/process.hpp"

#include <emscripten/em_macros.h>

#include <cstdio>

#include "base/check.hpp"
#include "platform/web/javascript.hpp"

namespace telar {

bool has_threads() { return false; }

ProcessId child_process_id() { return 0; }

int run_program(int argc, char** argv, std::function<int(int, char**)> body, std::function<int()>) {
  const int code = body(argc, argv);
  std::fflush(nullptr);
  telar_body_returned(code & 0xff);
  return 0;
}

int run_page(int, char**, std::function<void()> start, std::function<int()>) {
  start();
  return 0;
}

void start_process(SharedMemory& memory, ProcessId id, Offset status) {
  TELAR_CHECK(id > 0 && id < kMaxProcesses);
  std::fprintf(stderr, "process %u cannot be started: this program was built without threads\n",
               id);
  memory.store(status + 4, 1);
  memory.store(status + 8, 0);
  memory.store(status, static_cast<std::uint32_t>(ProcessState::ended));
}

void end_process(SharedMemory&, ProcessId, Offset, EndSignal) {}

void set_host_pump(std::function<void()>, Nanos) {}

void warm_up(int, int) {}

Population population() { return {}; }

}  // namespace telar

// Called by JavaScript when the program has ended.
extern "C" EMSCRIPTEN_KEEPALIVE void telar_host_flush() { std::fflush(nullptr); }
