// The thread that starts this process's children and waits for them. It lives as long as the
// process does: a child asks the kernel to be killed when the thread that started it dies
// (PR_SET_PDEATHSIG), so that no child outlives its parent.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/process.hpp"

namespace telar {

// The file descriptor by which a child finds the shared memory.
inline constexpr int kChildMemoryFd = 3;

// The words of one child's fate.
struct StatusWords {
  SharedMemory& memory;
  Offset at;
  ProcessState state() const { return static_cast<ProcessState>(memory.load(at)); }
  std::uint32_t os_id() const { return memory.load(at + 8); }
  void set_os_id(std::uint32_t id) { memory.store(at + 8, id); }
  void become(ProcessState state);
  void end(int exit_code);
};

class Reaper {
 public:
  static Reaper& instance();  // started by the first call; std::system_error if that cannot be
  static bool started();
  // Without a reaper, too, the process has ended in the status words, and standard error says why.
  static void start(SharedMemory& memory, ProcessId id, Offset status);
  void end(SharedMemory& memory, ProcessId id, EndSignal signal);
  int children();

 private:
  struct Child {
    std::shared_ptr<SharedMemory> memory;
    ProcessId id;
    Offset status;
    pid_t pid = 0;            // 0: to be started
    int pidfd = -1;           // -1: the kernel has none, ask every millisecond
    int signal = 0;           // asked to end by this one
    Nanos deadline = kNever;  // then kill it
    bool ended = false;
  };

  Reaper();
  [[noreturn]] void run();
  void add(SharedMemory& memory, ProcessId id, Offset status);
  void wake();
  void spawn(Child& child);
  void look_after(Child& child, Nanos now);
  void ended(Child& child, int exit_code);
  void reap_strays();

  std::mutex mutex_;
  std::vector<Child> children_;
  Nanos strays_until_ = 0;  // until then, children of this process that nobody knows are reaped
  int wake_;                // eventfd
};

}  // namespace telar
