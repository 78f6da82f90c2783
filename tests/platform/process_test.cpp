// Starting, ending and losing processes. On the web the same tests run under Node.
#include "platform/process.hpp"

#include <gtest/gtest.h>

#include <climits>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

#include "platform/clock.hpp"
#include "platform/futex.hpp"
#include "tests/child.hpp"

namespace telar {
namespace {

using testing::eventually;
using testing::Family;
using testing::kTestArea;
using testing::wait_while;

void set_and_notify(SharedMemory& memory, Offset word, std::uint32_t value) {
  memory.store(word, value);
  memory.notify(word, INT_MAX);
}

bool no_children() { return population().processes == 0; }

TELAR_TEST_CHILD(zero) { return 0; }
TELAR_TEST_CHILD(seven) { return 7; }
TELAR_TEST_CHILD(too_much) { return 256 + 9; }
TELAR_TEST_CHILD(own_id) { return static_cast<int>(child_process_id()); }
TELAR_TEST_CHILD(throws) { throw std::runtime_error("thrown on purpose by a test"); }
TELAR_TEST_CHILD(throws_a_number) { throw 5; }
TELAR_TEST_CHILD(aborts) { std::abort(); }
TELAR_TEST_CHILD(traps) { __builtin_trap(); }
TELAR_TEST_CHILD(aborts_in_a_thread) {
  std::thread([] { std::abort(); }).join();
  return 0;
}
TELAR_TEST_CHILD(throws_in_a_thread) {
  std::thread([] { throw 5; }).join();
  return 0;
}
TELAR_TEST_CHILD(exits) { std::exit(11); }
TELAR_TEST_CHILD(spins) {
  set_and_notify(memory, kTestArea, 1);
  for (volatile bool forever = true; forever;) {
  }
  return 0;
}
TELAR_TEST_CHILD(blocks) {
  set_and_notify(memory, kTestArea, 1);
  while (memory.load(kTestArea + 4) == 0) memory.wait(kTestArea + 4, 0);
  return 3;
}
TELAR_TEST_CHILD(blocks_in_threads) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&memory, i] {
      memory.add(kTestArea, 1);
      memory.notify(kTestArea, INT_MAX);
      if (i == 0) {
        for (volatile bool forever = true; forever;) {
        }
      }
      while (memory.load(kTestArea + 4) == 0) memory.wait(kTestArea + 4, 0);
    });
  }
  for (auto& thread : threads) thread.join();
  return 3;
}
TELAR_TEST_CHILD(has_five_threads) {
  std::vector<std::thread> threads;
  std::atomic<int> sum{0};
  for (int i = 1; i <= 5; ++i) threads.emplace_back([&sum, i] { sum += i; });
  for (auto& thread : threads) thread.join();
  return sum;
}
TELAR_TEST_CHILD(has_a_child) {
  Family run(SharedMemory::inherited());
  run.start(child_process_id() + 1, "seven");
  return run.join(child_process_id() + 1) + 1;
}
TELAR_TEST_CHILD(has_a_child_with_a_child) {
  Family run(SharedMemory::inherited());
  run.start(child_process_id() + 1, "has_a_child");
  return run.join(child_process_id() + 1) + 1;
}
TELAR_TEST_CHILD(kills_its_child) {
  Family run(SharedMemory::inherited());
  run.start(child_process_id() + 1, "spins");
  wait_while(memory, kTestArea, 0);
  run.end(child_process_id() + 1, EndSignal::kill);
  return run.join(child_process_id() + 1) == -9 ? 0 : 1;
}
TELAR_TEST_CHILD(leaves_its_child) {
  Family run(SharedMemory::inherited());
  run.start(child_process_id() + 1, "blocks");
  wait_while(memory, kTestArea, 0);
  return 4;
}
TELAR_TEST_CHILD(sits_beside_its_child) {
  Family run(SharedMemory::inherited());
  run.start(child_process_id() + 1, "blocks");
  return run.join(child_process_id() + 1);
}
// Counts the pumps in the test area.
void pump_into(Offset word, Nanos period) {
  set_host_pump(
      [word] {
        auto memory = SharedMemory::inherited();
        memory->add(word, 1);
        memory->notify(word, INT_MAX);
      },
      period);
}
TELAR_TEST_CHILD(waits_for_three_pumps) {
  pump_into(kTestArea, 2 * kMillisecond);
  for (std::uint32_t i = 0; i < 3; ++i) wait_while(memory, kTestArea, i);
  return 0;
}
TELAR_TEST_CHILD(pumps_seldom) {
  pump_into(kTestArea, 3600 * kSecond);
  return 0;
}
// As many at once as keep some host from noticing its pump before it is asked to end.
constexpr ProcessId kPumped = 8;
constexpr Offset said(ProcessId id) { return kTestArea + 8 * id; }
constexpr Offset copied(ProcessId id) { return said(id) + 4; }
TELAR_TEST_CHILD(copies_a_word_when_pumped) {
  set_host_pump(
      [] {
        auto memory = SharedMemory::inherited();
        memory->store(copied(child_process_id()), memory->load(kTestArea));
      },
      3600 * kSecond);
  set_and_notify(memory, said(child_process_id()), 1);
  for (volatile bool forever = true; forever;) {
  }
  return 0;
}

TEST(Process, returns_its_exit_code) {
  Family run;
  run.start(1, "zero");
  run.start(2, "seven");
  run.start(3, "own_id");
  run.start(4, "too_much");
  EXPECT_EQ(run.join(1), 0);
  EXPECT_EQ(run.join(2), 7);
  EXPECT_EQ(run.join(3), 3);
  EXPECT_EQ(run.join(4), 9);  // exit codes are bytes
}

TEST(Process, has_an_os_id_of_its_own) {
  Family run;
  run.start(1, "blocks");
  run.start(2, "blocks");
  wait_while(run.memory(), kTestArea, 0);
  run.wait_for_state(1, ProcessState::running);
  run.wait_for_state(2, ProcessState::running);
  EXPECT_NE(run.os_id(1), 0u);
  EXPECT_NE(run.os_id(2), 0u);
  EXPECT_NE(run.os_id(1), run.os_id(2));
}

TEST(Process, main_is_number_zero) { EXPECT_EQ(child_process_id(), 0u); }

TEST(Process, an_exception_gives_exit_code_1) {
  Family run;
  run.start(1, "throws");
  run.start(2, "throws_a_number");
  EXPECT_EQ(run.join(1), 1);
  EXPECT_EQ(run.join(2), 1);
}

TEST(Process, an_abort_ends_it_and_only_it) {
  Family run;
  run.start(1, "aborts");
  run.start(2, "aborts_in_a_thread");
  run.start(3, "throws_in_a_thread");
  run.start(4, "seven");
  EXPECT_EQ(run.join(1), -6);
  EXPECT_EQ(run.join(2), -6);
  EXPECT_EQ(run.join(3), -6);
  EXPECT_EQ(run.join(4), 7);
}

TEST(Process, a_trap_ends_it_and_only_it) {
  Family run;
  run.start(1, "traps");
  run.start(2, "seven");
  EXPECT_LT(run.join(1), 0);
  EXPECT_EQ(run.join(2), 7);
}

TEST(Process, can_call_exit) {
  Family run;
  run.start(1, "exits");
  EXPECT_EQ(run.join(1), 11);
}

TEST(Process, can_be_ended_before_it_runs) {
  for (EndSignal signal : {EndSignal::terminate, EndSignal::kill}) {
    Family run;
    run.start(1, "blocks");
    run.end(1, signal);
    EXPECT_EQ(run.join(1), -static_cast<int>(signal));
  }
}

TEST(Process, can_be_ended_while_it_starts) {
  for (EndSignal signal : {EndSignal::terminate, EndSignal::kill}) {
    Family run;
    run.start(1, "blocks");
    run.wait_for_state(1, ProcessState::running);
    run.end(1, signal);
    EXPECT_EQ(run.join(1), -static_cast<int>(signal));
  }
}

TEST(Process, can_be_ended_whatever_it_does) {
  for (const char* what : {"blocks", "spins", "blocks_in_threads"}) {
    for (EndSignal signal : {EndSignal::terminate, EndSignal::kill}) {
      Family run;
      run.start(1, what);
      wait_while(run.memory(), kTestArea, 0);
      run.end(1, signal);
      EXPECT_EQ(run.join(1), -static_cast<int>(signal)) << what;
    }
  }
}

TEST(Process, ending_it_twice_or_too_late_does_nothing) {
  Family run;
  run.start(1, "seven");
  EXPECT_EQ(run.join(1), 7);
  run.end(1, EndSignal::kill);
  run.end(1, EndSignal::terminate);
  run.end(2, EndSignal::kill);  // was never started
  run.start(3, "spins");
  run.end(3, EndSignal::kill);
  run.end(3, EndSignal::kill);
  EXPECT_EQ(run.join(3), -9);
  EXPECT_EQ(run.join(1), 7);
  EXPECT_EQ(run.state(2), ProcessState::absent);
}

TEST(Process, returns_while_others_are_ended) {
  Family run;
  run.start(1, "blocks");
  run.start(2, "spins");
  wait_while(run.memory(), kTestArea, 0);
  run.end(2, EndSignal::kill);
  EXPECT_EQ(run.join(2), -9);
  set_and_notify(run.memory(), kTestArea + 4, 1);
  EXPECT_EQ(run.join(1), 3);
}

TEST(Process, has_threads) {
  Family run;
  run.start(1, "has_five_threads");
  EXPECT_EQ(run.join(1), 15);
}

TEST(Process, has_children_of_its_own) {
  Family run;
  run.start(1, "has_a_child_with_a_child");
  EXPECT_EQ(run.join(1), 9);
  EXPECT_EQ(run.join(2), 8);
  EXPECT_EQ(run.join(3), 7);
}

TEST(Process, kills_children_of_its_own) {
  Family run;
  run.start(1, "kills_its_child");
  EXPECT_EQ(run.join(1), 0);
}

TEST(Process, takes_its_children_with_it_when_it_returns) {
  Family run;
  run.start(1, "leaves_its_child");
  EXPECT_EQ(run.join(1), 4);
  EXPECT_EQ(run.join(2), -9);
}

TEST(Process, takes_its_children_with_it_when_it_is_killed) {
  for (EndSignal signal : {EndSignal::terminate, EndSignal::kill}) {
    Family run;
    run.start(1, "sits_beside_its_child");
    wait_while(run.memory(), kTestArea, 0);
    run.end(1, signal);
    EXPECT_EQ(run.join(1), -static_cast<int>(signal));
    EXPECT_EQ(run.join(2), -9);
  }
}

TEST(Process, its_host_pumps_while_its_strand_is_blocked) {
  Family run;
  run.start(1, "waits_for_three_pumps");
  EXPECT_EQ(run.join(1), 0);
}

TEST(Process, its_host_pumps_after_it_has_returned) {
  Family run;
  run.start(1, "pumps_seldom");
  EXPECT_EQ(run.join(1), 0);
  EXPECT_GE(run.memory().load(kTestArea), 1u);
}

TEST(Process, its_host_pumps_before_it_is_terminated) {
  Family run;
  run.memory().store(kTestArea, 5);
  for (ProcessId id = 1; id <= kPumped; ++id) run.start(id, "copies_a_word_when_pumped");
  for (ProcessId id = 1; id <= kPumped; ++id) {
    wait_while(run.memory(), said(id), 0);
    run.end(id, EndSignal::terminate);
  }
  for (ProcessId id = 1; id <= kPumped; ++id) {
    EXPECT_EQ(run.join(id), -15);
    EXPECT_EQ(run.memory().load(copied(id)), 5u) << "process " << id;
  }
}

TEST(Process, fifty_one_after_another_leave_nothing) {
  Family run;
  for (ProcessId id = 1; id <= 50; ++id) {
    run.start(id, id % 5 == 0 ? "spins" : "zero");
    if (id % 5 == 0) run.end(id, EndSignal::kill);
    EXPECT_EQ(run.join(id), id % 5 == 0 ? -9 : 0);
  }
  EXPECT_TRUE(eventually(no_children));
}

TEST(Process, ten_at_once_are_ten_processes) {
  {
    Family run;
    for (ProcessId id = 1; id <= 10; ++id) run.start(id, "blocks");
    for (ProcessId id = 1; id <= 10; ++id) run.wait_for_state(id, ProcessState::running);
    EXPECT_EQ(population().processes, 10);
    set_and_notify(run.memory(), kTestArea + 4, 1);
    for (ProcessId id = 1; id <= 10; ++id) EXPECT_EQ(run.join(id), 3);
  }
  EXPECT_TRUE(eventually(no_children));
}

TEST(Process, many_runs_do_not_disturb_each_other) {
  for (int i = 0; i < 6; ++i) {
    Family run;
    run.start(1, "spins");
    if (i % 2) wait_while(run.memory(), kTestArea, 0);
    run.start(2, "own_id");
    EXPECT_EQ(run.join(2), 2);
  }  // each leaves a process that is killed while the next run begins
  EXPECT_TRUE(eventually(no_children));
}

TEST(Process, spares_make_no_difference) {
  warm_up(2, 2);
  Family run;
  for (ProcessId id = 1; id <= 5; ++id) run.start(id, "has_five_threads");
  for (ProcessId id = 1; id <= 5; ++id) EXPECT_EQ(run.join(id), 15);
  run.start(6, "has_a_child");
  EXPECT_EQ(run.join(6), 8);
  warm_up(0, 0);
  EXPECT_TRUE(eventually(no_children));
}

TEST(Process, threads_are_counted) {
  const int before = population().threads;
  EXPECT_GE(before, 1);
  std::atomic<std::uint32_t> go{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      while (go == 0) futex_wait(go, 0);
    });
  }
  EXPECT_EQ(population().threads, before + 3);
  go = 1;
  futex_wake(go, INT_MAX);
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace telar
