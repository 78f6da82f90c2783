// Task<T>: a body, or a function that a body calls: a C++20 coroutine that reads like the Python it
// stands for. It does not run until it is awaited by another body or started as a strand; the
// awaiter's strand is then its strand, so no body passes a "self" around. Awaiting an Operation
// hands it to the strand's kernel.
//
// Control moves by a trampoline (`while (strand.next) strand.next.resume()`), not by symmetric
// transfer: WebAssembly without tail calls would grow the stack.
#pragma once
#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/check.hpp"
#include "base/frame_pool.hpp"
#include "kernel/operation.hpp"
#include "kernel/real_kernel.hpp"
#include "kernel/strand.hpp"

namespace telar {

template <class T>
class Task;

// co_await current_strand() gives the Strand& that runs the caller. Never suspends.
struct CurrentStrand {};
inline CurrentStrand current_strand() { return {}; }

// Something that becomes an Operation once its strand is known: its deadline counts from now, its
// object is the strand's or its process's.
template <class T>
concept DeferredOperation = requires(T t, Strand& s) {
  { t.bind(s) } -> Operation;
};

// Awaits an Operation on a strand: on the real kernel the OS thread blocks inside await_ready and
// the coroutine never suspends; on the virtual one the strand is left waiting in it.
template <Operation Op>
struct OperationAwaiter {
  Strand& strand;
  Op operation;

  bool await_ready() {
    RealKernel* real = strand.real_kernel();
    if (!real) return false;
    real->execute(strand, operation);
    return true;
  }
  void await_suspend(std::coroutine_handle<> here) {
    strand.suspend_in(here, operation.object(), &operation, kTableOf<Op>, deadline_of(operation));
  }
  decltype(auto) await_resume() {
    strand.check_stop();
    return operation.result();
  }
};

struct StrandAwaiter {
  Strand& strand;
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  Strand& await_resume() const noexcept { return strand; }
};

// What every coroutine type of a strand shares: frames from the pool, the strand, who called.
class StrandPromise {
 public:
  static void* operator new(std::size_t bytes) { return frame_pool::allocate(bytes); }
  static void operator delete(void* frame, std::size_t bytes) noexcept {
    frame_pool::release(frame, bytes);
  }

  std::suspend_always initial_suspend() noexcept { return {}; }

  template <Operation Op>
  OperationAwaiter<Op> await_transform(Op operation) {
    return {*strand, std::move(operation)};
  }
  template <DeferredOperation Op>
  auto await_transform(Op deferred) {
    using Bound = decltype(deferred.bind(*strand));
    return OperationAwaiter<Bound>{*strand, deferred.bind(*strand)};
  }
  StrandAwaiter await_transform(CurrentStrand) { return {*strand}; }
  // An awaiter that only moves control within the strand (an event loop's).
  template <class A>
    requires requires { typename A::MovesControl; }
  A await_transform(A awaiter) {
    return awaiter;
  }
  template <class T>
  typename Task<T>::Awaiter await_transform(Task<T>&& task) {
    return task.awaiter(*strand);
  }
  template <class T>
  typename Task<T>::Awaiter await_transform(Task<T>& task) {
    return task.awaiter(*strand);
  }

  Strand* strand = nullptr;
  std::coroutine_handle<> caller;
};

namespace detail {

template <class T>
struct TaskResult {
  std::optional<T> value;
  std::exception_ptr error;
  template <class U>
  void return_value(U&& v) {
    value.emplace(std::forward<U>(v));
  }
  T take() {
    if (error) std::rethrow_exception(std::exchange(error, {}));
    return std::move(*value);
  }
};
template <>
struct TaskResult<void> {
  std::exception_ptr error;
  void return_void() {}
  void take() {
    if (error) std::rethrow_exception(std::exchange(error, {}));
  }
};

}  // namespace detail

// Tells the virtual kernel.
void performed_within(Strand& strand, Object& object, const OperationTable& table);

// Performs an operation that is always enabled where no coroutine can be suspended: in a
// destructor. Also while the strand is being stopped. (On the virtual kernel it is not a step of
// its own, but a part of the one before.)
template <Operation Op>
void perform_now(Strand& strand, Op operation) {
  if (RealKernel* real = strand.real_kernel()) {
    real->perform_now(strand, operation);
  } else {
    operation.perform(strand);
    performed_within(strand, operation.object(), kTableOf<Op>);
  }
}

template <class T = void>
class [[nodiscard("a body runs only when it is awaited or started")]] Task {
 public:
  struct promise_type : StrandPromise, detail::TaskResult<T> {
    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    struct Return {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        h.promise().strand->next = h.promise().caller;
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

  Task() = default;
  Task(Task&& other) noexcept : frame_(std::exchange(other.frame_, {})) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~Task() {
    if (frame_) frame_.destroy();
  }

  Awaiter awaiter(Strand& strand) {
    TELAR_CHECK(frame_);
    frame_.promise().strand = &strand;
    return {frame_};
  }

  // For the kernel, which starts a strand's body and looks at how it ended.
  void bind(Strand& strand) {
    frame_.promise().strand = &strand;
    strand.next = frame_;
  }
  bool done() const { return frame_.done(); }
  T take() { return frame_.promise().take(); }
  // How it ended, if it has: what it raised, or null.
  std::exception_ptr take_error() {
    return frame_ ? std::exchange(frame_.promise().error, {}) : nullptr;
  }
  explicit operator bool() const { return static_cast<bool>(frame_); }

 private:
  explicit Task(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
  std::coroutine_handle<promise_type> frame_;
};

}  // namespace telar
