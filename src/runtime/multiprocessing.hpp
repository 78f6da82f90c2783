// multiprocessing: Process and Queue, and in pool.hpp Pool, as in Python's module of that name with
// the "spawn" start method (https://docs.python.org/3/library/multiprocessing.html): a process is
// the same program started again. Nothing is shared: what a process runs is a registered Function,
// its arguments and results are serialised.
//
//   Task<int> square(int i) { co_return i * i; }
//   const Function kSquare{"example.square", square};
//   ... auto result = co_await pool.apply_async(kSquare, 7);  int n = co_await result.get();
//
// Process, Pool and AsyncResult are used by strands of the process that made them; Queue by all it
// is passed to.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/serialise.hpp"
#include "kernel/child_program.hpp"
#include "kernel/task.hpp"
#include "runtime/errors.hpp"
#include "runtime/message_queue.hpp"
#include "runtime/threading.hpp"

namespace telar::multiprocessing {

// --- Function: what another process can run, by name

// Reads arguments, runs, writes the result.
using RemoteCall = Task<Bytes> (*)(const void* function, Bytes arguments);

class FunctionBase {
 public:
  const std::string& name() const { return name_; }

 protected:
  // Registers it; a name is registered once in a program (CHECK).
  FunctionBase(std::string name, RemoteCall call);
  ~FunctionBase() = default;

 private:
  friend Task<Bytes> call_by_name(const std::string& name, Bytes arguments);
  std::string name_;
  RemoteCall call_;
};
// RuntimeError if there is no such function.
Task<Bytes> call_by_name(const std::string& name, Bytes arguments);

// Make these constants of namespace scope, so that they are registered before main() in every
// process.
template <class R, class... A>
class Function : public FunctionBase {
 public:
  using Result = R;
  static_assert((Picklable<std::remove_cvref_t<A>> && ...),
                "arguments must be picklable: processes share nothing");
  Function(std::string name, Task<R> (*function)(A...))
      : FunctionBase(std::move(name), &call), function_(function) {}
  // The arguments as bytes: this is where a wrong type fails to compile.
  Bytes pack(const std::remove_cvref_t<A>&... arguments) const { return serialise(arguments...); }

 private:
  static Task<Bytes> call(const void* self, Bytes bytes) {
    auto* f = static_cast<const Function*>(self);
    auto arguments = deserialise<std::tuple<std::remove_cvref_t<A>...>>(bytes);
    if constexpr (std::is_void_v<R>) {
      co_await std::apply(f->function_, std::move(arguments));
      co_return Bytes{};
    } else {
      R result = co_await std::apply(f->function_, std::move(arguments));
      co_return serialise(result);
    }
  }
  Task<R> (*function_)(A...);
};

// --- Process

class Process {
 public:
  struct Options {
    std::string name = {};  // "Process-1", ... if empty
    // Ended with the process that started it, which otherwise waits for it at its end.
    bool daemon = false;
  };
  Process() = default;
  template <class R, class... A, class... G>
  explicit Process(const Function<R, A...>& target, G&&... arguments)
      : Process(Options{}, target, std::forward<G>(arguments)...) {}
  template <class R, class... A, class... G>
  Process(Options options, const Function<R, A...>& target, G&&... arguments)
      : options_(std::move(options)),
        function_(target.name()),
        arguments_(target.pack(std::forward<G>(arguments)...)) {}

  // Starts the child. AssertionError if it was started before or the caller is a daemonic process;
  // OSError if the run can have no more processes.
  Task<> start();
  // Waits until it has ended. AssertionError if it was not started.
  Task<> join(Timeout timeout = kForever);
  // Null while it lives (or was not started); 0, 1 after an exception, or minus the signal that
  // ended it.
  std::optional<int> exitcode() const;
  bool is_alive() const;
  // Ends it: SIGTERM (-15), SIGKILL (-9). Its finally blocks do not run. Does not wait.
  Task<> terminate();
  Task<> kill();
  std::string name() const { return options_.name; }
  bool daemon() const { return options_.daemon; }
  std::optional<ProcessId> pid() const { return id_; }  // the run's number of it

 private:
  Options options_;
  std::string function_;
  Bytes arguments_;
  std::optional<ProcessId> id_;
  std::shared_ptr<Segment> segment_;  // of the run; null before start()
};

// --- Queue: between any processes of a run; pass it as an argument

template <class T>
class Queue {
  static_assert(Picklable<T>,
                "what goes through a queue must be picklable: processes share nothing");

 public:
  // maxsize <= 0: as many as the run's shared memory takes.
  static Task<Queue> make(int maxsize = 0, std::string name = {}) {
    co_return Queue(co_await MessageQueue::make(maxsize, std::move(name)));
  }
  Queue() = default;

  // Waits while it is full. queue.Full after the timeout.
  Task<> put(T item, Timeout timeout = kForever) {
    if (!co_await queue_.put(serialise(item), timeout)) throw telar::queue::Full();
  }
  // Waits while it is empty. queue.Empty after the timeout.
  Task<T> get(Timeout timeout = kForever) {
    auto bytes = co_await queue_.get(timeout);
    if (!bytes) throw telar::queue::Empty();
    co_return deserialise<T>(*bytes);
  }
  Task<int> qsize() { return queue_.qsize(); }

  auto members() { return std::tie(queue_); }

 private:
  explicit Queue(MessageQueue queue) : queue_(std::move(queue)) {}
  MessageQueue queue_;
};

// --- for programs

// Prints what Python prints of an exception that ends a thread or a process. For
// ProcessContext::report_error.
void report_error(Strand& strand, std::exception_ptr error);
// The body of a registered Function, whose result goes nowhere. RuntimeError when it runs, if there
// is none of this name.
std::function<Task<>()> registered_body(std::string name, Bytes arguments);
// What makes the body of a child process: `program` is the run's (RunSettings), `entry` what the
// child was started for. What it raises ends the child, as what its body raises.
using ChildBody = std::function<std::function<Task<>()>(const Bytes& program, std::string entry,
                                                        Bytes arguments)>;
// What a child process runs, from its start message in the segment: for a kernel's
// MakeChildProgram.
ChildProgram child_program(Segment& segment, ProcessId id, const ChildBody& body);
// The body of a main process: runs it, then waits for the children that are no daemons and ends the
// others, as Python does at exit.
Task<> main_body(std::function<Task<>()> body);

}  // namespace telar::multiprocessing
