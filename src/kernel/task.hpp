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
#include "kernel/kernel.hpp"
#include "kernel/operation.hpp"
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

// Awaits an Operation on a strand: its kernel executes it, on the spot or while the coroutine is
// suspended.
template <Operation Op>
struct OperationAwaiter {
  Strand& strand;
  Op operation;

  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> here) {
    // Read before anything is written: for all that the compiler knows it would have to be read
    // again.
    Strand& s = strand;
    Kernel& kernel = s.kernel();
    s.resume_at = here;
    Pending& pending =
        s.stand_before({&operation, &kTableOf<Op>, &operation.object(), deadline_of(operation)});
    if constexpr (!kIsGuarded<Op>) {
      if (kernel.leaves_unguarded()) return true;
    }
    return !kernel.execute(s, pending);
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
  OperationAwaiter<Op> await_transform(Op operation, SourcePoint where = SourcePoint::here()) {
    strand->stand_at(or_caller(where));
    return {*strand, std::move(operation)};
  }
  template <DeferredOperation Op>
  auto await_transform(Op deferred, SourcePoint where = SourcePoint::here()) {
    using Bound = decltype(deferred.bind(*strand));
    strand->stand_at(or_caller(where));
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
  typename Task<T>::Awaiter await_transform(Task<T>&& task,
                                            SourcePoint where = SourcePoint::here()) {
    return task.awaiter(*strand, or_caller(where));
  }
  template <class T>
  typename Task<T>::Awaiter await_transform(Task<T>& task,
                                            SourcePoint where = SourcePoint::here()) {
    return task.awaiter(*strand, or_caller(where));
  }

  // A line of the library is unknown (SourcePoint::here): it stands for the line that called it.
  SourcePoint or_caller(SourcePoint where) const { return where.known() ? where : called_at; }

  Strand* strand = nullptr;
  SourcePoint called_at;
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

// Performs an operation that may always happen where no coroutine can be suspended: in a
// destructor. Also while the strand is being stopped. (On the virtual kernel it is not a step of
// its own, but a part of the one under way.)
template <Operation Op>
void perform_now(Strand& strand, Op operation) {
  static_assert(!kIsGuarded<Op>, "it must not have to wait");
  Pending pending{&operation, &kTableOf<Op>, &operation.object()};
  strand.kernel().execute_now(strand, pending);
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

  Awaiter awaiter(Strand& strand, SourcePoint called_at) {
    TELAR_CHECK(frame_);
    frame_.promise().strand = &strand;
    frame_.promise().called_at = called_at;
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
