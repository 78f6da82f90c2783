#include "kernel/operation.hpp"

namespace telar {

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

bool Object::has_in_line(const Waiter& waiter) const {
  const Waiter* w = first_;
  while (w && w != &waiter) w = w->next;
  return w != nullptr;
}

}  // namespace telar
