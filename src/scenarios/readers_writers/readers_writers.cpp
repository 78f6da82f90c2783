// Readers may read together, a writer must be alone. If readers always go first, the writer
// starves.
#include <functional>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"

namespace telar {
namespace {

using threading::Lock;
using threading::Thread;

// listing begin
struct Page {
  bool fair;
  Lock turnstile{"turnstile"};  // when fair: a writer who waits closes it behind the readers inside
  Lock mutex{"mutex"};          // of the two counts
  Lock room{"room"};            // held by the readers together, or by a writer
  int readers = 0, reads = 0;
};

Task<> read(Page& page, int i, int reads, Seconds seconds) {
  for (int k = 0; k < reads; ++k) {
    if (page.fair) {
      co_await page.turnstile.acquire();
      co_await page.turnstile.release();
    }
    {
      auto held = co_await page.mutex.hold();
      if (++page.readers == 1) {
        co_await page.room.acquire();  // the first one in, for all
      }
      ++page.reads;
    }
    co_await print(Text{"Lector {} lee", "Reader {} reads"}, i);
    co_await time::sleep(seconds);
    {
      auto held = co_await page.mutex.hold();
      if (--page.readers == 0) {
        co_await page.room.release();  // the last one out
      }
    }
  }
}

Task<> write(Page& page) {
  int before;
  {
    auto held = co_await page.mutex.hold();
    before = page.reads;
  }
  if (page.fair) {
    co_await page.turnstile.acquire();
  }
  {
    auto held = co_await page.room.hold();
    const int passed = page.reads - before;
    co_await print(
        Text{"El escritor escribe: se le colaron {}", "The writer writes: {} went first"}, passed);
  }
  if (page.fair) {
    co_await page.turnstile.release();
  }
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  const int reads = parameters.integer("reads");

  Page page{parameters.choice("fair") == "on"};
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& reader = threads.emplace_back(read, std::ref(page), i, reads, seconds);
    co_await reader.start();
    co_await time::sleep(seconds / n);  // so that they do not all leave at once
  }
  Thread& writer = threads.emplace_back(Thread::Options{.name = "writer"}, write, std::ref(page));
  co_await writer.start();
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

}  // namespace

extern const CompiledMain kReadersWriters = main;

}  // namespace telar
