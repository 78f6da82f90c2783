#include "kernel/shared_object.hpp"

#include "kernel/segment.hpp"

namespace telar {

SharedObject::SharedObject(Segment& segment, Words words, ObjectKind kind, std::string name)
    : Object(kind, std::move(name)), segment_(segment), words_(words) {}

void SharedObject::lock() { segment_.lock_word(words_.lock); }
void SharedObject::unlock() { segment_.unlock_word(words_.lock); }

void SharedObject::signal(Side side, int count) {
  SharedMemory& memory = segment_.memory();
  memory.add(sequence_word(side), 1);
  if (memory.load(waiters_word(side)) != 0) memory.notify(sequence_word(side), count);
}

}  // namespace telar
