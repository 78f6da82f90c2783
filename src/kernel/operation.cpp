#include "kernel/operation.hpp"

#include "kernel/process_context.hpp"
#include "kernel/strand.hpp"

namespace telar {

ObjectId Object::id(Strand& user) {
  if (id_ == 0) [[unlikely]] {
    id_ = user.process().take_object_id();
    user.record_text(EventKind::object_named, static_cast<std::uint16_t>(kind_), id_, 0, name_);
  }
  return id_;
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
