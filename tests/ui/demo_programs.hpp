// Made-up programs for ui_demo: they have texts and parameters, and nothing that runs.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "program/description.hpp"

namespace telar {

inline constexpr const char* kPython =
    "#!/usr/bin/env python3\n\nfrom threading import Thread\nfrom time import sleep\n\ndef "
    "snooze(i):\n    "
    "print(\"Hilo {} durmiendo 5 segundos\".format(i))\n    sleep(5)\n    print(\"Hilo {} "
    "despierto\".format(i))\n\ndef main():\n    threads = []\n\n    for i in range(10):\n     "
    "   thread = "
    "Thread(target=snooze, args=(i, ))\n        thread.start()\n        "
    "threads.append(thread)\n\n    for thread "
    "in threads:\n        thread.join()\n\nif __name__ == \"__main__\":\n    main()\n";
inline constexpr const char* kCpp =
    "// A body reads like the Python it stands for.\nTask<> snooze(Strand& self, int i, "
    "Seconds nap) {\n  "
    "co_await self.print(text(\"Hilo {} durmiendo {} segundos\", i, nap));\n  co_await "
    "self.sleep(nap);\n}\n";

inline ProgramDescription made_up(const char* name, OwnedText title, OwnedText summary) {
  using Kind = ParameterSpec::Kind;
  ProgramDescription d;
  d.name = name;
  d.title = std::move(title);
  d.summary = std::move(summary);
  d.watch = {
      "Las diez barras empiezan casi a la vez y duermen juntas: la duración total es la de una "
      "sola siesta. Los despertares llegan en cualquier orden.",
      "The ten bars start almost together and sleep side by side: the whole lasts as long as one "
      "nap. They wake in any order."};
  d.teaches = {
      "Concurrente no es paralelo: diez tareas avanzan a la vez aunque casi ninguna esté "
      "ejecutándose.",
      "Concurrent is not parallel: ten tasks make progress at once though hardly any is running."};
  d.parameters = {{.name = "n",
                   .label = {"Hilos", "Threads"},
                   .default_value = 10,
                   .minimum = 1,
                   .maximum = 100,
                   .help = {"Cuántos hilos", "How many threads"}},
                  {.name = "seconds",
                   .kind = Kind::real,
                   .label = {"Segundos", "Seconds"},
                   .default_value = 2,
                   .maximum = 60},
                  {.name = "work",
                   .kind = Kind::choice,
                   .label = {"Trabajo", "Work"},
                   .choices = {"sleep", "cpu"}},
                  {.name = "order",
                   .kind = Kind::choice,
                   .label = {"Orden", "Order"},
                   .choices = {"same-hand", "one-left-handed"}}};
  d.sources = {{"", SourceLanguage::python, kPython, 1}, {"", SourceLanguage::cpp, kCpp, 1}};
  return d;
}

inline std::vector<SharedDescription> made_up_programs() {
  std::vector<SharedDescription> all;
  const auto add = [&](const char* name, OwnedText title, OwnedText summary) {
    all.push_back(std::make_shared<const ProgramDescription>(
        made_up(name, std::move(title), std::move(summary))));
  };
  add("threads", {"Hilos", "Threads"},
      {"Diez hilos duermen la siesta a la vez.", "Ten threads take a nap at once."});
  add("processes", {"Procesos", "Processes"},
      {"Lo mismo con diez procesos aislados.", "The same with ten isolated processes."});
  add("pool", {"Pool de procesos", "Process pool"},
      {"Diez tareas para dos procesos.", "Ten tasks for two processes."});
  add("processes-threads", {"Procesos con hilos", "Processes with threads"},
      {"Dos procesos con cinco hilos cada uno.", "Two processes with five threads each."});
  add("event-loop", {"Bucle de eventos", "Event loop"},
      {"Corrutinas de generador, como en Python 3.4.", "Generator coroutines, as in Python 3.4."});
  add("async-await", {"async / await", "async / await"},
      {"Las mismas corrutinas, más elegantes.", "The same coroutines, more elegant."});
  add("queue", {"Cola", "Queue"},
      {"Varios hilos piden, uno solo atiende.", "Several threads ask, a single one serves."});
  add("lost-update", {"Actualización perdida", "Lost update"},
      {"Dos hilos suman uno y a veces sale uno.",
       "Two threads add one and sometimes it makes one."});
  add("deadlock", {"Interbloqueo", "Deadlock"},
      {"Dos cerrojos en órdenes opuestos.", "Two locks in opposite orders."});
  add("philosophers", {"Filósofos", "Philosophers"},
      {"Cinco comensales y cinco tenedores.", "Five guests and five forks."});
  // The first ten are --few.
  add("processes-threads", {"Procesos con hilos", "Processes with threads"},
      {"Dos procesos con cinco hilos cada uno.", "Two processes with five threads each."});
  add("lost-update", {"Actualización perdida", "Lost update"},
      {"Dos hilos suman uno y a veces sale uno.",
       "Two threads add one and sometimes it makes one."});
  add("event-loop", {"Bucle de eventos", "Event loop"},
      {"Corrutinas de generador, como en Python 3.4.", "Generator coroutines, as in Python 3.4."});
  add("deadlock", {"Interbloqueo", "Deadlock"},
      {"Dos cerrojos en órdenes opuestos.", "Two locks in opposite orders."});
  add("async-await", {"async / await", "async / await"},
      {"Las mismas corrutinas, más elegantes.", "The same coroutines, more elegant."});
  add("philosophers", {"Filósofos", "Philosophers"},
      {"Cinco comensales y cinco tenedores.", "Five guests and five forks."});
  add("queue", {"Cola", "Queue"},
      {"Varios hilos piden, uno solo atiende.", "Several threads ask, a single one serves."});
  add("blocking-the-loop", {"Bloquear el bucle", "Blocking the loop"},
      {"Una corrutina que espera sin ceder deja a todas las demás esperando con ella.",
       "A coroutine that waits without giving way keeps all the others waiting with it."});
  add("processes-threads", {"Procesos con hilos", "Processes with threads"},
      {"Dos procesos con cinco hilos cada uno.", "Two processes with five threads each."});
  return all;
}

}  // namespace telar
