// asyncio: coroutines of one event loop on one strand, as in Python's module of that name
// (https://docs.python.org/3/library/asyncio-task.html). `async def f()` is a function that returns Async<T>; inside,
// co_await takes another Async, a Task or Future, asyncio::sleep, and everything a plain body may await: those block the
// strand and with it the whole loop, as time.sleep does in Python. `yield from` of Python 3.4's generator-based
// coroutines is co_yield.
//
// All of a loop's objects belong to the strand that runs it: no other strand may touch them.
#pragma once
#include <coroutine>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "kernel/process_context.hpp"
#include "kernel/task.hpp"
#include "runtime/asyncio_loop.hpp"
#include "runtime/errors.hpp"
#include "runtime/threading.hpp"

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
  static Future make(Loop& loop) { return Future(Reference<FutureState<T>>(new FutureState<T>(loop))); }

  bool done() const { return state_->done(); }
  bool cancelled() const { return state_->status() == FutureBase::Status::cancelled; }
  // Asks a task to end (CancelledError is raised in it at its next await), makes a plain future cancelled. False if it
  // was done already.
  bool cancel() const { return state_->cancel(); }
  // The value, or raises what it ended with. InvalidStateError if it is not done.
  T result() const { return state_->result(); }
  // What it raised; null if it returned. CancelledError if it was cancelled; InvalidStateError if it is not done.
  std::exception_ptr exception() const { return state_->exception(); }
  // InvalidStateError if it is done.
  template <class... V>
  void set_result(V&&... value) const {
    state_->set_result(std::forward<V>(value)...);
  }
  void set_exception(std::exception_ptr error) const { state_->set_exception(std::move(error)); }
  FutureState<T>& state() const { return *state_; }
  friend bool operator==(const Future& a, const Future& b) { return a.state_.get() == b.state_.get(); }

 protected:
  Reference<FutureState<T>> state_;
};

// A coroutine that the loop runs.
template <class T = void>
class Task : public Future<T> {
 public:
  Task() = default;
  explicit Task(Reference<FutureState<T>> state, TaskState& task) : Future<T>(std::move(state)), task_(&task) {}
  std::string get_name() const { return "Task-" + std::to_string(task_->id()); }
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
  Nanos until;  // kNever: no timeout
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
  typename Async<T>::Awaiter await_transform(Async<T>&& callee) {
    return callee.awaiter(*strand, *task);
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
    Async get_return_object() { return Async(std::coroutine_handle<promise_type>::from_promise(*this)); }
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

  Awaiter awaiter(Strand& strand, TaskState& task) {
    frame_.promise().strand = &strand;
    frame_.promise().task = &task;
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

// --- the module's functions

// The calling strand's loop, made if there is none. Outside of strands: RuntimeError.
Loop& get_event_loop();
// For run(): a new loop as the strand's. RuntimeError if one is running.
Loop& install_new_loop(Strand& strand);
// RuntimeError("no running event loop") outside of coroutines.
Loop& get_running_loop();

// Schedules a coroutine on a loop (by default the calling strand's). Does not run it yet.
template <class T>
Task<T> ensure_future(Async<T> coroutine, Loop& loop = get_event_loop()) {
  auto* task = new TaskOf<T>(loop, std::move(coroutine));
  return Task<T>(Reference<FutureState<T>>(task), *task);
}
template <class T>
Task<T> ensure_future(Task<T> task) {
  return task;
}
template <class T>
Future<T> ensure_future(Future<T> future) {
  return future;
}
// The same, inside a coroutine only.
template <class T>
Task<T> create_task(Async<T> coroutine) {
  return ensure_future(std::move(coroutine), get_running_loop());
}

// Waits for all or for the first, or until the timeout (which raises nothing and cancels nothing); returns those done
// and those pending. ValueError if there are none. Takes coroutines too, as Python did until 3.11.
template <class T>
struct DoneAndPending {
  std::vector<Task<T>> done, pending;
};
template <class T>
Async<DoneAndPending<T>> wait_tasks(std::vector<Task<T>> tasks, Timeout timeout, ReturnWhen when) {
  if (tasks.empty()) throw ValueError("Set of Tasks/Futures is empty.");
  std::vector<FutureBase*> futures;
  for (auto& t : tasks) futures.push_back(&t.state());
  Strand& s = co_await current_strand();
  co_await WaitMany{std::move(futures), when, deadline_after(s, timeout)};
  DoneAndPending<T> result;
  for (auto& t : tasks) (t.done() ? result.done : result.pending).push_back(t);
  co_return result;
}
template <class T>
auto wait(std::vector<Task<T>> tasks, Timeout timeout = kForever, ReturnWhen when = ReturnWhen::all_completed) {
  return wait_tasks(std::move(tasks), timeout, when);
}
template <class T>
auto wait(std::vector<Async<T>> coroutines, Timeout timeout = kForever, ReturnWhen when = ReturnWhen::all_completed) {
  std::vector<Task<T>> tasks;
  for (auto& c : coroutines) tasks.push_back(ensure_future(std::move(c)));
  return wait_tasks(std::move(tasks), timeout, when);
}

// Waits for all, returns their results in order. The first exception is raised at once; the others go on. Cancelling
// the gathering cancels those that are not done.
template <class T>
Async<std::conditional_t<std::is_void_v<T>, void, std::vector<std::conditional_t<std::is_void_v<T>, int, T>>>>
gather_tasks(std::vector<Task<T>> tasks) {
  std::vector<FutureBase*> futures;
  for (auto& t : tasks) futures.push_back(&t.state());
  try {
    co_await WaitMany{std::move(futures), ReturnWhen::first_exception, kNever};
  } catch (const CancelledError&) {
    for (auto& t : tasks) t.cancel();
    throw;
  }
  for (auto& t : tasks)
    if (t.done() && (t.cancelled() || t.exception())) t.result();
  if constexpr (!std::is_void_v<T>) {
    std::vector<T> results;
    for (auto& t : tasks) results.push_back(t.result());
    co_return results;
  }
}
template <class T>
auto gather(std::vector<Async<T>> coroutines) {
  std::vector<Task<T>> tasks;
  for (auto& c : coroutines) tasks.push_back(ensure_future(std::move(c)));
  return gather_tasks(std::move(tasks));
}
template <class T>
auto gather(std::vector<Task<T>> tasks) {
  return gather_tasks(std::move(tasks));
}
template <class T, class... More>
auto gather(Async<T> first, More... more) {
  std::vector<Task<T>> tasks;
  tasks.push_back(ensure_future(std::move(first)));
  (tasks.push_back(ensure_future(std::move(more))), ...);
  return gather_tasks(std::move(tasks));
}

// Waits for one; after the timeout cancels it, waits until that is done, and raises TimeoutError.
template <class T>
Async<T> wait_for_task(Task<T> task, Timeout timeout) {
  Strand& s = co_await current_strand();
  try {
    co_await WaitMany{{&task.state()}, ReturnWhen::all_completed, deadline_after(s, timeout)};
  } catch (const CancelledError&) {
    task.cancel();
    throw;
  }
  if (!task.done()) {
    task.cancel();
    co_await WaitMany{{&task.state()}, ReturnWhen::all_completed, kNever};
    if (task.cancelled()) throw TimeoutError();
  }
  if constexpr (std::is_void_v<T>) {
    task.result();
  } else {
    co_return task.result();
  }
}
template <class T>
Async<T> wait_for(Async<T> coroutine, Timeout timeout) {
  return wait_for_task(ensure_future(std::move(coroutine)), timeout);
}
template <class T>
Async<T> wait_for(Task<T> task, Timeout timeout) {
  return wait_for_task(std::move(task), timeout);
}

// Runs the loop until the future is done; its result. A plain function: it blocks the strand. RuntimeError if the loop
// runs already or is closed.
template <class T>
telar::Task<T> Loop::run_until_complete(Task<T> task) {
  co_await run_until_done(task.state());
  if constexpr (std::is_void_v<T>) {
    task.result();
  } else {
    co_return task.result();
  }
}
template <class T>
telar::Task<T> Loop::run_until_complete(Async<T> coroutine) {
  return run_until_complete(ensure_future(std::move(coroutine), *this));
}

// Makes a loop, runs the coroutine, cancels what is left, closes the loop. RuntimeError inside a running loop.
template <class T>
telar::Task<T> run(Async<T> coroutine) {
  Strand& s = co_await current_strand();
  Loop& loop = install_new_loop(s);
  struct Uninstall {
    Strand& strand;
    ~Uninstall() { strand.event_loop.reset(); }
  } uninstall{s};
  Task<T> task = ensure_future(std::move(coroutine), loop);
  co_await loop.run_until_done(task.state());
  co_await loop.cancel_all();
  if constexpr (std::is_void_v<T>) {
    task.result();
  } else {
    co_return task.result();
  }
}

}  // namespace telar::asyncio
