// SharedObject: an Object whose state lies in the Segment, so that strands of several processes
// wait on it: a message queue. Its words: a lock that names its owner (a process that dies with it
// loses it), and for each side (getters, putters) a sequence number to wait on and a count of those
// who wait.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "kernel/operation.hpp"
#include "platform/shared_memory.hpp"

namespace telar {

class Segment;

class SharedObject : public Object {
 public:
  // Which side an operation waits on; performing it wakes one of the other side.
  enum class Side : unsigned char { getters = 0, putters = 1 };
  static constexpr Offset kWordsBytes = 32;

  // Where its words are. Those of a process's end are in the process table: what is waited on there
  // is the state word, which the platform changes and notifies.
  struct Words {
    Offset lock;
    Offset sequence[2], waiters[2];  // by side
  };
  static constexpr Words words_at(Offset at) { return {at, {at + 4, at + 12}, {at + 8, at + 16}}; }

  SharedObject(Segment& segment, Words words, ObjectKind kind, std::string name);

  Segment& segment() const { return segment_; }
  // For a process's end: its main strand.
  std::optional<StrandId> held_by() const override { return holder; }
  std::optional<StrandId> holder;

  // Under mutual exclusion with every process. Steals the lock of a process that has ended.
  void lock();
  void unlock();
  ObjectId& id_in(ProcessId process) override;
  Offset sequence_word(Side side) const { return words_.sequence[static_cast<int>(side)]; }
  Offset waiters_word(Side side) const { return words_.waiters[static_cast<int>(side)]; }
  // Announces that something changed for this side. After unlock.
  void signal(Side side, int count);

 private:
  Segment& segment_;
  const Words words_;
  // By process. One on the real kernel, where each process has handles of its own; all on the
  // virtual one.
  std::mutex ids_mutex_;
  std::unordered_map<ProcessId, ObjectId> ids_;
};

// Handles on the objects of a Segment: one for one offset, so that it has one id and, on the
// virtual kernel, one line of waiters. Any thread.
class SharedObjects {
 public:
  // Whose words are at `words`.
  std::shared_ptr<SharedObject> at(Segment& segment, Offset words, ObjectKind kind,
                                   const std::string& name);
  // The end of a process, for those who wait for it.
  std::shared_ptr<SharedObject> end_of(Segment& segment, ProcessId id, const std::string& name);
  // Before the words are released.
  void forget(Offset words);
  void forget_all();

 private:
  std::shared_ptr<SharedObject> find_or_make(Segment& segment, SharedObject::Words words,
                                             ObjectKind kind, const std::string& name);

  std::mutex mutex_;
  std::unordered_map<Offset, std::shared_ptr<SharedObject>> objects_;
};

}  // namespace telar
