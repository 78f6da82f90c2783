#include "platform/shared_memory.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <mutex>

#include "base/check.hpp"
#include "platform/clock.hpp"
#include "platform/futex.hpp"
#include "platform/process.hpp"
#include "platform/web/javascript.hpp"
#include "platform/web/shared_memory_access.hpp"

namespace telar {
namespace {

std::shared_ptr<SharedMemory> inherited_memory;

std::atomic<std::uint32_t>& atomic(std::uint32_t& word) {
  return reinterpret_cast<std::atomic<std::uint32_t>&>(word);
}

}  // namespace

std::shared_ptr<SharedMemory> SharedMemory::create(std::size_t bytes, NoSharedMemory* why) {
  // The free part that was taken longest ago: a process of an earlier run that was killed is gone
  // long before then.
  struct Part {
    std::uint32_t index;
    std::weak_ptr<SharedMemory> user{};
    std::size_t dirty = 0;  // bytes of it that may not be zero
  };
  static std::mutex mutex;
  static Part parts[kParts] = {{0}, {1}, {2}, {3}};  // the last taken last
  const auto none = [why](NoSharedMemory reason) {
    if (why) *why = reason;
    return nullptr;
  };
  const auto part_bytes = static_cast<std::size_t>(telar_ipc_bytes()) / kParts;
  if (part_bytes == 0) return none(NoSharedMemory::not_isolated);
  if (bytes > part_bytes - kSharedHeaderBytes) return none(NoSharedMemory::too_much);
  if (child_process_id() != 0) return none(NoSharedMemory::in_child);
  std::lock_guard lock(mutex);
  const auto part = std::ranges::find_if(parts, [](const Part& p) { return p.user.expired(); });
  if (part == std::end(parts)) return none(NoSharedMemory::all_in_use);
  std::shared_ptr<SharedMemory> memory(new SharedMemory);
  memory->size_ = bytes;
  memory->handle_ = static_cast<int>(part->index * part_bytes);
  telar_ipc_zero(SharedMemoryAccess::part(*memory), static_cast<std::uint32_t>(part->dirty));
  part->dirty = kSharedHeaderBytes + bytes;
  part->user = memory;
  std::rotate(part, part + 1, std::end(parts));
  return memory;
}

void SharedMemoryAccess::adopt(std::uint32_t part, std::uint32_t bytes) {
  inherited_memory.reset(new SharedMemory);
  inherited_memory->size_ = bytes;
  inherited_memory->handle_ = static_cast<int>(part);
}

std::shared_ptr<SharedMemory> SharedMemory::inherited() { return inherited_memory; }

std::shared_ptr<SharedMemory> SharedMemory::local(std::size_t bytes) {
  std::shared_ptr<SharedMemory> memory(new SharedMemory);
  memory->base_ = static_cast<std::byte*>(std::calloc(1, bytes));
  TELAR_CHECK(memory->base_);
  memory->size_ = bytes;
  return memory;
}

SharedMemory::~SharedMemory() { std::free(base_); }

std::uint32_t& SharedMemory::word(Offset at) {
  return *reinterpret_cast<std::uint32_t*>(base_ + at);
}

namespace {
// Of the count of those who wait on words that share a hash.
std::uint32_t waiters_address(std::uint32_t part, Offset word) {
  return part + word / 4 % kWaiterCounts * 4;
}
}  // namespace

std::uint32_t SharedMemory::load(Offset at) {
  TELAR_CHECK(at % 4 == 0 && std::size_t{at} + 4 <= size_);
  return base_ ? atomic(word(at)).load() : telar_ipc_load(SharedMemoryAccess::address(*this, at));
}

void SharedMemory::store(Offset at, std::uint32_t value) {
  TELAR_CHECK(at % 4 == 0 && std::size_t{at} + 4 <= size_);
  if (base_)
    atomic(word(at)).store(value);
  else
    telar_ipc_store(SharedMemoryAccess::address(*this, at), value);
}

bool SharedMemory::compare_exchange(Offset at, std::uint32_t expected, std::uint32_t desired) {
  TELAR_CHECK(at % 4 == 0 && std::size_t{at} + 4 <= size_);
  if (base_) return atomic(word(at)).compare_exchange_strong(expected, desired);
  return telar_ipc_compare_exchange(SharedMemoryAccess::address(*this, at), expected, desired) ==
         expected;
}

std::uint32_t SharedMemory::add(Offset at, std::uint32_t value) {
  TELAR_CHECK(at % 4 == 0 && std::size_t{at} + 4 <= size_);
  return base_ ? atomic(word(at)).fetch_add(value)
               : telar_ipc_add(SharedMemoryAccess::address(*this, at), value);
}

bool SharedMemory::wait(Offset at, std::uint32_t expected, Nanos deadline) {
  TELAR_CHECK(at % 4 == 0 && std::size_t{at} + 4 <= size_);
  if (base_) return futex_wait(atomic(word(at)), expected, deadline);
  const std::uint32_t count = waiters_address(SharedMemoryAccess::part(*this), at);
  telar_ipc_add(count, 1);
  const bool woken = telar_ipc_wait(SharedMemoryAccess::address(*this, at), expected,
                                    milliseconds_until(deadline));
  telar_ipc_add(count, static_cast<std::uint32_t>(-1));
  return woken || monotonic_now() < deadline;  // engines round timeouts
}

void SharedMemory::notify(Offset at, int count) {
  if (base_) return futex_wake(atomic(word(at)), count);
  if (telar_ipc_load(waiters_address(SharedMemoryAccess::part(*this), at)) == 0) return;
  telar_ipc_notify(SharedMemoryAccess::address(*this, at), count);
}

void SharedMemory::read(Offset from, std::span<std::byte> to) {
  TELAR_CHECK(std::size_t{from} + to.size() <= size_);
  if (to.empty()) return;
  if (base_)
    std::memcpy(to.data(), base_ + from, to.size());
  else
    telar_ipc_read(SharedMemoryAccess::address(*this, from), to.data(),
                   static_cast<std::uint32_t>(to.size()));
}

void SharedMemory::write(Offset to, std::span<const std::byte> from) {
  TELAR_CHECK(std::size_t{to} + from.size() <= size_);
  if (from.empty()) return;
  if (base_)
    std::memcpy(base_ + to, from.data(), from.size());
  else
    telar_ipc_write(SharedMemoryAccess::address(*this, to), from.data(),
                    static_cast<std::uint32_t>(from.size()));
}

}  // namespace telar
