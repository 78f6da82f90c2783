// The chapter's programs as hand-made traces, simplified: times are round, so that what is measured
// is exact.
#pragma once
#include <string>

#include "tests/trace/script.hpp"

namespace telar {

// 10 threads sleep 5 s each; the main thread starts them and waits for each. They run for no time
// at all.
inline Script ten_threads() {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  for (StrandId i = 1; i <= 10; ++i) {
    s.object(0, 0, i, ObjectKind::thread, "Thread-" + std::to_string(i));
    s.strand(0, i, "Thread-" + std::to_string(i), 0);
    s.state(0, i, State::running);
    s.print(0, i, "Hilo " + std::to_string(i - 1) + " durmiendo 5 segundos");
    s.state(0, i, State::sleeping, 0, 5 * kSecond);
  }
  s.state(0, 0, State::blocked, 1);
  for (StrandId i = 1; i <= 10; ++i) {
    s.state(5 * kSecond, i, State::running);
    s.print(5 * kSecond, i, "Hilo " + std::to_string(i - 1) + " despierto");
    s.state(5 * kSecond, i, State::finished);
  }
  s.state(5 * kSecond, 0, State::running).state(5 * kSecond, 0, State::finished);
  return s.process_ended(5 * kSecond, 0);
}

// 10 jobs of 5 s on a pool of 2 workers, which both run for the first 10 ms of each job and sleep
// for the rest.
inline Script pool_of_two() {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  s.object(0, 0, 1, ObjectKind::pool);
  for (ProcessId p = 1; p <= 2; ++p) {
    const StrandId worker = make_strand_id(p, 0);
    s.process(0, p, "ForkPoolWorker-" + std::to_string(p));
    s.add(0, worker, EventKind::process_running, p, 4242 + p);
    s.strand(0, worker, "MainThread", worker).object(0, worker, 1, ObjectKind::queue, "tasks");
    s.state(0, worker, State::running).state(0, worker, State::blocked, 1);
  }
  for (std::uint64_t job = 0; job < 10; ++job) s.add(0, 0, EventKind::job_submitted, job, 1);
  s.state(0, 0, State::blocked, 1);
  for (int round = 0; round < 5; ++round)
    for (ProcessId p = 1; p <= 2; ++p) {
      const StrandId worker = make_strand_id(p, 0);
      const auto job = static_cast<std::uint64_t>(2 * round) + p - 1;
      const Nanos begin = round * 5 * kSecond, end = begin + 5 * kSecond;
      s.state(begin, worker, State::running).add(begin, worker, EventKind::job_begun, job, 0);
      s.state(begin + 10 * kMillisecond, worker, State::sleeping, 0, end);
      s.state(end, worker, State::running).add(end, worker, EventKind::job_ended, job, 0);
      s.state(end, worker, State::blocked, 1);
    }
  for (ProcessId p = 1; p <= 2; ++p) {
    s.state(25 * kSecond, make_strand_id(p, 0), State::finished);
    s.process_ended(25 * kSecond, p);
  }
  s.state(25 * kSecond, 0, State::running).state(25 * kSecond, 0, State::finished);
  return s.process_ended(25 * kSecond, 0);
}

// loop.run_until_complete(asyncio.wait([snooze(i) for i in range(10)])): Task-1 waits for the ten
// that it created. Each task runs for 1 ms, one after the other, then sleeps until 5 s after it
// began to.
inline Script ten_tasks() {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  s.task(0, 0, 1, "Task-1").task_state(0, 0, 1, State::running);
  for (TaskId t = 2; t <= 11; ++t)
    s.task(0, 0, t, "Task-" + std::to_string(t), 1).task_state(0, 0, t, State::ready);
  s.task_state(0, 0, 1, State::blocked);
  Nanos now = 0;
  for (TaskId t = 2; t <= 11; ++t) {
    s.task_state(now, 0, t, State::running);
    s.print(now, 0, "Hilo " + std::to_string(t - 2) + " durmiendo 5 segundos");
    now += kMillisecond;
    s.task_state(now, 0, t, State::sleeping, now + 5 * kSecond);
  }
  s.state(now, 0, State::blocked, 0, 5 * kSecond);
  for (TaskId t = 2; t <= 11; ++t) {
    const Nanos end = (t - 1) * kMillisecond + 5 * kSecond;
    s.state(end, 0, State::running).task_state(end, 0, t, State::running).task_ended(end, 0, t);
    if (t < 11) s.state(end, 0, State::blocked);
  }
  now += 5 * kSecond;
  s.task_state(now, 0, 1, State::running).task_ended(now, 0, 1).state(now, 0, State::finished);
  return s.process_ended(now, 0);
}

// 2 threads of 1 s of work each: both at once, or in turns of 100 ms with an interpreter lock.
inline Script two_cpu_threads(bool with_lock) {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  s.object(0, 0, 1, ObjectKind::interpreter_lock);
  s.strand(0, 1, "Thread-1").strand(0, 2, "Thread-2").state(0, 0, State::blocked, 2);
  const Nanos turn = 100 * kMillisecond;
  if (!with_lock) {
    for (StrandId t : {1, 2}) s.state(0, t, State::running).state(kSecond, t, State::finished);
    return s.state(kSecond, 0, State::finished).process_ended(kSecond, 0);
  }
  s.state(0, 1, State::running).state(0, 2, State::blocked, 1);
  for (int i = 1; i < 20; ++i) {
    const StrandId next = 1 + i % 2, last = 2 - i % 2;
    s.add(i * turn, last, EventKind::release, 1).add(i * turn, next, EventKind::acquire, 1);
    if (i < 19)
      s.state(i * turn, last, State::blocked, 1);
    else
      s.state(i * turn, last, State::finished);
    s.state(i * turn, next, State::running);
  }
  s.state(20 * turn, 2, State::finished);
  return s.state(20 * turn, 0, State::finished).process_ended(20 * turn, 0);
}

// One event of every kind.
inline Script everything() {
  Script s;
  const StrandId child = make_strand_id(1, 0);
  s.process(0, 0, "MainProcess")
      .add(0, 0, EventKind::process_running, 0, 4242)
      .strand(0, 0, "MainThread");
  s.state(1'000, 0, State::running).strand(2'000, 1, "Hilo ñ", 0).state(3'000, 1, State::ready);
  s.object(4'000, 0, 1, ObjectKind::lock).object(4'000, 0, 2, ObjectKind::queue, "requests");
  s.object(4'000, 0, 3, ObjectKind::semaphore, "two")
      .object(4'000, 0, 4, ObjectKind::shared, "counter");
  s.state(5'000, 1, State::blocked, 1, 9 * kSecond);
  s.source(5'500, 0, 1, "src/scenarios/counter.cpp").source(5'500, 0, 2, "plain.py");
  s.did(6'000, 0, EventKind::acquire, 1).did(6'500, 0, EventKind::release, 1, {}, 0, Place(1, 23));
  s.did(7'000, 0, EventKind::acquire, 3, Payload::of(1));
  s.did(7'500, 0, EventKind::release, 3, Payload::of(2));
  s.did(8'000, 0, EventKind::put, 2, Payload::of("ñandú"), 1)
      .did(8'500, 1, EventKind::get, 2, {}, 255, Place(2, 7))
      .did(8'600, 0, EventKind::signal, 9, Payload::of(3), detail_of(Verb::notify))
      .did(8'700, 0, EventKind::signal, 9, {}, detail_of(Verb::set));
  s.stands(9'000, 0, Verb::load, 4)
      .stands(9'100, 1, Verb::store, 4, Payload::of(true), Place(1, 24));
  s.stands(9'200, 0, Verb::sleep, 0, Payload::of_duration(5 * kSecond), Place(3, 1));
  s.did(9'600, 0, EventKind::load, 4, Payload::of(0.5))
      .did(9'700, 0, EventKind::store, 4, Payload::of(-42), 1, Place(1, 25));
  s.print(10'000, 0, "Hilo 0 \"durmiendo\" 5 segundos\t\xff")
      .state(11'000, 0, State::sleeping, 0, 5 * kSecond);
  s.state(12'000, 0, State::blocked);
  s.task(13'000, 0, 1, "Task-1")
      .task(13'000, 0, 2, "Task-2", 1)
      .task_state(14'000, 0, 2, State::running);
  s.task_state(15'000, 0, 2, State::sleeping, kSecond)
      .write(15'500, 0, "x")
      .task_state(16'000, 0, 2, State::blocked);
  s.task_ended(17'000, 0, 1)
      .task_ended(17'000, 0, 2, 2)
      .task(17'000, 0, 3, "Task\n3")
      .task_ended(17'100, 0, 3, 1);
  s.process(18'000, 1, "Worker").strand(18'500, child, "MainThread", child);
  s.add(19'000, 0, EventKind::job_submitted, 7, 5).add(20'000, child, EventKind::job_begun, 7, 0);
  s.add(21'000, child, EventKind::job_ended, 7, 0).add(22'000, child, EventKind::dropped, 12);
  s.add(22'500, child, EventKind::dropped, 1)
      .process_ended(23'000, 1, -9)
      .state(24'000, 1, State::finished);
  s.process_ended(25'000'000'000, 0);
  s.add({25'000'000'000, 0, EventKind::schedule, 0, 0, 0}, "1.0.2x3");
  return s.add({25'000'000'001, 0, EventKind::run_ended,
                static_cast<std::uint16_t>(Outcome::failed), 0, 25'000'000'000},
               "ValueError: no\nway");
}

}  // namespace telar
