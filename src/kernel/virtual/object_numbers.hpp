// ObjectNumbers: the objects of one execution by number, from 1, in the order in which they are
// first used. A schedule gives every object the same number each time it is executed, wherever the
// object lies in memory, so that what is known of an object can be kept by number from one
// execution to the next. All observers of an execution use these numbers.
#pragma once
#include <cstdint>
#include <vector>

#include "kernel/operation.hpp"

namespace telar {

class ObjectNumbers {
 public:
  // An execution begins: no object has a number.
  void begin() { used_ = 0; }
  // The object's number; the next one if it has none yet.
  std::uint32_t of(Object& object) {
    if (const std::uint32_t number = known(object)) return number;
    return add(object);
  }
  // The object's number, or 0 if it has none yet.
  std::uint32_t known(const Object& object) const {
    // An object that outlives executions still has its number of an earlier one in its slot.
    const std::uint32_t slot = object.slot;
    return slot - 1 < used_ && objects_[slot - 1] == &object ? slot : 0;
  }
  // How many objects have numbers.
  std::uint32_t count() const { return used_; }

 private:
  std::uint32_t add(Object& object) {
    if (objects_.size() == used_) objects_.emplace_back();
    objects_[used_] = &object;
    return object.slot = ++used_;
  }

  // By number - 1. They may be gone: they are compared, never looked at.
  std::vector<const Object*> objects_;
  std::uint32_t used_ = 0;
};

}  // namespace telar
