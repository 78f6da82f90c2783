// What asyncio's coroutines are made of: Future, Task, Async, and what can be awaited inside an
// Async. Included by asyncio.hpp, which says what they are for.
#pragma once
#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "kernel/task.hpp"
#include "runtime/asyncio_loop.hpp"
#include "runtime/errors.hpp"

namespace telar::asyncio {

// --- what can be awaited inside an Async, besides what any body can await

// Suspends the task for this long; 0 lets every other ready task run once. Negative counts as 0.
class Sleep {
 public:
  explicit Sleep(Seconds seconds) : duration_(to_nanos(seconds)) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> here) { task->loop().sleep(*task, here, duration_); }
  void await_resume() const { task->resumed(); }
  TaskState* task = nullptr;

 private:
  Nanos duration_;
};
inline Sleep sleep(Seconds seconds) { return Sleep(seconds); }

// --- Future and Task: handles on shared state

// A value that will be there later. Copies are handles on the same future.
template <class T = void>
class Future {
 public:
  using value_type = T;
  Future() = default;
  explicit Future(Reference<FutureState<T>> state) : state_(std::move(state)) {}
  // Of the strand's event loop, pending.
  static Future make(Loop& loop) {
    return Future(Reference<FutureState<T>>(new FutureState<T>(loop)));
  }

  bool done() const { return state_->done(); }
  bool cancelled() const { return state_->status() == FutureBase::Status::cancelled; }
  // Asks a task to end (CancelledError is raised in it at its next await), makes a plain future
  // cancelled. False if it was done already.
  bool cancel() const { return state_->cancel(); }
  // The value, or raises what it ended with. InvalidStateError if it is not done.
  T result() const { return state_->result(); }
  // What it raised; null if it returned. CancelledError if it was cancelled; InvalidStateError if
  // it is not done.
  std::exception_ptr exception() const { return state_->exception(); }
  // InvalidStateError if it is done.
  template <class... V>
  void set_result(V&&... value) const {
    state_->set_result(std::forward<V>(value)...);
  }
  void set_exception(std::exception_ptr error) const { state_->set_exception(std::move(error)); }
  FutureState<T>& state() const { return *state_; }
  friend bool operator==(const Future& a, const Future& b) {
    return a.state_.get() == b.state_.get();
  }

 protected:
  Reference<FutureState<T>> state_;
};

// A coroutine that the loop runs.
template <class T = void>
class Task : public Future<T> {
 public:
  Task() = default;
  explicit Task(Reference<FutureState<T>> state, TaskState& task)
      : Future<T>(std::move(state)), task_(&task) {}
  TaskId id() const { return task_->id(); }

 private:
  TaskState* task_ = nullptr;  // a part of the state
};

// Waits in a task for one future.
template <class T>
struct FutureAwaiter {
  Reference<FutureState<T>> future;
  TaskState* task;
  FutureBase::Waiter waiter = {};
  bool await_ready() const { return future->done(); }
  void await_suspend(std::coroutine_handle<> here) {
    waiter.task = task;
    task->loop().wait_for(*task, here, *future, waiter);
  }
  T await_resume() {
    task->resumed();
    return future->result();
  }
};

// Waits in a task for several.
enum class ReturnWhen : unsigned char { all_completed, first_completed, first_exception };

struct WaitMany {
  std::vector<FutureBase*> futures;  // kept alive by the caller
  ReturnWhen when;
  Nanos until;          // kNever: no timeout
  bool gathers = true;  // wait and gather: the task is a coordinator of others
  TaskState* task = nullptr;
  std::size_t pending = 0;
  std::vector<FutureBase::Waiter> waiters = {};
  bool await_ready();
  void await_suspend(std::coroutine_handle<> here);
  void await_resume() const { task->resumed(); }
  // One of them is done: whether that is enough.
  bool count(const FutureBase& future);
};

// --- Async: `async def`

template <class T>
class Async;

// What every coroutine of a loop can do beside a plain body.
class AsyncPromise : public StrandPromise {
 public:
  using StrandPromise::await_transform;
  Sleep await_transform(Sleep sleep) {
    sleep.task = task;
    return sleep;
  }
  WaitMany await_transform(WaitMany wait) {
    wait.task = task;
    return wait;
  }
  template <class T>
  FutureAwaiter<T> await_transform(const Future<T>& future) {
    return {Reference<FutureState<T>>(&future.state()), task};
  }
  template <class T>
  FutureAwaiter<T> await_transform(const Task<T>& future) {
    return {Reference<FutureState<T>>(&future.state()), task};
  }
  template <class T>
  typename Async<T>::Awaiter await_transform(Async<T>&& callee,
                                             SourcePoint where = SourcePoint::here()) {
    return callee.awaiter(*strand, *task, or_caller(where));
  }
  // `yield from x`
  template <class A>
  auto yield_value(A&& awaitable) {
    return await_transform(std::forward<A>(awaitable));
  }

  TaskState* task = nullptr;
};

template <class T = void>
class [[nodiscard("a coroutine runs only when it is awaited or made a task")]] Async {
 public:
  using value_type = T;
  struct promise_type : AsyncPromise, detail::TaskResult<T> {
    Async get_return_object() {
      return Async(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    struct Return {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        auto& p = h.promise();
        p.strand->next = p.caller ? p.caller : p.task->loop().handle();
      }
      void await_resume() noexcept {}
    };
    Return final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { this->error = std::current_exception(); }
  };
  struct Awaiter {
    std::coroutine_handle<promise_type> callee;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller) noexcept {
      callee.promise().caller = caller;
      callee.promise().strand->next = callee;
    }
    T await_resume() { return callee.promise().take(); }
  };

  Async(Async&& other) noexcept : frame_(std::exchange(other.frame_, {})) {}
  Async& operator=(Async&& other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~Async() {
    if (frame_) frame_.destroy();
  }

  Awaiter awaiter(Strand& strand, TaskState& task, SourcePoint called_at = {}) {
    frame_.promise().strand = &strand;
    frame_.promise().task = &task;
    frame_.promise().called_at = called_at;
    return {frame_};
  }
  std::coroutine_handle<promise_type> frame() const { return frame_; }

 private:
  explicit Async(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
  std::coroutine_handle<promise_type> frame_;
};

// The state of a Task: the future, the place in the loop, and the coroutine until it has ended.
template <class T>
class TaskOf final : public FutureState<T>, public TaskState {
 public:
  TaskOf(Loop& loop, Async<T> coroutine)
      : FutureState<T>(loop), TaskState(loop, *this), coroutine_(std::move(coroutine)) {
    auto awaiter = coroutine_->awaiter(loop.strand(), *this);
    begin(awaiter.callee);
  }
  bool cancel() override { return cancel_task(); }

 private:
  bool ended() const override { return coroutine_->frame().done(); }
  void settle(bool cancelled_before_start) override {
    if (cancelled_before_start) {
      coroutine_.reset();
      this->set_cancelled();
      return;
    }
    auto& promise = coroutine_->frame().promise();
    auto error = std::exchange(promise.error, {});
    if (!error) {
      if constexpr (std::is_void_v<T>) {
        coroutine_.reset();
        this->set_result();
      } else {
        T value = std::move(*promise.value);
        coroutine_.reset();
        this->set_result(std::move(value));
      }
      return;
    }
    coroutine_.reset();
    try {
      std::rethrow_exception(error);
    } catch (const CancelledError&) {
      this->set_cancelled();
    } catch (const Stopped&) {
      throw;
    } catch (...) {
      this->set_exception(error);
    }
  }
  std::optional<Async<T>> coroutine_;
};

}  // namespace telar::asyncio
