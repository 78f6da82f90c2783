// What tracing costs. Not run by itself, being no proof of anything:
// trace_tests --gtest_also_run_disabled_tests --gtest_filter='TraceBench.*'
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "platform/clock.hpp"
#include "trace/metrics.hpp"
#include "trace/packet.hpp"
#include "trace/recorder.hpp"

namespace telar {
namespace {

constexpr int kRounds = 7;

// Best of some rounds, in nanoseconds; the time of one is what `round` returns.
template <class F>
double best(F round) {
  Nanos least = kNever;
  for (int i = 0; i < kRounds; ++i) least = std::min(least, round());
  return static_cast<double>(least);
}

template <class F>
Nanos timed(F work) {
  const Nanos begin = monotonic_now();
  work();
  return monotonic_now() - begin;
}

template <class Clock>
double record_cost(Clock clock) {
  constexpr int kFills = 256, kEvents = 4096;
  Recorder recorder(kEvents);
  std::vector<Event> drained;
  return best([&] {
           Nanos sum = 0;
           for (int fill = 0; fill < kFills; ++fill) {
             sum += timed([&] {
               for (std::uint64_t i = 0; i < kEvents; ++i)
                 recorder.record({clock(), static_cast<StrandId>(i & 7), EventKind::put, 1, i, 0});
             });
             drained.clear();
             recorder.drain(drained);
           }
           return sum;
         }) /
         (kFills * kEvents);
}

TEST(TraceBench, DISABLED_record) {
  std::printf("record(), time given: %.2f ns\n", record_cost([] { return Nanos{5}; }));
  std::printf("record() with clock:  %.2f ns\n", record_cost([] { return monotonic_now(); }));
}

// 10 strands in turn for a lock, 4 events a turn, as packets of 1024 events of one strand.
std::vector<std::vector<Event>> turns(int events) {
  std::vector<std::vector<Event>> packets;
  for (int first = 0; first < events / 40; first += 256)
    for (StrandId strand = 0; strand < 10; ++strand) {
      auto& packet = packets.emplace_back();
      for (int i = first; i < first + 256; ++i) {
        const Nanos time = i * 10'000 + strand * 100;
        packet.push_back({time, strand, EventKind::strand_state,
                          static_cast<std::uint16_t>(State::blocked), 1, 0});
        packet.push_back({time + 1, strand, EventKind::strand_state,
                          static_cast<std::uint16_t>(State::running), 0, 0});
        packet.push_back({time + 1, strand, EventKind::acquire, 0, 1, 0});
        packet.push_back({time + 500, strand, EventKind::release, 0, 1, 0});
      }
    }
  return packets;
}

TEST(TraceBench, DISABLED_store_metrics_packets) {
  for (const int wanted : {100'000, 1'000'000}) {
    const auto packets = turns(wanted);
    Store store;
    const double append = best([&] {
      store.clear();
      return timed([&] {
        for (const auto& packet : packets) store.append(packet);
      });
    });
    const auto events = static_cast<double>(store.events().size());
    const double measuring =
        best([&] { return timed([&] { EXPECT_GT(measure(store, 0, 4).concurrency_peak, 0); }); });
    std::vector<std::byte> bytes;
    const double writing = best([&] {
      bytes.clear();
      return timed([&] { write_packet(bytes, store.events()); });
    });
    const double reading =
        best([&] { return timed([&] { EXPECT_FALSE(read_trace(bytes).error); }); });
    std::printf("%.0f events: append %.1f ns, write %.1f ns, read %.1f ns each; measure %.2f ms\n",
                events, append / events, writing / events, reading / events, measuring / 1e6);
  }
}

}  // namespace
}  // namespace telar
