// The machinery under asyncio.hpp: the loop, and the shared state of futures and tasks. To the
// kernel a Loop is one strand that waits in one operation: "a task is ready, or the next timer is
// due".
#pragma once
#include <coroutine>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/frame_pool.hpp"
#include "kernel/kept.hpp"
#include "kernel/process_context.hpp"
#include "kernel/task.hpp"
#include "runtime/errors.hpp"

namespace telar::asyncio {

class Loop;
class TaskState;
struct WaitMany;
template <class T>
class Async;
template <class T>
class Task;

// Counts references without atomics: everything belongs to one strand.
template <class S>
class Reference {
 public:
  Reference() = default;
  explicit Reference(S* state) : state_(state) {
    if (state_) state_->retain();
  }
  Reference(const Reference& other) : Reference(other.state_) {}
  Reference(Reference&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  Reference& operator=(Reference other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  ~Reference() {
    if (state_) state_->release();
  }
  S* get() const { return state_; }
  S* operator->() const { return state_; }
  S& operator*() const { return *state_; }

 private:
  S* state_ = nullptr;
};

// What a Future is without its value's type.
class FutureBase {
 public:
  enum class Status : unsigned char { pending, returned, raised, cancelled };

  // A task's place in the line of a future; lies in the awaiter, hence in the task's frame.
  struct Waiter {
    TaskState* task = nullptr;
    WaitMany* many = nullptr;      // what counts, if the task waits for several
    FutureBase* future = nullptr;  // null when not in line
    Waiter *previous = nullptr, *next = nullptr;
    Waiter() = default;
    Waiter(const Waiter& other) : task(other.task) {}  // only before it is in line
    Waiter& operator=(const Waiter&) = delete;
    ~Waiter() { leave(); }
    void join(FutureBase& f);
    void leave();
  };

  explicit FutureBase(Loop& loop) : loop_(loop) {}
  virtual ~FutureBase() = default;
  FutureBase(const FutureBase&) = delete;
  FutureBase& operator=(const FutureBase&) = delete;

  static void* operator new(std::size_t bytes) { return frame_pool::allocate(bytes); }
  static void operator delete(void* block, std::size_t bytes) noexcept {
    frame_pool::release(block, bytes);
  }

  Status status() const { return status_; }
  bool done() const { return status_ != Status::pending; }
  virtual bool cancel();
  std::exception_ptr exception() const;
  void set_exception(std::exception_ptr error);
  void set_cancelled() { finish(Status::cancelled); }
  void throw_unless_returned() const;

  void retain() { ++references_; }
  void release() {
    if (--references_ == 0) delete this;
  }

 protected:
  void finish(Status status);

 private:
  Loop& loop_;
  Waiter *first_ = nullptr, *last_ = nullptr;
  std::exception_ptr error_;
  std::uint32_t references_ = 0;
  Status status_ = Status::pending;
};

template <class T>
class FutureState : public FutureBase {
 public:
  using FutureBase::FutureBase;
  template <class V>
  void set_result(V&& value) {
    if (done()) throw InvalidStateError("invalid state");
    value_.emplace(std::forward<V>(value));
    finish(Status::returned);
  }
  T result() const {
    throw_unless_returned();
    return *value_;
  }

 private:
  std::optional<T> value_;
};
template <>
class FutureState<void> : public FutureBase {
 public:
  using FutureBase::FutureBase;
  void set_result() {
    if (done()) throw InvalidStateError("invalid state");
    finish(Status::returned);
  }
  void result() const { throw_unless_returned(); }
};

// What the loop knows of a task: where to resume it, and what it waits for.
class TaskState {
 public:
  TaskState(Loop& loop, FutureBase& future);
  virtual ~TaskState() = default;
  Loop& loop() const { return loop_; }
  TaskId id() const { return id_; }
  // Called by an awaiter first thing on resuming: raises CancelledError if the task was cancelled
  // meanwhile.
  void resumed() {
    if (cancel_at_resume_) [[unlikely]] {
      cancel_at_resume_ = false;
      throw CancelledError();
    }
  }

 protected:
  void begin(std::coroutine_handle<> frame);
  bool cancel_task();

 private:
  friend class Loop;
  friend class FutureBase;
  virtual bool ended() const = 0;
  // The coroutine has ended, or is never to begin: keeps its result, destroys its frame, wakes who
  // waits.
  virtual void settle(bool cancelled_before_start) = 0;

  Loop& loop_;
  FutureBase& future_;  // itself, as a future
  std::coroutine_handle<> resume_at_;
  FutureBase* waits_for_ = nullptr;  // the one future it awaits, for cancel()
  // Counts suspensions: a timer or a place in the ready line that is of an earlier one is void.
  std::uint32_t suspension_ = 0;
  TaskId id_;
  std::size_t index_ = 0;  // in the loop's tasks_
  bool started_ = false, ready_ = false, cancel_at_resume_ = false, has_timer_ = false;
};

class Loop : public Object {
 public:
  explicit Loop(Strand& strand);
  ~Loop();

  template <class T>
  telar::Task<T> run_until_complete(Task<T> task);
  template <class T>
  telar::Task<T> run_until_complete(Async<T> coroutine);
  // A closed loop runs nothing more. RuntimeError while it runs.
  void close();
  bool is_running() const { return running_; }
  bool is_closed() const { return closed_; }
  // Seconds on the loop's clock.
  Seconds time() const { return to_seconds(strand_.now()); }

  // How many timers it holds, those of waits that ended early included until they are forgotten.
  std::size_t timer_count() const { return timers_.size(); }

  // --- for asyncio.hpp
  Strand& strand() const { return strand_; }
  std::coroutine_handle<> handle() const {
    return here_;
  }  // of the loop itself: where control goes when a task stops
  telar::Task<> run_until_done(FutureBase& future);
  telar::Task<> cancel_all();
  void sleep(TaskState& task, std::coroutine_handle<> here, Nanos duration);
  void wait_for(TaskState& task, std::coroutine_handle<> here, FutureBase& future,
                FutureBase::Waiter& waiter);
  // Suspends the task until it is made ready, or until the time.
  void suspend(TaskState& task, std::coroutine_handle<> here, Nanos until, State state);
  void make_ready(TaskState& task);

 private:
  friend class TaskState;
  struct Timer {
    Nanos when;
    std::uint64_t order;
    TaskState* task;  // referred to
    std::uint32_t suspension;
  };
  struct Later {
    bool operator()(const Timer& a, const Timer& b) const {
      return a.when != b.when ? a.when > b.when : a.order > b.order;
    }
  };
  struct Idle;
  struct Turn;
  struct Step;
  void add_timer(TaskState& task, Nanos when);
  void fire_timers();
  void record_task(TaskState& task, State state, Nanos deadline);
  void finish(TaskState& task, bool cancelled_before_start);
  void adopt(TaskState& task);

  Strand& strand_;
  std::coroutine_handle<> here_;
  std::deque<TaskState*> ready_;   // referred to
  std::vector<Timer> timers_;      // a heap
  std::vector<TaskState*> tasks_;  // all unfinished, referred to
  std::uint64_t timers_made_ = 0;
  std::size_t void_timers_ = 0;  // among them
  TaskState* current_ = nullptr;
  Nanos stamp_ = 0;  // one clock reading between a task's suspension and the next one's resumption
  bool running_ = false, closed_ = false;
};

// The event loop of a strand, kept there until its body has ended.
struct CurrentLoop final : Kept {
  std::unique_ptr<Loop> loop;
};

// A new loop as the strand's, for run(); at its end the one before is the strand's again.
// RuntimeError if one is running.
class NewLoop {
 public:
  explicit NewLoop(Strand& strand);
  ~NewLoop();
  NewLoop(const NewLoop&) = delete;
  NewLoop& operator=(const NewLoop&) = delete;
  Loop& loop() const { return *current_.loop; }

 private:
  CurrentLoop& current_;
  std::unique_ptr<Loop> before_;
};

}  // namespace telar::asyncio
