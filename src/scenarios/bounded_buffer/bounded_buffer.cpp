// A bounded queue made by hand with a Condition, and the `if` that should have been a `while`.
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/texts.hpp"

namespace telar {
namespace {

using threading::Condition;
using threading::Thread;

TELAR_EXCEPTION(IndexError, Exception, "IndexError");

// collections.deque's.
int popleft(std::deque<int>& items) {
  if (items.empty()) throw IndexError("pop from an empty deque");
  const int item = items.front();
  items.pop_front();
  return item;
}

// listing begin
struct Buffer {
  std::size_t capacity;
  std::string_view loop;
  std::deque<int> items = {};  // touched with `changed` held only
  Condition changed{"changed"};
};

Task<> wait_until(Buffer& buffer, std::function<bool()> possible) {
  if (buffer.loop == "while") {
    while (!possible()) {
      co_await buffer.changed.wait();
    }
  } else if (!possible()) {
    co_await buffer.changed.wait();  // and trusts that nobody was faster
  }
}

Task<> put(Buffer& buffer, int item) {
  auto held = co_await buffer.changed.hold();
  const auto has_room = [&] { return buffer.items.size() < buffer.capacity; };
  co_await wait_until(buffer, has_room);
  buffer.items.push_back(item);
  co_await buffer.changed.notify_all();
}

Task<int> take(Buffer& buffer) {
  auto held = co_await buffer.changed.hold();
  const auto has_items = [&] { return !buffer.items.empty(); };
  co_await wait_until(buffer, has_items);
  const int item = popleft(buffer.items);
  co_await buffer.changed.notify_all();
  co_return item;
}

Task<> produce(Buffer& buffer, int first, int items, int producers) {
  for (int item = first; item < items; item += producers) {
    co_await put(buffer, item);
  }
}

Task<> consume(Buffer& buffer, int i, int items, int consumers) {
  for (int k = i; k < items; k += consumers) {
    const int item = co_await take(buffer);
    co_await print(Text{"Consumidor {} toma {}", "Consumer {} takes {}"}, i, item);
  }
}

Task<> main(const Parameters& parameters) {
  const int producers = parameters.integer("producers");
  const int consumers = parameters.integer("consumers");
  const int items = parameters.integer("items");

  Buffer buffer{static_cast<std::size_t>(parameters.integer("capacity")),
                parameters.choice("loop")};
  std::vector<Thread> threads;
  for (int i = 0; i < consumers; ++i) {
    threads.emplace_back(consume, std::ref(buffer), i, items, consumers);
  }
  for (int i = 0; i < producers; ++i) {
    threads.emplace_back(produce, std::ref(buffer), i, items, producers);
  }
  for (Thread& thread : threads) {
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
  const std::size_t left = buffer.items.size();
  co_await assert_that(left == 0, Text{"quedaron sin tomar: {}", "left and not taken: {}"}, left);
}
// listing end

}  // namespace

extern const CompiledMain kBoundedBuffer = main;

}  // namespace telar
