// Readers may read together, a writer must be alone. If readers always go first, the writer
// starves.
#include <functional>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

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

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Lectores", "Readers"}, 2, 20),
    seconds_parameter(0.2, {"cuánto dura cada lectura", "how long each read lasts"}),
    count_parameter("reads", {"Lecturas", "Reads"}, 3, 50,
                    {"cuántas hace cada lector", "how many each reader does"}),
    choice_parameter("fair", {"Justo", "Fair"}, kOffOnWords,
                     {"si quien llega después del escritor espera detrás de él",
                      "whether those who come after the writer wait behind it"}),
};

}  // namespace

const Scenario kReadersWriters{
    {.name = "readers-writers",
     .title = {"Lectores y escritor", "Readers and a writer"},
     .summary = {"Los lectores leen juntos; el escritor espera a que no quede ninguno, y no llega "
                 "su turno.",
                 "The readers read together; the writer waits until none is left, and its turn "
                 "does not come."},
     .watch = {"Mira la fila del escritor (writer): espera a que salga el último lector, pero "
               "siempre hay otro dentro, "
               "y no escribe hasta que todos acaban. Sube reads y esperará más. Con fair=on, los "
               "lectores que llegan "
               "después de él se quedan en el torno, y solo espera a los que ya estaban. Pulsa "
               "Explorar con cada uno y "
               "compara cuántos se le cuelan.",
               "Watch the row of the writer: it waits for the last reader to leave, but there is "
               "always another one "
               "inside, and it does not write before all are done. Raise reads and it will wait "
               "longer. With fair=on "
               "the readers who come after it stay at the turnstile, and it waits only for those "
               "who were inside. "
               "Press Explore with each and compare how many go first."},
     .teaches = {"Leer a la vez no molesta a nadie; escribir exige estar solo. Con un cerrojo "
                 "corriente los lectores se "
                 "esperarían sin necesidad. Aquí el primero que entra toma la sala (room) en "
                 "nombre de todos, y el último la "
                 "suelta.\n"
                 "Nadie está bloqueado para siempre por un círculo de esperas, y sin embargo uno "
                 "no avanza: eso es inanición "
                 "(starvation). Explorar no la llama fallo, porque cuando los lectores acaban el "
                 "escritor escribe; con "
                 "lectores sin fin, no lo haría nunca.\n"
                 "El remedio es un torno: quien espera para escribir lo cierra, y los que llegan "
                 "después hacen cola detrás. "
                 "Es más justo y algo más lento: hay menos lecturas a la vez.",
                 "To read at the same time disturbs nobody; to write one must be alone. With an "
                 "ordinary lock the readers "
                 "would wait for each other needlessly. Here the first one in takes the room on "
                 "behalf of all, and the last "
                 "one out gives it back.\n"
                 "Nobody is blocked for ever by a circle of waits, and yet one does not get on: "
                 "that is starvation. Explore "
                 "does not call it a failure, since the writer writes once the readers are done; "
                 "with readers without end it "
                 "never would.\n"
                 "The remedy is a turnstile: who waits to write closes it, and those who come "
                 "later queue behind. That is "
                 "fairer and a little slower: fewer reads overlap."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
