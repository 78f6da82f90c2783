// Two threads that need the same two locks and take them in opposite order.
#include <functional>
#include <utility>

#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using threading::Lock;
using threading::Thread;

// listing begin
Task<> work(int i, Lock& first, Lock& second) {
  auto has_first = co_await first.hold();
  auto has_second = co_await second.hold();  // has one, waits for the other
  co_await print(Text{"Hilo {} tiene los dos cerrojos", "Thread {} has both locks"}, i);
}

Task<> main(const Parameters& parameters) {
  Lock a{"A"}, b{"B"};
  auto first = std::ref(a), second = std::ref(b);

  Thread one(work, 1, first, second);
  if (parameters.choice("order") == "opposite") {
    std::swap(first, second);
  }
  Thread two(work, 2, first, second);

  co_await one.start();
  co_await two.start();
  co_await one.join();
  co_await two.join();
  co_await print(Text{"Los dos han terminado", "Both have finished"});
}
// listing end

constexpr std::string_view kOrderWords[] = {"opposite", "same"};
const ParameterSpec kParameters[] = {
    choice_parameter("order", {"Orden", "Order"}, kOrderWords,
                     {"si el segundo hilo toma los cerrojos al revés, o igual que el primero",
                      "whether the second thread takes the locks the other way round, or as the "
                      "first one does"}),
};

}  // namespace

const Scenario kDeadlock{
    {.name = "deadlock",
     .title = {"Interbloqueo", "Deadlock"},
     .summary =
         {"Dos hilos toman dos cerrojos en orden contrario, y a veces se esperan para siempre.",
          "Two threads take two locks in opposite order, and at times wait for each other for "
          "ever."},
     .watch = {"Al ejecutarlo casi siempre termina, porque cada hilo toma sus dos cerrojos de un "
               "tirón. Pulsa "
               "Explorar: encuentra el orden en que nadie puede seguir. O elige tú cada paso: "
               "lleva a Thread-1 hasta "
               "que tenga A, después a Thread-2 hasta que tenga B. Ya no hay nada que elegir: cada "
               "uno espera lo que "
               "tiene el otro. Con order=same, Explorar no encuentra ninguno.",
               "Run it and it nearly always ends, since each thread takes its two locks in one go. "
               "Press Explore: it "
               "finds the order in which nobody can go on. Or choose each step yourself: run "
               "Thread-1 until it has A, "
               "then Thread-2 until it has B. Nothing is left to choose: each waits for what the "
               "other one has. With "
               "order=same, Explore finds none."},
     .teaches = {"Un interbloqueo necesita cuatro cosas a la vez: que lo que se comparte sea de "
                 "uno solo (exclusión mutua), "
                 "que se retenga mientras se espera otra cosa, que nadie lo pueda quitar, y que "
                 "las esperas formen un "
                 "círculo.\n"
                 "Basta romper una de las cuatro. Lo más sencillo es romper el círculo: ordenar "
                 "los cerrojos, y que todos los "
                 "hilos los tomen siempre en ese orden.\n"
                 "No hay mensaje de error: el programa se queda quieto, y quizá solo uno de cada "
                 "mil días. Por eso se busca "
                 "explorando todos los órdenes, y no ejecutando hasta tener suerte.",
                 "A deadlock takes four things at once: that what is shared can be one thread's "
                 "only (mutual exclusion), that "
                 "it is held while waiting for something else, that nobody can take it away, and "
                 "that the waits form a "
                 "circle.\n"
                 "Breaking one of the four is enough. The simplest is to break the circle: put the "
                 "locks in an order, and let "
                 "every thread always take them in that order.\n"
                 "There is no error message: the program stands still, maybe on one day of a "
                 "thousand only. So one looks for "
                 "it by exploring every order, not by running until one is lucky."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
