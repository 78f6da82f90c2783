#include "kernel/operation.hpp"

#include <string_view>

#include "kernel/process_context.hpp"
#include "kernel/strand.hpp"

namespace telar {

ObjectId Object::find_id(Strand& user) {
  const ObjectId id = user.process().take_object_id();
  user.record_text(EventKind::object_named, static_cast<std::uint16_t>(kind_), id, 0, name_);
  return id;
}

void Object::enqueue(Waiter& w) {
  w.previous = last_;
  w.next = nullptr;
  (last_ ? last_->next : first_) = &w;
  last_ = &w;
}

void Object::dequeue(Waiter& w) {
  (w.previous ? w.previous->next : first_) = w.next;
  (w.next ? w.next->previous : last_) = w.previous;
  w.previous = w.next = nullptr;
}

}  // namespace telar
