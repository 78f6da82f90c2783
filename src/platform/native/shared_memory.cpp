#include "platform/shared_memory.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "base/check.hpp"
#include "platform/native/futex_call.hpp"
#include "platform/native/shared_memory_access.hpp"

namespace telar {
namespace {

std::shared_ptr<SharedMemory> inherited_memory;

std::byte* map(int fd, std::size_t bytes) {
  void* at = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  return at == MAP_FAILED ? nullptr : static_cast<std::byte*>(at);
}

}  // namespace

std::shared_ptr<SharedMemory> SharedMemory::create(std::size_t bytes, NoSharedMemory* why) {
  const std::size_t whole = kSharedHeaderBytes + bytes;
  const int fd = memfd_create("telar", MFD_CLOEXEC);
  std::byte* at = nullptr;
  if (fd >= 0 && ftruncate(fd, static_cast<off_t>(whole)) == 0) at = map(fd, whole);
  if (!at) {
    if (why) *why = NoSharedMemory::refused;
    if (fd >= 0) close(fd);
    return nullptr;
  }
  std::shared_ptr<SharedMemory> memory(new SharedMemory);
  memory->base_ = at + kSharedHeaderBytes;
  memory->size_ = bytes;
  memory->header_ = kSharedHeaderBytes;
  memory->handle_ = fd;
  return memory;
}

bool SharedMemoryAccess::adopt(int fd) {
  struct stat status;
  if (fstat(fd, &status) != 0 || static_cast<std::size_t>(status.st_size) <= kSharedHeaderBytes)
    return false;
  std::byte* at = map(fd, static_cast<std::size_t>(status.st_size));
  if (!at) return false;
  std::shared_ptr<SharedMemory> memory(new SharedMemory);
  memory->base_ = at + kSharedHeaderBytes;
  memory->size_ = static_cast<std::size_t>(status.st_size) - kSharedHeaderBytes;
  memory->header_ = kSharedHeaderBytes;
  memory->handle_ = fd;
  inherited_memory = std::move(memory);
  return true;
}

std::shared_ptr<SharedMemory> SharedMemory::inherited() { return inherited_memory; }

std::shared_ptr<SharedMemory> SharedMemory::local(std::size_t bytes) {
  constexpr std::size_t header = kWaiterCounts * 4;
  std::shared_ptr<SharedMemory> memory(new SharedMemory);
  auto* at = static_cast<std::byte*>(std::calloc(1, header + bytes));
  TELAR_CHECK(at);
  memory->base_ = at + header;
  memory->size_ = bytes;
  memory->header_ = header;
  return memory;
}

SharedMemory::~SharedMemory() {
  if (handle_ >= 0) {
    munmap(base_ - header_, header_ + size_);
    close(handle_);
  } else {
    std::free(base_ - header_);
  }
}

std::uint32_t& SharedMemory::word(Offset at) {
  TELAR_CHECK(at % 4 == 0 && std::size_t{at} + 4 <= size_);
  return *reinterpret_cast<std::uint32_t*>(base_ + at);
}

std::uint32_t& SharedMemory::waiters(Offset word) {
  return reinterpret_cast<std::uint32_t*>(base_ - header_)[word / 4 % kWaiterCounts];
}

std::uint32_t SharedMemory::load(Offset at) { return __atomic_load_n(&word(at), __ATOMIC_SEQ_CST); }

void SharedMemory::store(Offset at, std::uint32_t value) {
  __atomic_store_n(&word(at), value, __ATOMIC_SEQ_CST);
}

bool SharedMemory::compare_exchange(Offset at, std::uint32_t expected, std::uint32_t desired) {
  return __atomic_compare_exchange_n(&word(at), &expected, desired, false, __ATOMIC_SEQ_CST,
                                     __ATOMIC_SEQ_CST);
}

std::uint32_t SharedMemory::add(Offset at, std::uint32_t value) {
  return __atomic_fetch_add(&word(at), value, __ATOMIC_SEQ_CST);
}

bool SharedMemory::wait(Offset at, std::uint32_t expected, Nanos deadline) {
  // A process that is killed while it waits leaves its count behind: notify then asks the system
  // for nothing.
  std::uint32_t& count = waiters(at);
  __atomic_fetch_add(&count, 1, __ATOMIC_SEQ_CST);
  const bool in_time = futex_call_wait(&word(at), expected, deadline, 0);
  __atomic_fetch_sub(&count, 1, __ATOMIC_SEQ_CST);
  return in_time;
}

void SharedMemory::notify(Offset at, int count) {
  if (__atomic_load_n(&waiters(at), __ATOMIC_SEQ_CST) != 0) futex_call_wake(&word(at), count, 0);
}

void SharedMemory::read(Offset from, std::span<std::byte> to) {
  TELAR_CHECK(std::size_t{from} + to.size() <= size_);
  if (!to.empty()) std::memcpy(to.data(), base_ + from, to.size());
}

void SharedMemory::write(Offset to, std::span<const std::byte> from) {
  TELAR_CHECK(std::size_t{to} + from.size() <= size_);
  if (!from.empty()) std::memcpy(base_ + to, from.data(), from.size());
}

}  // namespace telar
