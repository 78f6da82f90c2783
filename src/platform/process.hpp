// Processes: the same program started again with memory of its own. Native: the executable executes
// itself. Web: the page (or Node's main thread) starts a Worker that instantiates the same compiled
// module. What a child does is written in SharedMemory before it is started; this file only starts,
// watches and ends it.
//
// Every child has a host thread: the OS thread that entered main. It never runs a strand: it starts
// `child` on another thread, drains events, notices Stop (set_host_pump). On the web it is the
// Worker's own JavaScript thread and must return to its event loop, so that threads can be started
// at any time (a nested Worker does not start while its parent sits in Atomics.wait).
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "platform/shared_memory.hpp"

namespace telar {

// Where in SharedMemory the fate of a child is written: three words {state, exit code, os id}.
// `state` goes absent -> starting -> running -> ended and is notified at each change; it reaches
// `ended` for every child that was started, however it ended (exit, signal, trap, abort, failure to
// start, death of the process that started it). The exit code has a meaning once it is `ended`:
// what `child` returned (0..255), or minus the number of the signal: -15 and -9 for end_process, -6
// for abort; a trap is -4, -5, -8 or -11 natively and -6 on the web.
enum class ProcessState : std::uint32_t { absent, starting, running, ended };
inline constexpr std::size_t kProcessStatusBytes = 12;

// Starts a child that will find `memory` by SharedMemory::inherited() and `id` by
// child_process_id(). Does not wait: a failure to start becomes `ended` with exit code 1 and a line
// on standard error. Any strand's thread, in any process of the run; an id once only. A child ends
// with the process that started it. Not the browser's UI thread.
void start_process(SharedMemory& memory, ProcessId id, Offset status);
// Ends it: exit code -15 or -9, as Python's terminate() and kill() give, if it has not ended by
// itself. `terminate` lets the host thread pump once more. Does not wait. Any thread of the process
// that started it.
enum class EndSignal : int { terminate = 15, kill = 9 };
void end_process(SharedMemory& memory, ProcessId id, Offset status, EndSignal signal);

// Whether threads and processes can be started at all. Not on the web when built without them: then
// only the virtual kernel works.
bool has_threads();

// In a child: which one it is. In the main process: 0.
ProcessId child_process_id();

// What main() of every executable calls, and all it does. In a child, calls `child` instead of
// `body`. `child` runs on a thread of its own that may block, while the host thread pumps; `body`
// runs where it may block too (native: the main thread; web under Node: a pthread). What they
// return is the exit code. Returns what main should return.
int run_program(int argc, char** argv, std::function<int(int, char**)> body,
                std::function<int()> child);
// The same for the page, whose `start` runs on the UI thread, sets up the frame callback and
// returns.
int run_page(int argc, char** argv, std::function<void()> start, std::function<int()> child);

// In a child: what the host thread does every `period`, once more after `child` has returned, and
// once more when it is asked to terminate. Must not block. Call it from `child`; an empty function
// takes the pump away.
void set_host_pump(std::function<void()> pump, Nanos period);

// Web: makes sure that this many thread workers (of this process) and process workers are ready, so
// that starting them is quick. Native: nothing to do. Page's or main thread; does not wait.
void warm_up(int threads, int processes);

// How many real workers or child processes are alive now (for tests and for the page's honesty).
struct Population {
  int processes = 0;  // children
  // OS threads of this process, without the platform's own (web: pthread workers that run
  // something).
  int threads = 0;
};
Population population();

}  // namespace telar
