// The C++ half of processes on the web: web/launcher.mjs and web/process_worker.mjs are the other.
#include "platform/process.hpp"

#include <emscripten/em_macros.h>
#include <emscripten/eventloop.h>

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

#include "base/check.hpp"
#include "platform/run_child.hpp"
#include "platform/web/javascript.hpp"
#include "platform/web/shared_memory_access.hpp"

namespace telar {
namespace {

ProcessId own_id = 0;

// The pump belongs to the host's thread; it is set from another.
std::mutex pump_mutex;
std::function<void()> host_pump;

// The exit code until there is one: whoever ends a process first, itself or the launcher, replaces
// it (status.mjs).
constexpr std::uint32_t kNoExitCode = 0x80000000;

// True in a child, whose main strand it starts.
bool be_child(std::function<int()>& child) {
  emscripten_runtime_keepalive_push();  // main returns at once, and its thread goes on as the host
  own_id = telar_child_id();
  if (own_id == 0) return false;
  SharedMemoryAccess::adopt(telar_child_part(), telar_child_bytes());
  std::thread([child = std::move(child)] { telar_child_returned(run_child(child)); }).detach();
  return true;
}

}  // namespace

bool has_threads() { return true; }

ProcessId child_process_id() { return own_id; }

int run_program(int argc, char** argv, std::function<int(int, char**)> body,
                std::function<int()> child) {
  if (be_child(child)) return 0;
  // main's own argv ends with main.
  std::thread([arguments = std::vector<std::string>(argv, argv + argc),
               body = std::move(body)]() mutable {
    std::vector<char*> pointers;
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    const int code = body(static_cast<int>(arguments.size()), pointers.data());
    std::fflush(nullptr);
    telar_body_returned(code & 0xff);
  }).detach();
  return 0;
}

int run_page(int, char**, std::function<void()> start, std::function<int()> child) {
  if (!be_child(child)) start();
  return 0;
}

void start_process(SharedMemory& memory, ProcessId id, Offset status) {
  TELAR_CHECK(id > 0 && id < kMaxProcesses && SharedMemoryAccess::is_shared(memory));
  memory.store(status + 4, kNoExitCode);
  memory.store(status + 8, 0);
  memory.store(status, static_cast<std::uint32_t>(ProcessState::starting));
  memory.notify(status, 1 << 30);
  telar_start(id, SharedMemoryAccess::address(memory, status), SharedMemoryAccess::part(memory),
              static_cast<std::uint32_t>(memory.size()));
}

void end_process(SharedMemory& memory, ProcessId, Offset status, EndSignal signal) {
  telar_end(SharedMemoryAccess::address(memory, status), static_cast<int>(signal));
}

void set_host_pump(std::function<void()> pump, Nanos period) {
  if (own_id == 0) return;
  double milliseconds = 0;
  if (pump && period != kNever)
    milliseconds = std::clamp(static_cast<double>(period) * 1e-6, 1.0, 2e9);
  {
    std::lock_guard lock(pump_mutex);
    host_pump = std::move(pump);
  }
  telar_pump_every(milliseconds);
}

void warm_up(int threads, int processes) { telar_warm_up(threads, processes); }

Population population() {
  const int both = telar_population();
  return {.processes = both >> 16, .threads = both & 0xffff};
}

}  // namespace telar

// Called by JavaScript on the host's thread.
extern "C" {

EMSCRIPTEN_KEEPALIVE void telar_host_pump() {
  std::function<void()> pump;
  {
    std::lock_guard lock(telar::pump_mutex);
    pump = telar::host_pump;
  }
  if (pump) pump();
}

EMSCRIPTEN_KEEPALIVE void telar_host_flush() { std::fflush(nullptr); }
}
