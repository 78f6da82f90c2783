// Counts allocations, for tests that promise none. Any number of a program's test files may include it.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <new>

namespace telar {

// How many times the calling thread has called operator new.
inline thread_local std::uint64_t allocations_of_this_thread = 0;

}  // namespace telar

// Weak, so that each file may bring them, and so that a sanitizer's own win: nothing is counted then. The other forms
// (arrays, nothrow, sized) call these by default; the aligned ones are not counted.
[[gnu::weak]] void* operator new(std::size_t size) {
  ++telar::allocations_of_this_thread;
  if (void* memory = std::malloc(size ? size : 1)) return memory;
  throw std::bad_alloc();
}
[[gnu::weak]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::weak]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace telar {

// False under sanitizers that have an operator new of their own: skip the test.
inline bool allocations_are_counted() {
  const auto before = allocations_of_this_thread;
  ::operator delete(::operator new(1));
  return allocations_of_this_thread != before;
}

}  // namespace telar
