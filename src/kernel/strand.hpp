// Strand: a thread of execution: a process's main thread or a thread started by it. Knows its
// process and its kernel, holds the coroutine to run next and the one operation that it may stand
// before. The kernel makes it (Kernel::make_strand) and keeps what only it needs in a class of its
// own that derives from this one.
#pragma once
#include <atomic>
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "kernel/kept.hpp"
#include "kernel/operation.hpp"
#include "trace/event.hpp"
#include "trace/recorder.hpp"

namespace telar {

class Kernel;
class ProcessContext;
template <class T>
class Task;

// What a strand runs. It is called on the strand and makes the coroutine; it stays alive as long as
// the coroutine, so that a lambda's captures outlive the coroutine made by it.
using Body = std::function<Task<void>()>;

// Thrown out of an operation to unwind a body when its run is stopped: on the real kernel, where
// the body's frames are on a thread that waits (the virtual one destroys the frames where they
// stand). Not derived from anything, so that no handler for Python's exceptions catches it.
struct Stopped {};

class Strand {
 public:
  virtual ~Strand();
  Strand(const Strand&) = delete;
  Strand& operator=(const Strand&) = delete;

  // The strand that runs the caller; null outside of strands.
  static Strand* current() { return current_; }

  StrandId id() const { return id_; }
  const std::string& name() const { return name_; }
  // The process does not wait for it at its end.
  bool daemon() const { return daemon_; }
  ProcessContext& process() const { return process_; }
  Kernel& kernel() const { return kernel_; }

  // Time since the run began. Any thread.
  Nanos now() const;
  // When a wait of this length ends that begins now.
  Nanos deadline_in(Nanos duration) const;
  // Says what happened, now, by this strand. The strand's own thread only. No allocation, no lock.
  void record(EventKind kind, std::uint16_t detail = 0, std::uint64_t a = 0, std::uint64_t b = 0) {
    if (recorder_) recorder_->record({now(), id_, kind, detail, a, b});
  }
  // The same with a time read before.
  void record_at(Nanos time, EventKind kind, std::uint16_t detail, std::uint64_t a,
                 std::uint64_t b = 0) {
    if (recorder_) recorder_->record({time, id_, kind, detail, a, b});
  }
  // The same of an operation on an object, at the line where the strand stands; `detail` is what
  // the kind says. Under the object's mutex.
  void record_operation(EventKind kind, Object& object, Payload payload = {},
                        std::uint8_t detail = 0) {
    if (recorder_) record_on(object, kind, payload, detail);
  }
  void record_text(EventKind kind, std::uint16_t detail, std::uint64_t a, std::uint64_t b,
                   std::string_view text);
  // Says that this was written to a console, and makes it seen (ProcessContext::flush). Not lost:
  // if the ring has no room, it is drained first.
  void write_text(Object& console, std::string_view text);

  // Whether the body is to unwind (Kernel::stop): its next or present operation then throws
  // Stopped. A strand that reads true also sees all that the strands it started have done: they
  // have ended, and its frames, which they may use, can go.
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

  // The object's number in the trace of the strand's process; given, and told to the trace, at
  // first use. Under the object's mutex.
  ObjectId id_of(Object& object) {
    if (const ObjectId id = object.id()) [[likely]]
      return id;
    return name(object);
  }
  // The line of the program at which it stands, or whose operation it performed last.
  SourcePoint where() const { return where_; }
  // The operation that it stands before, if it stands before one.
  const Pending* pending() const { return waiter_.pending.table ? &waiter_.pending : nullptr; }
  // The object of the strand's own that it sleeps and computes on.
  Object& sleep_object() { return sleep_; }
  // What layers above keep for it until its body has ended. On the strand.
  KeptThings& kept() { return kept_; }

  // --- for coroutine types, which also set `next` and `resume_at`, below
  // It comes to a line, and to stand before this operation. Then its kernel executes it.
  void stand_at(SourcePoint where) { where_ = where; }
  Pending& stand_before(const Pending& pending) { return waiter_.pending = pending; }

 protected:
  // --- for the kernel that made it. It calls body_, drives the coroutine from its OS thread of
  // choice with current_ set, and once nothing is left of it sets error_ and finished_ and looks at
  // those who wait on ended(). execute() finds the operation in waiter_, whose table the kernel
  // clears when it was performed, has expired or is given up.
  Strand(ProcessContext& process, std::string name, Body body, bool daemon);
  // As it was made, for the next execution of the same program.
  void begin_again();
  // The trampoline: until the coroutine stands before an operation or has ended.
  void drive() {
    while (next) std::exchange(next, {}).resume();
  }
  static thread_local constinit Strand* current_;

  Body body_;
  KeptThings kept_;
  std::exception_ptr error_;

 private:
  void record_on(Object& object, EventKind kind, Payload payload, std::uint8_t detail);
  Event operation(EventKind kind, Object& object, Payload payload, std::uint8_t detail) {
    // What a strand sleeps on is nobody else's: it has no number.
    const ObjectId id = object.kind() == ObjectKind::none ? 0 : id_of(object);
    // Before the time is read: it may have to be named first.
    const Place where = place();
    return operation_event(now(), id_, kind, id, where, payload, detail);
  }
  Place place() {
    if (!where_.known()) return {};
    if (where_.file != source_) [[unlikely]]
      find_source();
    return {source_number_, where_.line};
  }
  ObjectId name(Object& object);
  void find_source();

  // Its end, for those who join it.
  struct End : Object {
    End(StrandId who, std::string name)
        : Object(ObjectKind::thread, std::move(name)), strand(who) {}
    std::optional<StrandId> held_by() const override { return strand; }
    const StrandId strand;
  };

  StrandId id_;
  bool daemon_;
  ProcessContext& process_;
  std::string name_;
  // The file of the last place that was recorded, and its number.
  const char* source_ = nullptr;
  std::uint32_t source_number_ = 0;
  Object sleep_{ObjectKind::none};
  End ended_;

  // What a step touches comes last, and what a kernel adds comes right after it: two lines of the
  // cache for a step.
  alignas(64) Kernel& kernel_;
  SourcePoint where_;

 public:
  // What the strand resumes next (`while (next) next.resume()`), and what it resumes once the
  // operation that it stands before was performed.
  std::coroutine_handle<> next, resume_at;

 protected:
  Recorder* recorder_ = nullptr;
  std::atomic<bool> finished_{false};
  std::atomic<bool> stop_requested_{false};
  Waiter waiter_;
};

}  // namespace telar
