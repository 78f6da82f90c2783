// Processes: the same program started again with memory of its own. Native: the executable executes itself. Web: the
// page (or Node's main thread) starts a Worker that instantiates the same compiled module. What a child does is
// written in SharedMemory before it is started; this file only starts, watches and ends it.
//
// Every child has a host thread: the OS thread that entered main. It never runs a strand: it starts `child` on another
// thread, drains events, notices Stop (set_host_pump). On the web it is the Worker's own JavaScript thread and must
// return to its event loop, so that threads can be started at any time (a nested Worker does not start while its
// parent sits in Atomics.wait).
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "platform/shared_memory.hpp"

namespace telar {

// Where in SharedMemory the fate of a child is written: three words {state, exit code, os id}. `state` goes
// kAbsent -> kStarting -> kRunning -> kEnded and is notified at each change; it reaches kEnded for every child that
// was started, however it ended (exit, signal, trap, abort, failure to start).
enum class ProcessState : std::uint32_t { absent, starting, running, ended };
inline constexpr std::size_t kProcessStatusBytes = 12;

// Starts a child that will find `memory` by SharedMemory::inherited() and `id` by child_process_id(). Does not wait:
// a failure to start becomes kEnded with exit code 1 (and a line in `error` if it is known at once). Any strand's
// thread. Not the browser's UI thread.
void start_process(SharedMemory& memory, ProcessId id, Offset status);
// Ends it: exit code -15 or -9, as Python's terminate() and kill() give, if it has not ended by itself. Any thread.
enum class EndSignal : int { terminate = 15, kill = 9 };
void end_process(SharedMemory& memory, ProcessId id, Offset status, EndSignal signal);

// In a child: which one it is. In the main process: 0.
ProcessId child_process_id();

// What main() of every executable calls, and all it does. In a child, calls `child` instead of `body`. `child` runs on a
// thread of its own that may block, while the host thread pumps; `body` runs where it may block too (native: the main
// thread; web under Node: a pthread). What they return is the exit code. Returns what main should return.
int run_program(int argc, char** argv, std::function<int(int, char**)> body, std::function<int()> child);
// The same for the page, whose `start` runs on the UI thread, sets up the frame callback and returns.
int run_page(int argc, char** argv, std::function<void()> start, std::function<int()> child);

// In a child: what the host thread does every `period`, and once more after `child` has returned. Must not block.
void set_host_pump(std::function<void()> pump, Nanos period);

// Web: makes sure that this many thread workers (of this process) and process workers are ready, so that starting
// them is quick. Native: nothing to do. Page's or main thread; does not wait.
void warm_up(int threads, int processes);

// How many real workers or child processes are alive now (for tests and for the page's honesty).
struct Population {
  int processes = 0;  // children
  int threads = 0;    // OS threads of this process (web: pthread workers that run something)
};
Population population();

}  // namespace telar
