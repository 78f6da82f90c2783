// Two threads look whether there is enough money, and then both take it: what was checked is no
// longer so.
#include <functional>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/texts.hpp"

namespace telar {
namespace {

using threading::Lock;
using threading::Thread;

// listing begin
Task<> withdraw(Shared<int>& balance, Lock&, int i, int amount) {
  if (co_await balance.load() >= amount) {
    co_await balance.add(-amount);  // one step; but is there still enough?
    co_await print(Text{"Hilo {} saca {}", "Thread {} withdraws {}"}, i, amount);
  }
}

Task<> withdraw_locked(Shared<int>& balance, Lock& mutex, int i, int amount) {
  auto held = co_await mutex.hold();
  co_await withdraw(balance, mutex, i, amount);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const int amount = parameters.integer("amount");
  const auto target = parameters.choice("lock") == "on" ? withdraw_locked : withdraw;

  Shared<int> balance{100, "balance"};
  Lock mutex{"mutex"};
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(target, std::ref(balance), std::ref(mutex), i, amount);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }

  const int left = co_await balance.load();
  co_await print(Text{"Quedan {}", "{} are left"}, left);
  co_await assert_that(left >= 0, Text{"saldo negativo: {}", "negative balance: {}"}, left);
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Hilos", "Threads"}, 2, 5),
    count_parameter(
        "amount", {"Cantidad", "Amount"}, 60, 100,
        {"cuánto saca cada hilo, si lo hay; al principio hay 100",
         "how much each thread withdraws, if there is as much; there are 100 at first"}),
    kLock,
};

}  // namespace

const Scenario kCheckThenAct{
    {.name = "check-then-act",
     .title = {"Comprobar y actuar", "Check, then act"},
     .summary = {"Dos hilos comprueban que hay saldo, y los dos lo sacan.",
                 "Two threads check that there is enough money, and both withdraw it."},
     .watch = {"Hay 100 y cada hilo saca 60 si los hay: solo uno debería poder. Pulsa Explorar y "
               "busca el orden que "
               "acaba en -20. O elige tú cada paso: lleva a Thread-1 y a Thread-2 hasta después de "
               "su load, y deja "
               "seguir a los dos. Con amount=50 caben ambos y no falla ningún orden; con lock=on, "
               "tampoco con 60.",
               "There are 100, and each thread withdraws 60 if there are as many: only one should "
               "be able to. Press "
               "Explore and look for the order that ends in -20. Or choose each step yourself: run "
               "Thread-1 and "
               "Thread-2 just past their load, and let both go on. With amount=50 there is enough "
               "for both and no "
               "order fails; with lock=on, none fails with 60 either."},
     .teaches = {"if hay saldo: sacar son dos pasos, y lo que se comprobó puede haber cambiado al "
                 "actuar. Pasa igual con los "
                 "ficheros (si no existe, crearlo) y con los diccionarios (si no está la clave, "
                 "ponerla).\n"
                 "Aquí la resta es un solo paso indivisible, así que no se pierde ninguna, y aun "
                 "así falla: que cada "
                 "operación sea segura no hace segura la suma de dos.\n"
                 "El remedio es que comprobar y actuar sean un solo paso: los dos bajo el mismo "
                 "cerrojo. O una operación que "
                 "haga ambas cosas: dict.setdefault, open con el modo \"x\", o compare-and-swap en "
                 "la máquina.",
                 "if there is enough: withdraw it is two steps, and what was checked may have "
                 "changed when one acts. It is "
                 "the same with files (if there is none, make it) and with dictionaries (if the "
                 "key is missing, put it "
                 "there).\n"
                 "Here the subtraction is one indivisible step, so none is lost, and still it "
                 "fails: that each operation is "
                 "safe does not make two of them together safe.\n"
                 "The remedy is to make checking and acting a single step: both under the same "
                 "lock. Or an operation that "
                 "does both: dict.setdefault, open with the mode \"x\", or compare-and-swap in the "
                 "machine."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
