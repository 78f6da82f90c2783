// asyncio: coroutines of one event loop on one strand, as in Python's module of that name
// (https://docs.python.org/3/library/asyncio-task.html). `async def f()` is a function that returns
// Async<T>; inside, co_await takes another Async, a Task or Future, asyncio::sleep, and everything
// a plain body may await: those block the strand and with it the whole loop, as time.sleep does in
// Python. `yield from` of Python 3.4's generator-based coroutines is co_yield.
//
// All of a loop's objects belong to the strand that runs it: no other strand may touch them.
#pragma once
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "kernel/task.hpp"
#include "runtime/asyncio_coroutine.hpp"
#include "runtime/asyncio_loop.hpp"
#include "runtime/errors.hpp"
#include "runtime/threading.hpp"

namespace telar::asyncio {

// --- the module's functions

// The calling strand's loop, made if there is none. Outside of strands: RuntimeError.
Loop& get_event_loop();
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

// Waits for all or for the first, or until the timeout (which raises nothing and cancels nothing);
// returns those done and those pending. ValueError if there are none. Takes coroutines too, as
// Python did until 3.11.
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
auto wait(std::vector<Task<T>> tasks, Timeout timeout = kForever,
          ReturnWhen when = ReturnWhen::all_completed) {
  return wait_tasks(std::move(tasks), timeout, when);
}
template <class T>
auto wait(std::vector<Async<T>> coroutines, Timeout timeout = kForever,
          ReturnWhen when = ReturnWhen::all_completed) {
  std::vector<Task<T>> tasks;
  for (auto& c : coroutines) tasks.push_back(ensure_future(std::move(c)));
  return wait_tasks(std::move(tasks), timeout, when);
}

// Waits for all, returns their results in order. The first exception is raised at once; the others
// go on. Cancelling the gathering cancels those that are not done.
template <class T>
Async<std::conditional_t<std::is_void_v<T>, void,
                         std::vector<std::conditional_t<std::is_void_v<T>, int, T>>>>
gather_tasks(std::vector<Task<T>> tasks) {
  std::vector<FutureBase*> futures;
  for (auto& t : tasks) futures.push_back(&t.state());
  bool cancelled = false;
  try {
    co_await WaitMany{futures, ReturnWhen::first_exception, kNever};
  } catch (const CancelledError&) {
    cancelled = true;
  }
  if (cancelled) {
    for (auto& t : tasks) t.cancel();
    co_await WaitMany{futures, ReturnWhen::all_completed, kNever};
    throw CancelledError();
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
  bool cancelled = false;
  try {
    co_await WaitMany{
        {&task.state()}, ReturnWhen::all_completed, deadline_after(s, timeout), false};
  } catch (const CancelledError&) {
    cancelled = true;
  }
  if (!task.done()) {
    task.cancel();
    co_await WaitMany{{&task.state()}, ReturnWhen::all_completed, kNever, false};
    if (task.cancelled() && !cancelled) throw TimeoutError();
  }
  if (cancelled) throw CancelledError();
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

// Runs the loop until the future is done; its result. A plain function: it blocks the strand.
// RuntimeError if the loop runs already or is closed.
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

// Makes a loop, runs the coroutine, cancels what is left, closes the loop. RuntimeError inside a
// running loop.
template <class T>
telar::Task<T> run(Async<T> coroutine) {
  Strand& s = co_await current_strand();
  NewLoop fresh(s);
  Loop& loop = fresh.loop();
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
