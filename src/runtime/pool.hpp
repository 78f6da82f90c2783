// multiprocessing.Pool: worker processes that take calls one at a time from one queue and put
// results into another. There is no helper thread: whoever waits for a result (get, wait, ready,
// join) feeds the workers and reads what has come, for itself and for others; while nobody does,
// calls beyond the 64 KiB of the queue wait.
#pragma once
#include "runtime/multiprocessing.hpp"

namespace telar::multiprocessing {

class PoolState;

// What came of a call.
struct JobOutcome {
  Bytes result;
  std::optional<PickledException> error;
  auto members() { return std::tie(result, error); }
};

// What apply_async gives.
template <class R>
class AsyncResult {
 public:
  AsyncResult(std::shared_ptr<PoolState> pool, std::uint32_t job)
      : pool_(std::move(pool)), job_(job) {}

  // Waits for the result and returns it, or raises what the function raised.
  // multiprocessing.TimeoutError after the timeout; RuntimeError if the worker died or the pool was
  // terminated before.
  Task<R> get(Timeout timeout = kForever);
  // Waits until it is there, or the timeout.
  Task<> wait(Timeout timeout = kForever);
  // Whether the call has ended / has ended without raising (ValueError if it has not ended).
  Task<bool> ready();
  Task<bool> successful();

 private:
  std::shared_ptr<PoolState> pool_;
  std::uint32_t job_;
};

class Pool {
 public:
  // Starts the workers: as many as cores for 0. ValueError if negative.
  static Task<Pool> make(int processes = 0);
  Pool() = default;

  // Hands the call to the next free worker. ValueError("Pool not running") after close() or
  // terminate().
  template <class R, class... A>
  Task<AsyncResult<R>> apply_async(const Function<R, A...>& function,
                                   std::type_identity_t<std::remove_cvref_t<A>>... arguments) {
    const std::uint32_t job = co_await submit(function.name(), function.pack(arguments...));
    co_return AsyncResult<R>(state_, job);
  }
  // Calls it and waits.
  template <class R, class... A>
  Task<R> apply(const Function<R, A...>& function,
                std::type_identity_t<std::remove_cvref_t<A>>... arguments) {
    auto result = co_await apply_async(function, std::move(arguments)...);
    co_return co_await result.get();
  }
  // Calls it for every item; the results in order. The first exception (in order) is raised once
  // all have ended.
  template <class R, class A>
  Task<std::vector<R>> map(const Function<R, A>& function,
                           std::vector<std::remove_cvref_t<A>> items) {
    std::vector<AsyncResult<R>> calls;
    for (auto& item : items) calls.push_back(co_await apply_async(function, std::move(item)));
    for (auto& call : calls) co_await call.wait();
    std::vector<R> results;
    for (auto& call : calls) results.push_back(co_await call.get());
    co_return results;
  }

  Task<> close();      // no more calls; the workers end when they have done all
  Task<> terminate();  // ends the workers at once
  // Waits until the workers have ended. ValueError unless closed or terminated.
  Task<> join();

 private:
  explicit Pool(std::shared_ptr<PoolState> state) : state_(std::move(state)) {}
  Task<std::uint32_t> submit(std::string function, Bytes arguments);
  std::shared_ptr<PoolState> state_;
};

// Waits for the job's end: its outcome; nothing after the timeout.
Task<std::optional<JobOutcome>> await_job(std::shared_ptr<PoolState> pool, std::uint32_t job,
                                          Timeout timeout);

template <class R>
Task<R> AsyncResult<R>::get(Timeout timeout) {
  auto outcome = co_await await_job(pool_, job_, timeout);
  if (!outcome) throw TimeoutError();
  if (outcome->error) raise_pickled(*outcome->error);
  if constexpr (!std::is_void_v<R>) co_return deserialise<R>(outcome->result);
}
template <class R>
Task<> AsyncResult<R>::wait(Timeout timeout) {
  co_await await_job(pool_, job_, timeout);
}
template <class R>
Task<bool> AsyncResult<R>::ready() {
  const std::optional<JobOutcome> outcome = co_await await_job(pool_, job_, Timeout(0));
  co_return outcome.has_value();
}
template <class R>
Task<bool> AsyncResult<R>::successful() {
  auto outcome = co_await await_job(pool_, job_, Timeout(0));
  if (!outcome) throw ValueError("the call has not ended");
  co_return !outcome->error;
}

}  // namespace telar::multiprocessing
