// asyncio's cancellation: an exception in the task, at its await; caught to tidy up, and raised
// again.
#include <functional>

#include "program/program.hpp"
#include "runtime/asyncio.hpp"
#include "runtime/builtins.hpp"

namespace telar {
namespace {

using asyncio::Async;
using asyncio::CancelledError;

// listing begin
Async<> download(int i, Seconds seconds) {
  co_await print(Text{"Descarga {}: empieza", "Download {}: begins"}, i);
  try {
    co_await asyncio::sleep(seconds);
    co_await print(Text{"Descarga {}: completa", "Download {}: complete"}, i);
    co_return;
  } catch (const CancelledError&) {
    // C++ has no co_await in here
  }
  co_await print(Text{"Descarga {}: borra lo que tenía", "Download {}: deletes what it had"}, i);
  throw CancelledError();  // raise
}

Async<> cancel_and_wait(Seconds seconds, Seconds timeout) {
  auto task = asyncio::create_task(download(1, seconds));
  co_await asyncio::sleep(timeout);
  task.cancel();  // asks; it happens at the task's await
  bool cancelled = false;
  try {
    co_await task;
  } catch (const CancelledError&) {
    cancelled = true;
  }
  if (cancelled) co_await print(Text{"La descarga 1 se canceló", "Download 1 was cancelled"});
}

Async<> wait_with_timeout(Seconds seconds, Seconds timeout) {
  bool late = false;
  try {
    co_await asyncio::wait_for(download(2, seconds), timeout);
  } catch (const TimeoutError&) {
    late = true;
  }
  if (late) co_await print(Text{"La descarga 2 tardaba demasiado", "Download 2 took too long"});
}

Task<> main(const Parameters& parameters) {
  const Seconds seconds = parameters.real("seconds");
  const Seconds timeout = parameters.real("timeout");
  co_await asyncio::run(cancel_and_wait(seconds, timeout));
  co_await asyncio::run(wait_with_timeout(seconds, timeout));
}
// listing end

}  // namespace

extern const CompiledMain kCancelledTask = main;

}  // namespace telar
