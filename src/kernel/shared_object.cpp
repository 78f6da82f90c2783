#include "kernel/shared_object.hpp"

#include "kernel/process_context.hpp"
#include "kernel/segment.hpp"
#include "kernel/strand.hpp"

namespace telar {

SharedObject::SharedObject(Segment& segment, Words words, ObjectKind kind, std::string name)
    : Object(kind, std::move(name)), segment_(segment), words_(words) {
  is_shared_ = true;
}

ObjectId SharedObject::find_id(Strand& user) {
  std::lock_guard lock(ids_mutex_);
  const ProcessId process = user.process().id;
  for (const auto& [p, id] : ids_)
    if (p == process) return id;
  return ids_.emplace_back(process, Object::find_id(user)).second;
}

void SharedObject::lock() { segment_.lock_word(words_.lock); }
void SharedObject::unlock() { segment_.unlock_word(words_.lock); }

void SharedObject::signal(Side side, int count) {
  SharedMemory& memory = segment_.memory();
  memory.add(sequence_word(side), 1);
  if (memory.load(waiters_word(side)) != 0) memory.notify(sequence_word(side), count);
}

}  // namespace telar
