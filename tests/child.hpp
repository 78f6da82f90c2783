// Functions that tests start as processes, and the run that they belong to.
//
//   TELAR_TEST_CHILD(answer) { return 42; }
//   TEST(...) { Family run; run.start(1, "answer"); EXPECT_EQ(run.join(1), 42); }
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "platform/process.hpp"
#include "platform/shared_memory.hpp"

namespace telar::testing {

using ChildFunction = int (*)(SharedMemory& memory);

struct RegisterChild {
  RegisterChild(const char* name, ChildFunction function);
};
#define TELAR_TEST_CHILD(name)                                                            \
  static int test_child_##name(::telar::SharedMemory& memory);                            \
  static const ::telar::testing::RegisterChild register_##name(#name, test_child_##name); \
  static int test_child_##name([[maybe_unused]] ::telar::SharedMemory& memory)

// Children of a Run (kernel/real/run.hpp) say themselves what they are. These look whether a child
// is theirs, and do then what it was started for; its exit code.
inline std::vector<std::optional<int> (*)()> children_of_runs;
// What all other children do: the runtime's tests set it.
inline int (*other_child)() = nullptr;

// In a child: what it was started for, or nothing if no test of this kind started it.
std::optional<int> run_as_test_child();

// What tests may use of the memory, from this offset to its end.
inline constexpr Offset kTestArea = 16384;
// A deadline that only a hang ever reaches.
inline constexpr Nanos kHangs = 120 * kSecond;

// Shared memory with children in it. What is still running at its end is killed.
class Family {
 public:
  explicit Family(std::size_t bytes = 1 << 20);
  // The same run, seen from one of its children.
  explicit Family(std::shared_ptr<SharedMemory> memory)
      : memory_(std::move(memory)), owner_(false) {}
  ~Family();
  SharedMemory& memory() { return *memory_; }
  void start(ProcessId id, std::string_view function);
  void end(ProcessId id, EndSignal signal);
  ProcessState state(ProcessId id);
  std::uint32_t os_id(ProcessId id);
  // Waits until it has ended; its exit code.
  int join(ProcessId id);
  void wait_for_state(ProcessId id, ProcessState at_least);

 private:
  std::shared_ptr<SharedMemory> memory_;
  bool owner_ = true;
};

// Waits until the word is no longer `value`; fails the test on a hang.
void wait_while(SharedMemory& memory, Offset word, std::uint32_t value);
// Waits for something that has no word to wait on.
bool eventually(bool (*condition)());

}  // namespace telar::testing
