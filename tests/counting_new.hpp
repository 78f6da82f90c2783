// Counts allocations, for tests that promise none. Any number of a program's test files may include
// it.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <new>

namespace telar {

inline thread_local std::uint64_t allocation_count = 0;

// How many times the calling thread has called operator new. The barrier, because compilers take it
// for granted that operator new changes nothing that a program sees, and would read the count
// early.
inline std::uint64_t allocations_of_this_thread() {
  asm volatile("" ::: "memory");
  return allocation_count;
}

}  // namespace telar

// Weak, so that each file may bring them, and so that a sanitizer's own win: nothing is counted
// then. The other forms (arrays, nothrow, sized) call these by default; the aligned ones are not
// counted.
[[gnu::weak]] void* operator new(std::size_t size) {
  ++telar::allocation_count;
  if (void* memory = std::malloc(size ? size : 1)) return memory;
  throw std::bad_alloc();
}
[[gnu::weak]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::weak]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace telar {

// False under sanitizers that have an operator new of their own: skip the test.
inline bool allocations_are_counted() {
  const auto before = allocations_of_this_thread();
  ::operator delete(::operator new(1));
  return allocations_of_this_thread() != before;
}

}  // namespace telar
