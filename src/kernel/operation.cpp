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

}  // namespace telar
