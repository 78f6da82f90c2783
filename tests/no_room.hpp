// For tests of runs that cannot begin.
#pragma once
#include <sys/resource.h>

#include "kernel/segment.hpp"
#include "platform/shared_memory.hpp"

namespace telar {

// While it lives no file may be as large as the memory of a run: it is refused.
class NoRoom {
 public:
  NoRoom() {
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit small = before_;
    small.rlim_cur = Segment::kBytes / 2;
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~NoRoom() { setrlimit(RLIMIT_FSIZE, &before_); }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;

  // Where it is no file, or nobody limits them.
  bool memory_is_had_all_the_same() const {
    return SharedMemory::create(Segment::kBytes, nullptr) != nullptr;
  }

 private:
  rlimit before_{};
};

}  // namespace telar
