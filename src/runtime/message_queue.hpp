// MessageQueue: bytes in whole messages between processes, in the run's Segment: what
// multiprocessing's Queue and Pool stand on. Any number of strands of any processes may put and
// get. Passed to another process by value (it is where its words are); it lives as long as the run.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "kernel/segment.hpp"
#include "kernel/shared_object.hpp"
#include "kernel/task.hpp"
#include "platform/pipe.hpp"
#include "runtime/threading.hpp"

namespace telar::multiprocessing {

class MessageQueue {
 public:
  // maxsize <= 0: bounded only by its 64 KiB. MemoryError if the run's shared memory is full.
  static Task<MessageQueue> make(int maxsize, std::string name);
  MessageQueue() = default;

  // Waits while it is full. False after the timeout. MemoryError for a message that does not fit in
  // shared memory.
  Task<bool> put(Bytes message, Timeout timeout = kForever);
  // Waits while it is empty. Nothing after the timeout, or once it is closed and empty. OSError if
  // a process that was ended in the midst of using it has left it unusable.
  struct GetOptions {
    // Looked at now and then while waiting; true ends it.
    bool (*give_up)(const void* context) = nullptr;
    const void* context = nullptr;
    // A word that gets the message's first four bytes before the message leaves the queue.
    Offset note = 0;
  };
  Task<std::optional<Bytes>> get(Timeout timeout, GetOptions options);
  Task<std::optional<Bytes>> get(Timeout timeout = kForever) { return get(timeout, GetOptions{}); }
  Task<int> qsize();
  // Nothing more will be put: once empty, every get() returns nothing.
  Task<> close();
  // Gives its memory back. Only when nobody can use it any more.
  void destroy(Kernel& kernel);

  auto members() { return std::tie(at_, name_); }

 private:
  struct Put;
  struct Get;
  struct Look;
  struct Close;
  std::shared_ptr<SharedObject> object(Strand& s) const;

  Offset at_ = 0;
  std::string name_;
};

}  // namespace telar::multiprocessing
