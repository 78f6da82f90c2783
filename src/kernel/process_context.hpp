// ProcessContext: what the strands of one process have in common: its id and name, its console, its
// interpreter lock, its numbering of strands and objects, and the Collector of its events. The real
// kernel has one per OS process, the virtual kernel one per modelled process.
#pragma once
#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/ids.hpp"
#include "base/language.hpp"
#include "base/serialise.hpp"
#include "kernel/kept.hpp"
#include "kernel/operation.hpp"
#include "trace/recorder.hpp"

namespace telar {

class Kernel;
class Segment;
class Strand;

// What a run was asked for, the same in all its processes.
struct RunSettings {
  Language language = Language::es;
  bool gil = false;  // CPU work of threads takes the interpreter lock
  // What a real child process finds its program by: travels in its start message; only program/
  // reads it.
  Bytes program = {};
  auto members() { return std::tie(language, gil, program); }
};

// The lock that CPU work takes when `gil` is on. Unlike threading.Lock it is handed to who has
// waited longest, because CPython forces a switch when another thread has asked for it (the 5 ms
// switch interval).
struct InterpreterLock : Object {
  InterpreterLock() : Object(ObjectKind::interpreter_lock, "GIL") {}
  std::optional<StrandId> held_by() const override { return owner; }
  std::optional<StrandId> owner;
  std::optional<StrandId> promised;  // who gets it next, while nobody owns it
};

class ProcessContext {
 public:
  ProcessContext(Kernel& kernel, ProcessId id, std::string name, RunSettings settings);

  Kernel& kernel;
  // Null if the platform has no memory to share: then no child processes.
  std::shared_ptr<Segment> segment() const;
  const ProcessId id;
  const std::string name;
  const RunSettings settings;

  std::string identity;  // Python's numbering of processes: "" for the main one, "2" for its
                         // second, "2:1" below that
  bool daemon = false;

  // The processes started by this one, for its end. Any thread.
  struct Child {
    ProcessId id;
    bool daemon;
  };
  void add_child(Child child) {
    std::lock_guard lock(children_mutex_);
    children_.push_back(child);
  }
  std::vector<Child> children() {
    std::lock_guard lock(children_mutex_);
    return children_;
  }

  Object console{ObjectKind::console, "stdout"};
  InterpreterLock interpreter_lock;
  Collector collector;

  // What layers above keep for the process. Its strands share it: what is kept has a lock of its
  // own if it needs one, and is made before a second strand starts.
  KeptThings kept;

  // As it was made, for the next execution of the same program.
  void begin_again();

  std::uint32_t take_strand_number() {
    return next_strand_.fetch_add(1, std::memory_order_relaxed);
  }
  // The number of a source file in the trace; 0 if there are too many. The caller that is told
  // that it is new tells the trace. `file` lives as long as the run.
  struct SourceNumber {
    std::uint32_t number;
    bool is_new;
  };
  SourceNumber number_of_source(const char* file);
  ObjectId take_object_id() { return next_object_.fetch_add(1, std::memory_order_relaxed); }
  TaskId take_task_id() { return next_task_.fetch_add(1, std::memory_order_relaxed); }
  // Python's names: "Thread-1", "Process-1", in order of creation within the process.
  unsigned take_thread_name_number() {
    return next_thread_name_.fetch_add(1, std::memory_order_relaxed);
  }
  unsigned take_process_name_number() {
    return next_process_name_.fetch_add(1, std::memory_order_relaxed);
  }

  // Called after output was recorded, so that it is seen at once and survives a kill. In a child it
  // moves events to the main process; in the main process it wakes who drains. Any thread.
  std::function<void()> flush = [] {};

  // Called on the strand's thread when its body ended by an exception. The runtime prints Python's
  // traceback line.
  std::function<void(Strand&, std::exception_ptr)> report_error;

 private:
  std::atomic<std::uint32_t> next_strand_{0};
  std::atomic<ObjectId> next_object_{1};
  std::atomic<TaskId> next_task_{1};
  std::mutex children_mutex_;
  std::vector<Child> children_;
  std::mutex sources_mutex_;
  std::vector<const char*> sources_;  // number 1 and on
  std::atomic<unsigned> next_thread_name_{1}, next_process_name_{1};
};

}  // namespace telar
