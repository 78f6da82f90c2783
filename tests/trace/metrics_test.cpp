#include "trace/metrics.hpp"

#include <gtest/gtest.h>

#include "tests/trace/programs.hpp"

namespace telar {
namespace {

std::string described(const std::vector<Step>& steps) {
  std::string line;
  for (const Step& step : steps)
    line += (line.empty() ? "" : " ") + std::to_string(step.value) + "@" +
            std::to_string(step.time / kMillisecond);
  return line;
}

TEST(Metrics, of_an_empty_store_are_zero) {
  const Metrics m = measure(Store(), 0, 4);
  EXPECT_EQ(m.elapsed, 0);
  EXPECT_EQ(m.speedup, 0);
  EXPECT_EQ(m.efficiency, 0);
  EXPECT_TRUE(m.concurrency.empty());
}

TEST(Metrics, ten_sleeping_threads_are_concurrent_not_parallel) {
  const Metrics m = measure(ten_threads().store(), 0, 4);
  EXPECT_EQ(m.elapsed, 5 * kSecond);
  EXPECT_EQ(m.task_time, 50 * kSecond);
  EXPECT_EQ(m.speedup, 10.0);
  EXPECT_EQ(m.efficiency, 1.0);
  EXPECT_EQ(m.concurrency_peak, 10);
  EXPECT_EQ(m.concurrency_mean, 10.0);
  EXPECT_EQ(m.parallelism_peak, 0);  // in this trace they run for no time
  EXPECT_EQ(described(m.concurrency), "10@0 0@5000");
}

TEST(Metrics, a_pool_of_two_runs_ten_concurrent_jobs_two_at_a_time) {
  const Metrics m = measure(pool_of_two().store(), 0, 4);
  EXPECT_EQ(m.elapsed, 25 * kSecond);
  EXPECT_EQ(m.task_time, 50 * kSecond);
  EXPECT_EQ(m.speedup, 2.0);
  EXPECT_EQ(m.efficiency, 0.2);
  EXPECT_EQ(m.concurrency_peak, 10);
  EXPECT_EQ(described(m.concurrency), "10@0 8@5000 6@10000 4@15000 2@20000 0@25000");
  EXPECT_EQ(m.parallelism_peak, 2);
  EXPECT_EQ(described(m.parallelism),
            "2@0 0@10 2@5000 0@5010 2@10000 0@10010 2@15000 0@15010 2@20000 0@20010");
  EXPECT_DOUBLE_EQ(m.parallelism_mean, 0.004);
}

TEST(Metrics, parallelism_never_exceeds_the_cores) {
  const Metrics m = measure(pool_of_two().store(), 0, 1);
  EXPECT_EQ(m.parallelism_peak, 1);
  EXPECT_EQ(m.concurrency_peak, 10);
}

TEST(Metrics, ten_tasks_of_one_loop_run_one_at_a_time) {
  const Metrics m = measure(ten_tasks().store(), 0, 4);
  EXPECT_EQ(m.elapsed, 5 * kSecond + 10 * kMillisecond);
  EXPECT_EQ(m.task_time, 50 * kSecond + 10 * kMillisecond);
  EXPECT_EQ(m.concurrency_peak, 10);  // Task-1 only waits for them
  EXPECT_EQ(m.parallelism_peak, 1);
  EXPECT_EQ(described(m.parallelism), "1@0 0@10");
}

TEST(Metrics, a_task_that_created_none_counts_even_if_no_task_created_it) {
  Script s;
  s.strand(0, 0, "MainThread")
      .state(0, 0, State::running)
      .task(0, 0, 1, "Task-1")
      .task_state(0, 0, 1, State::running);
  s.task_ended(kSecond, 0, 1);
  const Metrics m = measure(s.store(), 0, 4);
  EXPECT_EQ(m.concurrency_peak, 1);
  EXPECT_EQ(m.task_time, kSecond);
}

TEST(Metrics, a_task_that_waits_for_several_others_is_no_unit_of_work) {
  Script s;  // run_until_complete(wait([Task-1])): wait is a task of its own
  s.strand(0, 0, "MainThread")
      .state(0, 0, State::running)
      .task(0, 0, 1, "Task-1")
      .task(0, 0, 2, "Task-2");
  s.task_state(0, 0, 1, State::sleeping, kSecond).add(0, 0, EventKind::task_gathers, 2, 1);
  s.task_state(0, 0, 2, State::blocked).task_ended(kSecond, 0, 1).task_ended(kSecond, 0, 2);
  const Metrics m = measure(s.store(), 0, 4);
  EXPECT_EQ(m.concurrency_peak, 1);
  EXPECT_EQ(m.task_time, kSecond);
}

TEST(Metrics, a_task_does_not_run_while_its_thread_sleeps) {
  Script s;  // time.sleep inside a coroutine
  s.strand(0, 0, "MainThread")
      .state(0, 0, State::running)
      .task(0, 0, 1, "Task-1")
      .task_state(0, 0, 1, State::running);
  s.state(kSecond, 0, State::sleeping)
      .state(3 * kSecond, 0, State::running)
      .task_ended(4 * kSecond, 0, 1);
  const Metrics m = measure(s.store(), 0, 4);
  EXPECT_EQ(m.task_time, 4 * kSecond);
  EXPECT_EQ(described(m.parallelism), "1@0 0@1000 1@3000 0@4000");
}

TEST(Metrics, threads_that_work_run_in_parallel_without_an_interpreter_lock) {
  const Metrics m = measure(two_cpu_threads(false).store(), 0, 4);
  EXPECT_EQ(m.speedup, 2.0);
  EXPECT_EQ(m.concurrency_peak, 2);
  EXPECT_EQ(m.parallelism_peak, 2);
  EXPECT_EQ(m.parallelism_mean, 2.0);
}

TEST(Metrics, an_interpreter_lock_makes_them_concurrent_but_not_parallel) {
  const Metrics m = measure(two_cpu_threads(true).store(), 0, 4);
  EXPECT_EQ(m.elapsed, 2 * kSecond);
  EXPECT_EQ(m.task_time, 2 * kSecond);  // waiting for the lock is not work
  EXPECT_EQ(m.speedup, 1.0);
  EXPECT_EQ(m.concurrency_peak, 2);
  EXPECT_EQ(m.parallelism_peak, 1);
  EXPECT_EQ(described(m.parallelism), "1@0 0@2000");
}

TEST(Metrics, processes_count_by_their_threads_or_else_by_their_main_thread) {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  const StrandId alone = make_strand_id(1, 0), starter = make_strand_id(2, 0);
  s.process(0, 1, "Process-1")
      .strand(0, alone, "MainThread", alone)
      .state(0, alone, State::sleeping);
  s.process(0, 2, "Process-2")
      .strand(0, starter, "MainThread", starter)
      .state(0, starter, State::blocked);
  for (StrandId t = 1; t <= 3; ++t)
    s.strand(0, starter + t, "Thread", starter).state(0, starter + t, State::sleeping);
  EXPECT_EQ(measure(s.store(), kSecond, 4).concurrency_peak, 4);
}

TEST(Metrics, a_program_without_threads_is_its_main_thread) {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  s.state(kSecond, 0, State::sleeping).process_ended(2 * kSecond, 0);
  const Metrics m = measure(s.store(), 0, 4);
  EXPECT_EQ(m.concurrency_peak, 1);
  EXPECT_EQ(m.speedup, 1.0);
}

TEST(Metrics, grow_with_now_only_while_the_run_goes_on) {
  Script s;
  s.strand(0, 0, "MainThread").strand(0, 1, "Thread-1").state(0, 1, State::sleeping);
  Store store = s.store();
  EXPECT_EQ(measure(store, 3 * kSecond, 4).task_time, 3 * kSecond);
  store.finish(4 * kSecond);
  EXPECT_EQ(measure(store, 9 * kSecond, 4).task_time, 4 * kSecond);
  EXPECT_EQ(measure(store, 9 * kSecond, 4).elapsed, 4 * kSecond);
}

TEST(Metrics, a_job_whose_worker_died_ends_with_it) {
  Script s;
  const StrandId worker = make_strand_id(1, 0);
  s.process(0, 0, "MainProcess").process(0, 1, "Worker").strand(0, worker, "MainThread", worker);
  s.add(0, 0, EventKind::job_submitted, 0, 1).add(0, worker, EventKind::job_begun, 0, 0);
  s.state(0, worker, State::running).process_ended(kSecond, 1, -9);
  const Metrics m = measure(s.store(), 5 * kSecond, 4);
  EXPECT_EQ(m.task_time, kSecond);
  EXPECT_EQ(described(m.concurrency), "1@0 0@1000");
}

// Of programs whose units of work are the same from the beginning: at each moment the figures are
// those of the trace up to there.
TEST(Metrics, figures_at_a_moment_are_those_of_the_trace_until_then) {
  for (const Script& script : {ten_threads(), two_cpu_threads(true), two_cpu_threads(false)}) {
    const Store whole = script.store();
    const Metrics metrics = measure(whole, 0, 4);
    for (Nanos time = 0; time <= metrics.elapsed; time += metrics.elapsed / 40) {
      SCOPED_TRACE(time);
      Store part;
      for (const Event& event : script.events)
        if (event.time < time && event.kind != EventKind::text) part.append({&event, 1});
      const Metrics expected = measure(part, time, 4);
      const Figures figures = figures_at(metrics, time);
      EXPECT_EQ(figures.elapsed, time);
      if (time == 0) continue;
      EXPECT_EQ(figures.task_time, expected.task_time);
      EXPECT_EQ(figures.concurrency_peak, expected.concurrency_peak);
      EXPECT_EQ(figures.parallelism_peak, expected.parallelism_peak);
      EXPECT_DOUBLE_EQ(figures.speedup, expected.speedup);
      EXPECT_DOUBLE_EQ(figures.efficiency, expected.efficiency);
      EXPECT_DOUBLE_EQ(figures.concurrency_mean, expected.concurrency_mean);
      EXPECT_DOUBLE_EQ(figures.parallelism_mean, expected.parallelism_mean);
    }
  }
}

TEST(Metrics, figures_at_the_end_are_those_of_the_whole) {
  for (const Script& script : {ten_threads(), pool_of_two(), ten_tasks(), two_cpu_threads(true)}) {
    const Metrics metrics = measure(script.store(), 0, 4);
    const Figures end = figures_at(metrics, metrics.elapsed);
    EXPECT_EQ(end.task_time, metrics.task_time);
    EXPECT_EQ(end.efficiency, metrics.efficiency);
    EXPECT_EQ(end.concurrency_mean, metrics.concurrency_mean);
    // The curves say the same.
    const Figures nearly = figures_at(metrics, metrics.elapsed - 1);
    EXPECT_NEAR(static_cast<double>(nearly.task_time), static_cast<double>(metrics.task_time), 20);
    EXPECT_EQ(nearly.concurrency_peak, metrics.concurrency_peak);
    EXPECT_EQ(nearly.parallelism_peak, metrics.parallelism_peak);
  }
}

}  // namespace
}  // namespace telar
