#include "base/frame_pool.hpp"

#include <cstdlib>
#include <new>

namespace telar::frame_pool {
namespace {

// Size classes of 64 bytes up to 4 KiB; larger frames go to malloc.
constexpr std::size_t kStep = 64, kClasses = 64;
// What one thread keeps of one class at most: enough for a deep call chain or a crowd of tasks, yet
// not a leak.
constexpr std::size_t kKeepBytes = 1u << 20;

struct Block {
  Block* next;
};

// Trivially destructible, so that a frame freed while the thread's other variables die still finds
// it.
struct Lists {
  Block* head[kClasses];
  std::size_t count[kClasses];
};
thread_local Lists lists{};

// Gives the lists back when the thread ends.
struct Emptier {
  ~Emptier() {
    for (std::size_t c = 0; c < kClasses; ++c) {
      lists.count[c] = kKeepBytes;  // from here on, release goes to free
      while (Block* block = lists.head[c]) {
        lists.head[c] = block->next;
        std::free(block);
      }
    }
  }
};
thread_local Emptier emptier;

}  // namespace

void* allocate(std::size_t bytes) {
  std::size_t c = (bytes - 1) / kStep;
  if (c < kClasses) {
    if (Block* block = lists.head[c]) {
      lists.head[c] = block->next;
      --lists.count[c];
      return block;
    }
    bytes = (c + 1) * kStep;
    (void)&emptier;  // registers its destructor for this thread
  }
  if (void* block = std::malloc(bytes)) return block;
  throw std::bad_alloc();
}

void release(void* block, std::size_t bytes) noexcept {
  std::size_t c = (bytes - 1) / kStep;
  if (c >= kClasses || lists.count[c] * (c + 1) * kStep >= kKeepBytes) return std::free(block);
  auto* b = static_cast<Block*>(block);
  b->next = lists.head[c];
  lists.head[c] = b;
  ++lists.count[c];
}

}  // namespace telar::frame_pool
