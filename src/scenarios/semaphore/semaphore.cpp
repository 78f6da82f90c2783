// A semaphore lets k threads in at once; the others wait at the door.
#include <functional>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using threading::BoundedSemaphore;
using threading::Thread;

// listing begin
Task<> download(BoundedSemaphore& slots, int i, Seconds seconds) {
  auto slot = co_await slots.hold();
  co_await print(Text{"Hilo {} empieza a descargar", "Thread {} begins to download"}, i);
  co_await time::sleep(seconds);
  co_await print(Text{"Hilo {} ha descargado", "Thread {} has downloaded"}, i);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");

  BoundedSemaphore slots{parameters.integer("k"), "slots"};
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(download, std::ref(slots), i, seconds);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Hilos", "Threads"}, 3, kMostThreads),
    seconds_parameter(0.3, {"cuánto dura cada descarga", "how long each download lasts"}),
    count_parameter(
        "k", {"A la vez", "At once"}, 2, kMostThreads,
        {"cuántos pueden descargar al mismo tiempo", "how many may download at the same time"}),
};

}  // namespace

const Scenario kSemaphore{
    {.name = "semaphore",
     .title = {"Semáforo", "Semaphore"},
     .summary = {"Muchos hilos quieren descargar; solo k pueden hacerlo a la vez.",
                 "Many threads want to download; only k may do so at once."},
     .watch = {"Los hilos arrancan todos a la vez, pero solo dos descargan: el tercero espera a "
               "que quede un hueco. "
               "Sube n a 10: el dibujo es una escalera de dos en dos, y son 5 rondas. Prueba k=1, "
               "que es un cerrojo, y "
               "k=10, que es como si no hubiera nada. Con n=3, elige tú cada paso y busca cómo "
               "meter a los tres a la "
               "vez, o pulsa Explorar: no hay manera.",
               "The threads all start at once, but only two of them download: the third waits for "
               "a free slot. Raise n "
               "to 10: the picture is a staircase of two at a time, in 5 rounds. Try k=1, which is "
               "a lock, and k=10, "
               "which is as if there were nothing. With n=3, choose each step yourself and look "
               "for a way to get all "
               "three in at once, or press Explore: there is none."},
     .teaches = {"Un semáforo es un contador con espera: acquire resta uno, y espera mientras sea "
                 "cero; release suma uno y "
                 "despierta a quien espere. Con valor 1 hace de cerrojo; con valor k, limita "
                 "cuántos usan algo a la vez: "
                 "conexiones, ficheros abiertos, peticiones a un servidor.\n"
                 "A diferencia de un cerrojo, no es de nadie: puede soltarlo otro hilo. Eso sirve "
                 "para avisar, y también para "
                 "equivocarse: un release de más, y entran k+1.\n"
                 "BoundedSemaphore lo impide: si el contador fuera a pasar de su valor inicial, "
                 "release lanza ValueError.",
                 "A semaphore is a counter that makes one wait: acquire takes one off, and waits "
                 "while it is zero; release "
                 "adds one and wakes somebody who waits. With the value 1 it serves as a lock; "
                 "with k it limits how many use "
                 "something at once: connections, open files, requests to a server.\n"
                 "Unlike a lock it is nobody's: another thread may release it. That is good for "
                 "giving a sign, and for "
                 "mistakes: one release too many, and k+1 get in.\n"
                 "BoundedSemaphore prevents that: if the counter were to exceed its first value, "
                 "release raises ValueError."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
