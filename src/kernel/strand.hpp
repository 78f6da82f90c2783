// Strand: a thread of execution: a process's main thread or a thread started by it. Knows its
// process and its kernel, holds the coroutine to run next and the one operation it may be waiting
// in.
#pragma once
#include <atomic>
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "kernel/operation.hpp"
#include "trace/event.hpp"
#include "trace/recorder.hpp"

namespace telar {

class Kernel;
class ProcessContext;
class RealKernel;
class SharedMemory;
class VirtualKernel;
template <class T>
class Task;

// Thrown out of an operation to unwind a body when its run is stopped: on the real kernel, where
// the body's frames are on a thread that waits (the virtual one destroys the frames where they
// stand). Not derived from anything, so that no handler for Python's exceptions catches it.
struct Stopped {};

// The real kernel's parking place of a strand: the thread sleeps on `word`, and is made to look
// again by bumping and waking it. Parkers outlive their strands (the kernel keeps and reuses them),
// so that a late waker never touches the memory of a strand that is gone.
struct Parker {
  std::atomic<std::uint32_t> word{0};
  // While it waits in memory shared with other processes: the offset of the word it sleeps on, else
  // 0.
  std::atomic<std::uint32_t> shared_word{0};
};

class Strand {
 public:
  // `body` is called on the strand's own thread and makes the coroutine; it stays alive as long as
  // the strand, so a lambda's captures outlive the coroutine made by it. `daemon`: the process does
  // not wait for it at its end.
  Strand(ProcessContext& process, std::string name, std::function<Task<void>()> body, bool daemon);
  ~Strand();
  Strand(const Strand&) = delete;
  Strand& operator=(const Strand&) = delete;

  StrandId id() const { return id_; }
  const std::string& name() const { return name_; }
  bool daemon() const { return daemon_; }
  ProcessContext& process() const { return process_; }
  Kernel& kernel() const { return kernel_; }
  RealKernel* real_kernel() const { return real_kernel_; }  // null on the virtual kernel
  VirtualKernel* virtual_kernel() const;                    // null on the real one

  // Time since the run began. Any thread.
  Nanos now() const;
  // When a wait of this length ends that begins now.
  Nanos deadline_in(Nanos duration) const;
  // Says what happened, now, by this strand. The strand's own thread only. No allocation, no lock.
  void record(EventKind kind, std::uint16_t detail = 0, std::uint64_t a = 0, std::uint64_t b = 0) {
    if (recorder_) recorder_->record({now(), id_, kind, detail, a, b});
  }
  // Whether anybody keeps what is recorded: not while exploring.
  bool is_recorded() const { return recorder_ != nullptr; }
  // The same with a time read before.
  void record_at(Nanos time, EventKind kind, std::uint16_t detail, std::uint64_t a,
                 std::uint64_t b = 0) {
    if (recorder_) recorder_->record({time, id_, kind, detail, a, b});
  }
  void record_text(EventKind kind, std::uint16_t detail, std::uint64_t a, std::uint64_t b,
                   std::string_view text);
  // Says that this was written to a console, and makes it seen (ProcessContext::flush). Not lost:
  // if the ring has no room, it is drained first.
  void write_text(Object& console, std::string_view text);

  // Whether the body is to unwind (RealKernel::stop): its next or present operation then throws
  // Stopped. Who sees it set sees all that the strands it started have done: they have ended, and
  // its frames, which they may use, can go.
  bool stop_requested() const { return stop_requested_.load(std::memory_order_acquire); }
  void check_stop() const {
    if (stop_requested()) [[unlikely]]
      throw Stopped{};
  }

  // Set once the body has ended; `ended` is the object that join() waits on.
  bool finished() const { return finished_.load(std::memory_order_acquire); }
  Object& ended() { return ended_; }
  // How the body ended: null if it returned. Valid once finished.
  std::exception_ptr error() const { return error_; }

  // --- for coroutine types and kernels
  std::coroutine_handle<> next;  // the trampoline: what this strand resumes next
  // On the virtual kernel: leaves the strand waiting in the operation.
  void suspend_in(std::coroutine_handle<> here, Object& object, void* operation,
                  const OperationTable& table, Nanos deadline) {
    suspended_at_ = here;
    waiter_.operation = operation;
    waiter_.table = &table;
    waiter_.object = &object;
    waiter_.deadline = deadline;
    // Who makes a step is ready, and stays so if its next operation may always happen.
    if (table.enabled || !ready_) suspended();
  }

  // The strand that runs the caller; null outside of strands.
  static Strand* current() { return current_; }

  // --- for the runtime: asyncio's event loop of this strand
  std::shared_ptr<void> event_loop;
  Object& sleep_object() { return sleep_; }

 private:
  friend class RealKernel;
  friend class VirtualKernel;
  // As it was made, for the next execution of the same program.
  void start_afresh();
  void drive() {  // the trampoline
    while (next) std::exchange(next, {}).resume();
  }
  void suspended();
  static thread_local constinit Strand* current_;

  StrandId id_;
  bool daemon_;
  ProcessContext& process_;
  Kernel& kernel_;
  RealKernel* real_kernel_;
  Recorder* recorder_ = nullptr;
  std::string name_;
  std::function<Task<void>()> body_;
  std::coroutine_handle<> suspended_at_;
  Waiter waiter_;
  Object sleep_{ObjectKind::none};
  struct End : Object {
    End(StrandId who, std::string name)
        : Object(ObjectKind::thread, std::move(name)), strand(who) {}
    std::optional<StrandId> held_by() const override { return strand; }
    const StrandId strand;
  } ended_;
  std::exception_ptr error_;
  std::atomic<bool> finished_{false};
  std::atomic<bool> stop_requested_{false};
  // The virtual kernel's.
  std::uint32_t number_ = 0, wait_ = 0;
  State shown_ = State::ready;
  bool ready_ = false, computing_ = false;
  Parker* parker_ = nullptr;
  std::optional<StrandId> starter_;  // while it is unfinished
  std::thread thread_;
  std::mutex join_mutex_;
};

}  // namespace telar
