// FramePool: memory for coroutine frames. Frames of one size come back to the thread that frees
// them and are handed out again, so that a body that runs a million times allocates once. A block
// may be freed by another thread than the one that took it. Any thread; never blocks (but for the
// underlying malloc, when its own list is empty).
#pragma once
#include <cstddef>

namespace telar::frame_pool {

void* allocate(std::size_t bytes);
void release(void* block, std::size_t bytes) noexcept;

}  // namespace telar::frame_pool
