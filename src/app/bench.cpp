#include "app/bench.hpp"

#include <cstdio>
#include <optional>
#include <string>

#include "app/bench_region.hpp"
#include "app/bench_virtual.hpp"
#include "app/output.hpp"
#include "app/real_run.hpp"
#include "base/json.hpp"
#include "kernel/real/run.hpp"
#include "platform/clock.hpp"
#include "platform/process.hpp"
#include "runtime/asyncio.hpp"
#include "runtime/builtins.hpp"
#include "runtime/multiprocessing.hpp"
#include "runtime/pool.hpp"
#include "runtime/queue.hpp"
#include "runtime/threading.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

using asyncio::Async;
using threading::Thread;

Task<> nothing() { co_return; }
const multiprocessing::Function kNothing{"bench.nothing", nothing};

Task<std::int64_t> square_plus_one(std::int64_t i) { co_return i* i + 1; }
const multiprocessing::Function kSquarePlusOne{"bench.square_plus_one", square_plus_one};

// W1a: start and join one thread with an empty body, one after the other.
Task<> threads(Region& region) {
  constexpr int kThreads = 10'000;
  region.start();
  for (int i = 0; i < kThreads; ++i) {
    Thread thread(nothing);
    co_await thread.start();
    co_await thread.join();
  }
  region.stop(kThreads);
}

// W2: the same with processes.
Task<> processes(Region& region) {
  constexpr int kProcesses = 100;
  region.start();
  for (int i = 0; i < kProcesses; ++i) {
    multiprocessing::Process process(kNothing);
    co_await process.start();
    co_await process.join();
    check(process.exitcode() == 0, "an exit code");
  }
  region.stop(kProcesses);
}

// W3c: apply_async over two processes, all results in order.
Task<> pool(Region& region) {
  constexpr std::int64_t kCalls = 10'000;
  region.start();
  auto workers = co_await multiprocessing::Pool::make(2);
  std::vector<multiprocessing::AsyncResult<std::int64_t>> results;
  for (std::int64_t i = 0; i < kCalls; ++i)
    results.push_back(co_await workers.apply_async(kSquarePlusOne, i));
  for (std::int64_t i = 0; i < kCalls; ++i)
    check(co_await results[static_cast<std::size_t>(i)].get() == i * i + 1, "a square");
  co_await workers.close();
  co_await workers.join();
  region.stop(kCalls);
}

// W4a: one producer, one consumer, a queue bounded at 1,024.
constexpr std::int64_t kItems = 1'000'000;
Task<> produce(queue::Queue<std::int64_t>* items) {
  for (std::int64_t i = 0; i < kItems; ++i) co_await items->put(i);
}
Task<> consume(queue::Queue<std::int64_t>* items, std::int64_t* sum) {
  for (std::int64_t i = 0; i < kItems; ++i) *sum += co_await items->get();
}
Task<> queue_between_threads(Region& region) {
  std::int64_t sum = 0;
  region.start();
  queue::Queue<std::int64_t> items(1024);
  Thread producer(produce, &items), consumer(consume, &items, &sum);
  co_await producer.start();
  co_await consumer.start();
  co_await producer.join();
  co_await consumer.join();
  region.stop(kItems);
  check(sum == kItems * (kItems - 1) / 2, "the sum");
}

// W5a, W5b: many tasks that each sleep a second.
Async<> sleep_and_count(std::int64_t* woke) {
  co_await asyncio::sleep(1);
  ++*woke;
}
Async<> sleepers(std::int64_t n, std::int64_t* woke) {
  std::vector<asyncio::Task<>> tasks;
  for (std::int64_t i = 0; i < n; ++i) tasks.push_back(asyncio::create_task(sleep_and_count(woke)));
  co_await asyncio::gather(std::move(tasks));
}
Task<> many_sleepers(Region& region, std::int64_t n) {
  std::int64_t woke = 0;
  region.start();
  co_await asyncio::run(sleepers(n, &woke));
  region.stop(n);
  check(woke == n, "the number of tasks that woke");
}
Task<> many(Region& region) { return many_sleepers(region, 100'000); }
Task<> a_million(Region& region) { return many_sleepers(region, 1'000'000); }

// W5c: 100 tasks that yield 10,000 times each.
constexpr int kYielders = 100, kYields = 10'000;
Async<> yield_often(std::int64_t* switches) {
  for (int i = 0; i < kYields; ++i) {
    co_await asyncio::sleep(0);
    ++*switches;
  }
}
Async<> yielders(std::int64_t* switches) {
  std::vector<asyncio::Task<>> tasks;
  for (int i = 0; i < kYielders; ++i) tasks.push_back(asyncio::create_task(yield_often(switches)));
  co_await asyncio::gather(std::move(tasks));
}
Task<> task_switches(Region& region) {
  std::int64_t switches = 0;
  region.start();
  co_await asyncio::run(yielders(&switches));
  region.stop(switches);
  check(switches == kYielders * kYields, "the number of switches");
}

// W6a: take and release a lock while another thread exists but sleeps.
Task<> sleep_until(threading::Event* end) { co_await end->wait(); }
Task<> lock_pairs(Region& region) {
  constexpr std::int64_t kPairs = 1'000'000;
  threading::Event end;
  Thread other(sleep_until, &end);
  co_await other.start();
  threading::Lock lock;
  std::int64_t counter = 0;
  region.start();
  for (std::int64_t i = 0; i < kPairs; ++i) {
    co_await lock.acquire();
    ++counter;
    co_await lock.release();
  }
  region.stop(kPairs);
  check(counter == kPairs, "the counter");
  co_await end.set();
  co_await other.join();
}

// W7a: record events with the time into a ring of 65,536. Telar's ring never overwrites: it is
// drained when full, and that is counted.
Task<> record_events(Region* region) {
  constexpr std::int64_t kEvents = 1'000'000;
  constexpr std::size_t kRing = 65'536;
  Strand& strand = co_await current_strand();
  std::int64_t drained = 0;
  std::vector<Event> drain;
  drain.reserve(kRing);
  Recorder recorder(kRing);
  for (std::int64_t i = 0; i < kEvents; ++i) {
    recorder.record(
        {monotonic_now(), strand.id(), EventKind::put, 0, static_cast<std::uint64_t>(i), 2});
    if ((static_cast<std::size_t>(i) + 1) % kRing != 0) continue;
    drained += static_cast<std::int64_t>(recorder.drain(drain));
    drain.clear();
  }
  drained += static_cast<std::int64_t>(recorder.drain(drain));
  region->n = drained;
}
Task<> trace_events(Region& region) {
  region.start();
  Thread recorder(record_events, &region);
  co_await recorder.start();
  co_await recorder.join();
  region.stop(region.n);
  check(region.n == 1'000'000, "the number of events");
}

struct Workload {
  std::string_view name;
  Task<> (*body)(Region&);
};
constexpr Workload kWorkloads[] = {
    {"W1a", threads},       {"W2", processes},
    {"W3c", pool},          {"W4a", queue_between_threads},
    {"W5a", many},          {"W5b", a_million},
    {"W5c", task_switches}, {"W6a", lock_pairs},
    {"W7a", trace_events},
};
constexpr std::string_view kPeer = "telar";

void write_result(std::string_view name, const Region& region) {
  std::string line;
  JsonWriter json(line);
  json.begin_object().member("w", name).member("peer", kPeer).member("n", region.n);
  json.member("wall_ns", region.wall).member("cpu_ns", region.cpu);
  if (region.steps > 0) json.member("steps", region.steps);
  json.member("rss0_kb", region.before.resident_kb).member("hwm_kb", usage().peak_kb).end_object();
  write_output(line + "\n");
}

// As `telar run` would, but for keeping the trace: it is drained and forgotten.
int run_workload(const Workload& workload, Language language) {
  Region region;
  Run::Options options;
  options.settings.language = language;
  options.describe = describe;
  options.describe_refusal = [language](NoSharedMemory why) { return refusal_text(why, language); };
  options.report_error = multiprocessing::report_error;
  const auto body = [&] { return workload.body(region); };
  Run run([&] { return multiprocessing::main_body(body); }, options);
  while (!run.over()) {
    Store forgotten;
    run.poll(forgotten);
    if (!run.over()) run.wait(after(monotonic_now(), 10 * kMillisecond));
  }
  if (run.outcome() != Outcome::finished) {
    write_error_line("telar: " + run.error());
    return kExitFailed;
  }
  write_result(workload.name, region);
  return 0;
}

int run_workload(const VirtualWorkload& workload) {
  Region region;
  try {
    workload.run(region);
  } catch (const AssertionError& error) {
    write_error_line("telar: " + std::string(error.what()));
    return kExitFailed;
  }
  write_result(workload.name, region);
  return 0;
}

// Calls for each workload that this build can do: visit(name, run).
template <class F>
void for_each_workload(Language language, F visit) {
  if (has_threads())
    for (const Workload& w : kWorkloads) visit(w.name, [&] { return run_workload(w, language); });
  for (const VirtualWorkload& w : virtual_workloads())
    visit(w.name, [&] { return run_workload(w); });
}

}  // namespace

int bench_command(Argv words, Language language) {
  if (words.size() <= 1 && (words.empty() || std::string_view(words[0]) == "list")) {
    std::string lines;
    for_each_workload(language, [&](std::string_view name, auto) {
      lines += std::string(name) + "\t" + std::string(kPeer) + "\n";
    });
    write_output(lines);
    return 0;
  }
  std::string names;
  std::optional<int> status;
  for_each_workload(language, [&](std::string_view name, auto run) {
    if (words.size() == 2 && words[0] == name && words[1] == kPeer) status = run();
    names += (names.empty() ? "" : ", ") + std::string(name);
  });
  if (status) return *status;
  return usage_error(say(language, words::bench_usage, names));
}

}  // namespace telar
