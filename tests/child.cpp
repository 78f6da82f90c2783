#include "tests/child.hpp"

#include <gtest/gtest.h>

#include <climits>
#include <cstdlib>
#include <map>
#include <string>

#include "base/check.hpp"
#include "platform/clock.hpp"
#include "platform/futex.hpp"

namespace telar::testing {
namespace {

// {magic}, then for each process its status and what it was started for.
constexpr std::uint32_t kMagic = 0x7e57c41d;
constexpr ProcessId kLastId = 800;
Offset status_of(ProcessId id) { return 1024 + id * 16; }
Offset function_of(ProcessId id) { return status_of(id) + kProcessStatusBytes; }
static_assert(1024 + (kLastId + 1) * 16 <= kTestArea);

std::map<std::uint32_t, ChildFunction>& functions() {
  static std::map<std::uint32_t, ChildFunction> all;
  return all;
}

std::uint32_t hash(std::string_view name) {
  std::uint32_t h = 2166136261u;
  for (unsigned char c : name) h = (h ^ c) * 16777619u;
  return h;
}

}  // namespace

RegisterChild::RegisterChild(const char* name, ChildFunction function) {
  TELAR_CHECK(functions().emplace(hash(name), function).second);
}

std::optional<int> run_as_test_child() {
  auto memory = SharedMemory::inherited();
  if (!memory || memory->load(0) != kMagic) return std::nullopt;
  return functions().at(memory->load(function_of(child_process_id())))(*memory);
}

Family::Family(std::size_t bytes) {
  memory_ = SharedMemory::create(bytes, nullptr);
  if (!memory_) {
    ADD_FAILURE() << "there is no shared memory";
    std::abort();
  }
  memory_->store(0, kMagic);
}

Family::~Family() {
  if (!owner_) return;
  for (ProcessId id = 1; id <= kLastId; ++id) {
    if (state(id) != ProcessState::absent && state(id) != ProcessState::ended)
      end(id, EndSignal::kill);
  }
}

void Family::start(ProcessId id, std::string_view function) {
  TELAR_CHECK(id <= kLastId && functions().contains(hash(function)));
  memory_->store(function_of(id), hash(function));
  start_process(*memory_, id, status_of(id));
}

void Family::end(ProcessId id, EndSignal signal) {
  end_process(*memory_, id, status_of(id), signal);
}

ProcessState Family::state(ProcessId id) {
  return static_cast<ProcessState>(memory_->load(status_of(id)));
}

std::uint32_t Family::os_id(ProcessId id) { return memory_->load(status_of(id) + 8); }

int Family::join(ProcessId id) {
  wait_for_state(id, ProcessState::ended);
  return static_cast<int>(memory_->load(status_of(id) + 4));
}

void Family::wait_for_state(ProcessId id, ProcessState at_least) {
  for (ProcessState now; (now = state(id)) < at_least;)
    wait_while(*memory_, status_of(id), static_cast<std::uint32_t>(now));
}

void wait_while(SharedMemory& memory, Offset word, std::uint32_t value) {
  const Nanos deadline = after(monotonic_now(), kHangs);
  while (memory.load(word) == value) {
    if (memory.wait(word, value, deadline)) continue;
    ADD_FAILURE() << "hangs: the word at " << word << " stays " << value;
    std::abort();
  }
}

bool eventually(bool (*condition)()) {
  const Nanos deadline = after(monotonic_now(), kHangs);
  std::atomic<std::uint32_t> never{0};
  while (!condition()) {
    if (monotonic_now() > deadline) return false;
    futex_wait(never, 0, after(monotonic_now(), kMillisecond));
  }
  return true;
}

}  // namespace telar::testing
