// SharedMemory: bytes that every process of a run can see, addressed by offset. Native: a memfd
// mapped by each process. Web: one SharedArrayBuffer beside each instance's own memory, reached
// through Atomics. Or, for the virtual kernel and for pages without SharedArrayBuffer, plain heap
// memory of this process alone. The only memory that processes share; what lies where in it is the
// Segment's business (kernel/segment.hpp).
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/time.hpp"

namespace telar {

using Offset = std::uint32_t;  // in bytes; words are 4-byte aligned

// Why there is none for a run.
enum class NoSharedMemory : unsigned char {
  none,          // there is some
  refused,       // the system gives none
  not_isolated,  // the page may not share memory
  too_much,      // more is wanted than a page has for one run
  in_child,      // on a page only the main process makes some
  all_in_use,    // earlier runs have not ended yet, and a page has memory for four
};

class SharedMemory : public std::enable_shared_from_this<SharedMemory> {
 public:
  // For a new run, zeroed. Web: a free quarter of the instance's buffer, the one taken longest ago
  // (so that a killed child of an earlier run cannot reach it). nullptr if the platform has none
  // left; then `why`, unless it is null, says why.
  static std::shared_ptr<SharedMemory> create(std::size_t bytes, NoSharedMemory* why);
  // What this process was started with; nullptr in the main process.
  static std::shared_ptr<SharedMemory> inherited();
  // Heap memory: for runs whose processes are strands of this process.
  static std::shared_ptr<SharedMemory> local(std::size_t bytes);
  ~SharedMemory();

  std::size_t size() const { return size_; }

  // All sequentially consistent. Any thread; `wait` not on the browser's UI thread.
  std::uint32_t load(Offset word);
  void store(Offset word, std::uint32_t value);
  bool compare_exchange(Offset word, std::uint32_t expected, std::uint32_t desired);
  std::uint32_t add(Offset word, std::uint32_t value);  // returns what was there before
  // Sleeps while the word is `expected`, until notified or the deadline. May return early. False:
  // deadline passed.
  bool wait(Offset word, std::uint32_t expected, Nanos deadline = kNever);
  // Cheap if nobody waits.
  void notify(Offset word, int count);
  // Plain copies; the caller orders them with the words above.
  void read(Offset from, std::span<std::byte> to);
  void write(Offset to, std::span<const std::byte> from);

 private:
  friend struct SharedMemoryAccess;  // the platform's own files
  SharedMemory() = default;
  std::uint32_t& word(Offset at);
  // How many wait, for words that share a hash: notify asks the system only if there are any. Lies
  // before byte 0.
  std::uint32_t& waiters(Offset word);

  std::byte* base_ = nullptr;  // web, in the shared buffer: nullptr
  std::size_t size_ = 0;
  std::size_t header_ = 0;  // bytes before base_ that belong to the platform
  int handle_ = -1;  // native: the memfd; web: where the part begins in the buffer; local: -1
};

}  // namespace telar
