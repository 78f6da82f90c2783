// A bounded queue made by hand with a Condition, and the `if` that should have been a `while`.
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"
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

constexpr std::string_view kLoopWords[] = {"if", "while"};
const ParameterSpec kParameters[] = {
    count_parameter("capacity", {"Capacidad", "Capacity"}, 1, 10,
                    {"cuántos caben", "how many there is room for"}),
    count_parameter("producers", {"Productores", "Producers"}, 1, 5),
    count_parameter("consumers", {"Consumidores", "Consumers"}, 2, 5),
    count_parameter("items", {"Elementos", "Items"}, 2, 50, {"entre todos", "of all together"}),
    choice_parameter("loop", {"Comprobación", "Check"}, kLoopWords,
                     {"si quien despierta vuelve a mirar (while) o no (if)",
                      "whether who wakes up looks again (while) or does not (if)"}),
};

}  // namespace

const Scenario kBoundedBuffer{
    {.name = "bounded-buffer",
     .title = {"Búfer limitado", "Bounded buffer"},
     .summary = {"Una cola hecha a mano con una Condition: quien despierta debe volver a mirar.",
                 "A queue made by hand with a Condition: who wakes up has to look again."},
     .watch = {"Al ejecutarlo, un consumidor muere a veces con IndexError: lo despertaron, pero "
               "otro llegó antes y el "
               "búfer vuelve a estar vacío. Pulsa Explorar para ver en qué órdenes pasa. O elige "
               "tú cada paso: que "
               "Thread-1 llegue a esperar, que el productor (Thread-3) ponga uno, que Thread-2 lo "
               "tome, y que siga "
               "Thread-1. Con loop=while no falla ninguno. Prueba también items=4 con loop=if: sin "
               "el que ha muerto, "
               "el productor puede quedarse esperando para siempre.",
               "When it is run, a consumer at times dies of an IndexError: it was woken, but "
               "another one was faster "
               "and the buffer is empty again. Press Explore to see in which orders that happens. "
               "Or choose each step "
               "yourself: let Thread-1 get to its wait, the producer (Thread-3) put one, Thread-2 "
               "take it, and "
               "Thread-1 go on. With loop=while none fails. Try items=4 with loop=if, too: without "
               "the one that died, "
               "the producer may wait for ever."},
     .teaches = {"Despertar no quiere decir que lo que se esperaba sea cierto: solo que lo fue. "
                 "Entre el notify y el momento "
                 "en que quien esperaba recupera el cerrojo, otro hilo puede haberse llevado el "
                 "elemento.\n"
                 "Por eso wait va siempre dentro de un while que vuelve a comprobar, nunca de un "
                 "if. En Python, wait_for lo "
                 "hace solo.\n"
                 "Aquí productores y consumidores esperan en la misma condición, y por eso se "
                 "avisa a todos: con notify() a "
                 "secas el aviso puede ir a quien no le sirve y perderse. La alternativa son dos "
                 "condiciones, \"hay sitio\" y "
                 "\"hay elementos\".\n"
                 "Fuera de clase, usa queue.Queue: es justo esto, y está bien hecho.",
                 "To be woken does not mean that what one waited for is so: only that it was. "
                 "Between the notify and the "
                 "moment at which the waiting thread has the lock back, another one may have taken "
                 "the item.\n"
                 "So wait always stands in a while that checks again, never in an if. Python's "
                 "wait_for does that by itself.\n"
                 "Here producers and consumers wait in the same condition, which is why all of "
                 "them are notified: a mere "
                 "notify() may go to one who has no use for it, and be lost. The alternative is "
                 "two conditions, \"there is "
                 "room\" and \"there are items\".\n"
                 "Outside of class, use queue.Queue: it is just this, done well."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
