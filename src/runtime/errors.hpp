// Python's exceptions, as C++ exceptions of the same names. Thrown by runtime and scenarios only.
// An exception crosses a process boundary as its type's name and its message, and is thrown on the
// other side as that type again.
#pragma once
#include <exception>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace telar {

class BaseException : public std::exception {
 public:
  explicit BaseException(std::string message = {})
      : BaseException("BaseException", std::move(message)) {}
  const std::string& type() const { return type_; }
  const std::string& message() const { return message_; }
  // As the last line of a traceback: "ValueError: no", or "ValueError" without a message.
  const char* what() const noexcept override { return what_.c_str(); }

 protected:
  BaseException(std::string_view type, std::string message)
      : type_(type),
        message_(std::move(message)),
        what_(message_.empty() ? type_ : type_ + ": " + message_) {}

 private:
  std::string type_, message_, what_;
};

// Declares an exception type: its C++ name, its base and its name in Python. To let an own one
// cross processes, call register_exception<Name>() from a static initialiser.
#define TELAR_EXCEPTION(Name, Base, python_name)                                         \
  class Name : public Base {                                                             \
   public:                                                                               \
    static constexpr std::string_view kType = python_name;                               \
    explicit Name(std::string message = {}) : Base(kType, std::move(message)) {}         \
                                                                                         \
   protected:                                                                            \
    Name(std::string_view type, std::string message) : Base(type, std::move(message)) {} \
  }

TELAR_EXCEPTION(Exception, BaseException, "Exception");
TELAR_EXCEPTION(ValueError, Exception, "ValueError");
TELAR_EXCEPTION(TypeError, Exception, "TypeError");
TELAR_EXCEPTION(KeyError, Exception, "KeyError");
TELAR_EXCEPTION(RuntimeError, Exception, "RuntimeError");
TELAR_EXCEPTION(ZeroDivisionError, Exception, "ZeroDivisionError");
TELAR_EXCEPTION(AssertionError, Exception, "AssertionError");
TELAR_EXCEPTION(OSError, Exception, "OSError");
TELAR_EXCEPTION(MemoryError, Exception, "MemoryError");
TELAR_EXCEPTION(TimeoutError, OSError, "TimeoutError");

namespace queue {
TELAR_EXCEPTION(Empty, Exception, "queue.Empty");
TELAR_EXCEPTION(Full, Exception, "queue.Full");
}  // namespace queue
namespace threading {
TELAR_EXCEPTION(BrokenBarrierError, RuntimeError, "threading.BrokenBarrierError");
}
namespace asyncio {
TELAR_EXCEPTION(CancelledError, BaseException, "asyncio.CancelledError");
TELAR_EXCEPTION(InvalidStateError, Exception, "asyncio.InvalidStateError");
}  // namespace asyncio
namespace multiprocessing {
TELAR_EXCEPTION(TimeoutError, Exception, "multiprocessing.TimeoutError");
}

// An exception of a type that this program does not know by name.
class RemoteError : public Exception {
 public:
  RemoteError(std::string_view type, std::string message) : Exception(type, std::move(message)) {}
};

// What an exception is between processes.
struct PickledException {
  std::string type, message;
  auto members() { return std::tie(type, message); }
};
PickledException pickle_exception(std::exception_ptr error);
[[noreturn]] void raise_pickled(const PickledException& error);

void register_exception(std::string_view type, void (*raise)(std::string message));
template <class E>
bool register_exception() {
  register_exception(E::kType, [](std::string message) { throw E(std::move(message)); });
  return true;
}

// "ValueError: no" for any exception.
std::string describe(std::exception_ptr error);

}  // namespace telar
