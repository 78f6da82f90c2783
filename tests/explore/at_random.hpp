// Programs at random: two or three threads that do a few things each with what they share.
#pragma once
#include <memory>
#include <vector>

#include "base/rng.hpp"
#include "runtime/queue.hpp"
#include "tests/explore/programs.hpp"

namespace telar::testing {

enum class Do {
  load,
  store,
  add,
  hold,
  try_acquire,
  put,
  get,
  set,
  wait,
  print,
  sleep,
  timed_get,
  semaphore,
  compute,
  kCount
};

struct World {
  std::vector<std::unique_ptr<Shared<int>>> variables;
  threading::Lock locks[2];
  threading::Semaphore semaphore{1};
  threading::Event event;
  queue::Queue<int> items{1};
};

struct Line {
  Do what;
  unsigned which;
};

// A daemon still waits in the world when the main body has returned.
inline Task<> follow(std::shared_ptr<World> shared, std::vector<Line> lines, int name) {
  World& world = *shared;
  int known = name;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [what, which] = lines[i];
    switch (what) {
      case Do::load:
        known = co_await world.variables[which]->load();
        break;
      case Do::store:
        co_await world.variables[which]->store(known + 1);
        break;
      case Do::add:
        co_await world.variables[which]->add(name);
        break;
      case Do::hold: {
        // The rest is within.
        auto held = co_await world.locks[which].hold();
        co_await follow(shared, {lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end()},
                        name);
        co_return;
      }
      case Do::try_acquire: {
        const bool got = co_await world.locks[which].acquire(Timeout(0));
        co_await print(Text{"{} {}", "{} {}"}, name, got);
        if (got) co_await world.locks[which].release();
        break;
      }
      case Do::semaphore: {
        auto held = co_await world.semaphore.hold();
        known += co_await world.variables[which]->load();
        break;
      }
      case Do::put:
        co_await world.items.put(name);
        break;
      case Do::get:
        known = co_await world.items.get();
        break;
      case Do::timed_get:
        try {
          known = co_await world.items.get(Timeout(1));
        } catch (const queue::Empty&) {
          known = -1;
        }
        break;
      case Do::set:
        co_await world.event.set();
        break;
      case Do::wait:
        co_await world.event.wait();
        break;
      case Do::print:
        co_await print(Text{"{}", "{}"}, known);
        break;
      case Do::sleep:
        co_await time::sleep(1 + which);
        break;
      case Do::compute:
        co_await compute(1);
        break;
      case Do::kCount:
        break;
    }
  }
}

// `timed`: they wait for the clock, compute and have daemons too.
inline Program at_random(std::uint64_t seed, bool timed) {
  return main_of([=]() -> Task<> {
    Rng rng(seed);
    auto world = std::make_shared<World>();
    for (const char* name : {"a", "b"})
      world->variables.push_back(std::make_unique<Shared<int>>(0, name));
    std::vector<threading::Thread> threads;
    const auto strands = 2 + rng.below(2);
    for (std::uint64_t i = 0; i < strands; ++i) {
      std::vector<Line> lines;
      for (auto left = 1 + rng.below(strands == 2 ? 4 : 2); left-- > 0;) {
        const Do what = static_cast<Do>(rng.below(static_cast<std::uint64_t>(Do::kCount)));
        if (!timed && (what == Do::sleep || what == Do::timed_get || what == Do::try_acquire ||
                       what == Do::compute))
          continue;
        lines.push_back({what, static_cast<unsigned>(rng.below(2))});
      }
      // Some are daemons: the program does not wait for them.
      threads.emplace_back(threading::Thread::Options{.daemon = timed && rng.below(6) == 0}, follow,
                           world, lines, static_cast<int>(i) + 1);
    }
    for (auto& t : threads) co_await t.start();
    for (auto& t : threads)
      if (!t.daemon()) co_await t.join();
  });
}

}  // namespace telar::testing
