// The chapter's two lines on one line: print writes the text, and then the newline.
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
Task<> wake(Lock&, int i) {
  co_await print(Text{"Hilo {} despierto", "Thread {} awake"}, i);  // the text, then the newline
}

Task<> wake_locked(Lock& screen, int i) {
  auto held = co_await screen.hold();
  co_await print(Text{"Hilo {} despierto", "Thread {} awake"}, i);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const auto target = parameters.choice("lock") == "on" ? wake_locked : wake;

  Lock screen{"screen"};
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(target, std::ref(screen), i);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Hilos", "Threads"}, 2, kMostThreads),
    kLock,
};

}  // namespace

const Scenario kGarbledPrint{
    {.name = "garbled-print",
     .title = {"Líneas pegadas", "Garbled lines"},
     .summary = {"Dos hilos escriben una línea cada uno, y a veces sale una sola.",
                 "Two threads print a line each, and at times they come out as one."},
     .watch = {"Es lo que salía en el primer programa del capítulo: \"Hilo 7 despiertoHilo 9 "
               "despierto\". Elige tú "
               "cada paso: lleva a Thread-1 hasta después de escribir el texto, y deja que "
               "Thread-2 escriba el suyo "
               "antes del salto de línea. O pulsa Explorar y mira cuántas salidas distintas hay. "
               "Con lock=on solo "
               "quedan dos: una por cada orden. Con n=100, se ve también al ejecutarlo sin más.",
               "It is what came out of the chapter's first program: \"Hilo 7 despiertoHilo 9 "
               "despierto\". Choose each "
               "step yourself: run Thread-1 just past writing its text, and let Thread-2 write its "
               "own before the "
               "newline. Or press Explore and see how many different outputs there are. With "
               "lock=on only two are "
               "left: one for each order. With n=100 it is seen by merely running it, too."},
     .teaches = {"print parece una operación, y son dos escrituras: el texto y el salto de línea. "
                 "La consola es un recurso "
                 "compartido como cualquier otro, y entre las dos puede escribir otro hilo.\n"
                 "Un cerrojo alrededor de print lo arregla, si todos lo usan. También sirve "
                 "escribir de una vez, con el salto "
                 "dentro del texto (print(..., end=\"\")), o dejar la consola a un solo hilo, como "
                 "en el programa de la cola. "
                 "El módulo logging lleva ya un cerrojo dentro.\n"
                 "No hay error que lo delate: todo lo escrito está ahí, pero en otro orden.",
                 "print looks like one operation, and is two writes: the text and the newline. The "
                 "console is a shared "
                 "resource like any other, and between the two another thread may write.\n"
                 "A lock around print mends it, if everybody uses it. So does writing all at once, "
                 "with the newline in the "
                 "text (print(..., end=\"\")), or leaving the console to a single thread, as in "
                 "the program of the queue. The "
                 "module logging has a lock inside already.\n"
                 "No error tells of it: all that was written is there, but in another order."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
