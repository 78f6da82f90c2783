// For tests of runs that cannot begin.
#pragma once
#include <sys/resource.h>

#include "kernel/segment.hpp"
#include "platform/shared_memory.hpp"

namespace telar {

// While it lives the system opens no more files: there is none for shared memory.
class NoFiles {
 public:
  NoFiles() {
    getrlimit(RLIMIT_NOFILE, &before_);
    rlimit none = before_;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoFiles() { setrlimit(RLIMIT_NOFILE, &before_); }
  NoFiles(const NoFiles&) = delete;
  NoFiles& operator=(const NoFiles&) = delete;

  // Where it is no file, or nobody limits them.
  bool memory_is_had_all_the_same() const {
    return SharedMemory::create(Segment::kBytes, nullptr) != nullptr;
  }

 private:
  rlimit before_{};
};

}  // namespace telar
