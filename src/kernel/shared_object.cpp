#include "kernel/shared_object.hpp"

#include "kernel/segment.hpp"

namespace telar {

SharedObject::SharedObject(Segment& segment, Words words, ObjectKind kind, std::string name)
    : Object(kind, std::move(name)), segment_(segment), words_(words) {
  is_shared_ = true;
}

ObjectId& SharedObject::id_in(ProcessId process) {
  std::lock_guard lock(ids_mutex_);
  return ids_[process];
}

void SharedObject::lock() { segment_.lock_word(words_.lock); }
void SharedObject::unlock() { segment_.unlock_word(words_.lock); }

void SharedObject::signal(Side side, int count) {
  SharedMemory& memory = segment_.memory();
  memory.add(sequence_word(side), 1);
  if (memory.load(waiters_word(side)) != 0) memory.notify(sequence_word(side), count);
}

// --- handles

std::shared_ptr<SharedObject> SharedObjects::find_or_make(Segment& segment,
                                                          SharedObject::Words words,
                                                          ObjectKind kind,
                                                          const std::string& name) {
  std::lock_guard lock(mutex_);
  auto& slot = objects_[words.lock];
  if (!slot) slot = std::make_shared<SharedObject>(segment, words, kind, name);
  return slot;
}

std::shared_ptr<SharedObject> SharedObjects::at(Segment& segment, Offset words, ObjectKind kind,
                                                const std::string& name) {
  return find_or_make(segment, SharedObject::words_at(words), kind, name);
}

std::shared_ptr<SharedObject> SharedObjects::end_of(Segment& segment, ProcessId id,
                                                    const std::string& name) {
  const Segment::EndWords words = segment.end_words_of(id);
  auto end = find_or_make(
      segment,
      SharedObject::Words{words.lock, {words.state, words.state}, {words.waiters, words.waiters}},
      ObjectKind::process, name);
  end->holder = make_strand_id(id, 0);
  return end;
}

void SharedObjects::forget(Offset words) {
  std::lock_guard lock(mutex_);
  objects_.erase(words);
}

void SharedObjects::forget_all() {
  std::lock_guard lock(mutex_);
  objects_.clear();
}

}  // namespace telar
