// SharedObject: an Object whose state lies in the Segment, so that strands of several processes wait on it: a message
// queue. Its words: a lock that names its owner (a process that dies with it loses it), and for each side (getters,
// putters) a sequence number to wait on and a count of those who wait.
#pragma once
#include <memory>

#include "kernel/operation.hpp"
#include "platform/shared_memory.hpp"

namespace telar {

class Segment;

class SharedObject : public Object {
 public:
  // Which side an operation waits on; performing it wakes one of the other side.
  enum class Side : unsigned char { getters = 0, putters = 1 };
  static constexpr Offset kWordsBytes = 32;

  SharedObject(Segment& segment, Offset words, ObjectKind kind, std::string name);

  Segment& segment() const { return segment_; }
  Offset words() const { return words_; }

  // Under mutual exclusion with every process. Steals the lock of a process that has ended.
  void lock();
  void unlock();
  Offset sequence_word(Side side) const { return words_ + 4 + 8 * static_cast<Offset>(side); }
  Offset waiters_word(Side side) const { return words_ + 8 + 8 * static_cast<Offset>(side); }
  // Announces that something changed for this side. After unlock.
  void signal(Side side, int count);

 private:
  Segment& segment_;
  const Offset words_;
};

}  // namespace telar
