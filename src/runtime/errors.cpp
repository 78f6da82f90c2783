#include "runtime/errors.hpp"

#include <map>
#include <mutex>
#include <new>

namespace telar {
namespace {

struct Registry {
  std::mutex mutex;
  std::map<std::string, void (*)(std::string), std::less<>> raise;

  template <class... E>
  void add() {
    (raise.emplace(E::kType, [](std::string message) { throw E(std::move(message)); }), ...);
  }
  Registry() {
    add<Exception, ValueError, TypeError, KeyError, RuntimeError, ZeroDivisionError, AssertionError,
        OSError, MemoryError, TimeoutError, queue::Empty, queue::Full,
        threading::BrokenBarrierError, asyncio::CancelledError, asyncio::InvalidStateError,
        multiprocessing::TimeoutError>();
  }
};
Registry& registry() {
  static Registry r;
  return r;
}

}  // namespace

void register_exception(std::string_view type, void (*raise)(std::string)) {
  std::lock_guard lock(registry().mutex);
  registry().raise.insert_or_assign(std::string(type), raise);
}

PickledException pickle_exception(std::exception_ptr error) {
  try {
    std::rethrow_exception(std::move(error));
  } catch (const BaseException& e) {
    return {e.type(), e.message()};
  } catch (const std::bad_alloc&) {
    return {"MemoryError", ""};
  } catch (const std::exception& e) {
    return {"RuntimeError", e.what()};
  } catch (...) {
    return {"RuntimeError", "unknown C++ exception"};
  }
}

void raise_pickled(const PickledException& error) {
  void (*raise)(std::string) = nullptr;
  {
    std::lock_guard lock(registry().mutex);
    if (auto found = registry().raise.find(error.type); found != registry().raise.end())
      raise = found->second;
  }
  if (raise) raise(error.message);
  throw RemoteError(error.type, error.message);
}

std::string describe(std::exception_ptr error) {
  PickledException e = pickle_exception(std::move(error));
  return e.message.empty() ? e.type : e.type + ": " + e.message;
}

}  // namespace telar
