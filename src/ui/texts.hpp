// Every text of the UI in both languages, as plain data. Literals end in a zero, so `data()` is a C string.
#pragma once
#include "base/language.hpp"
#include "trace/event.hpp"

namespace telar::ui {

struct Texts {
  // The top bar
  Text tagline = {"Mira cómo se tejen hilos, procesos y corrutinas", "Watch threads, processes and coroutines weave"};
  Text language = {"Idioma", "Language"};
  Text theme = {"Tema", "Theme"};
  Text theme_system = {"Tema: como el sistema", "Theme: as the system"};
  Text theme_light = {"Tema: claro", "Theme: light"};
  Text theme_dark = {"Tema: oscuro", "Theme: dark"};
  Text real_threads = {"hilos reales", "real threads"};
  Text virtual_threads = {"hilos simulados", "simulated threads"};
  Text real_processes = {"procesos reales", "real processes"};
  Text virtual_processes = {"procesos simulados", "simulated processes"};
  Text rung_help_real = {"Cada hilo es un hilo del sistema y cada proceso está aislado, con memoria propia.",
                         "Each thread is a thread of the system and each process is isolated, with its own memory."};
  Text rung_help_no_threads = {"Esta página no está aislada (COOP/COEP): los hilos se simulan en tiempo virtual.",
                               "This page is not isolated (COOP/COEP): threads are simulated in virtual time."};
  Text rung_help_virtual = {"Este navegador no deja usar Workers: todo se simula en tiempo virtual.",
                            "This browser gives no workers: everything is simulated in virtual time."};
  Text cores = {"Núcleos", "Cores"};
  Text workers_processes = {"Procesos vivos ahora", "Processes alive now"};
  Text workers_threads = {"Hilos vivos ahora", "Threads alive now"};
  Text dismiss = {"Cerrar aviso", "Dismiss"};

  // The programs
  Text programs = {"Programas", "Programs"};
  Text parameters = {"Parámetros", "Parameters"};
  Text run = {"Ejecutar", "Run"};
  Text stop = {"Parar", "Stop"};
  Text starting = {"Arrancando…", "Starting…"};
  Text stopping = {"Parando…", "Stopping…"};
  Text less = {"menos", "less"};
  Text more = {"más", "more"};
  Text from_to = {"de %s a %s", "%s to %s"};
  Text short_nap = {"Siesta acortada: el capítulo duerme 5 s.", "Shortened nap: the chapter sleeps 5 s."};
  Text guide = {"Guía", "Guide"};
  Text watch = {"Qué mirar", "What to watch"};
  Text teaches = {"Qué enseña", "What it teaches"};
  Text no_listing = {"Este programa no tiene listado.", "This program has no listing."};
  Text copy_listing = {"Copiar listado", "Copy listing"};

  // The timeline
  Text timeline = {"Línea de tiempo", "Timeline"};
  Text timeline_short = {"Tiempo", "Timeline"};
  Text empty_title = {"Aún no hay nada que ver", "Nothing to see yet"};
  Text empty_help = {"Elige un programa y pulsa Ejecutar.", "Pick a program and press Run."};
  Text waiting_events = {"Esperando los primeros eventos…", "Waiting for the first events…"};
  Text fit = {"Ver todo", "Fit"};
  Text follow = {"Seguir", "Follow"};
  Text zoom_in = {"Acercar", "Zoom in"};
  Text zoom_out = {"Alejar", "Zoom out"};
  Text process = {"proceso", "process"};
  Text worker = {"worker", "worker"};
  Text pid = {"pid", "pid"};
  Text exit_code = {"salida", "exit"};
  Text alive = {"vivo", "alive"};
  Text thread = {"hilo", "thread"};
  Text task = {"tarea", "task"};
  Text state_ready = {"listo", "ready"};
  Text state_running = {"en ejecución", "running"};
  Text state_sleeping = {"durmiendo", "sleeping"};
  Text state_blocked = {"bloqueado", "blocked"};
  Text state_finished = {"terminado", "finished"};
  Text blocked_on = {"bloqueado en", "blocked on"};
  Text blocked_outside = {"espera al exterior", "waits for the outside"};
  Text from = {"desde", "from"};
  Text until = {"hasta", "until"};
  Text lasts = {"dura", "lasts"};
  Text so_far = {"de momento", "so far"};
  Text merged = {"tramos juntos: acerca para separarlos", "stretches together: zoom in to tell them apart"};
  Text lost = {"Aquí se perdieron eventos", "Events were lost here"};
  Text lost_total = {"eventos perdidos", "events lost"};
  Text prints = {"imprime", "prints"};

  // Marks
  Text mark_wait = {"espera", "waits"};
  Text mark_acquire = {"adquiere", "acquires"};
  Text mark_release = {"suelta", "releases"};
  Text mark_put = {"pone en", "puts in"};
  Text mark_get = {"saca de", "gets from"};
  Text mark_signal = {"avisa", "signals"};
  Text mark_send = {"envía", "sends"};
  Text mark_receive = {"recibe", "receives"};
  Text mark_load = {"lee", "loads"};
  Text mark_store = {"escribe", "stores"};
  Text mark_other = {"evento", "event"};

  // Objects without a better name
  Text object = {"objeto", "object"};

  // The console
  Text console = {"Consola", "Console"};
  Text console_empty = {"Lo que el programa imprima aparecerá aquí, con su autor.",
                        "What the program prints will appear here, with its author."};
  Text copy_all = {"Copiar todo", "Copy all"};
  Text copied = {"Copiado", "Copied"};
  Text autoscroll = {"Ir al final", "Autoscroll"};
  Text lines = {"líneas", "lines"};

  // The summary
  Text summary = {"Resumen", "Summary"};
  Text summary_empty = {"Aquí se verá cuánto tardó y cuánto se solapó.",
                        "How long it took, and how much of it overlapped, will be here."};
  Text outcome_idle = {"Sin ejecutar", "Not run yet"};
  Text outcome_running = {"En marcha", "Running"};
  Text outcome_finished = {"Terminado", "Finished"};
  Text outcome_failed = {"Falló", "Failed"};
  Text outcome_stopped = {"Parado", "Stopped"};
  Text outcome_deadlock = {"Interbloqueo", "Deadlock"};
  Text elapsed = {"Duración", "Elapsed"};
  Text elapsed_help = {"Desde que empezó hasta su último evento.", "From its beginning to its last event."};
  Text task_time = {"Tiempo de tareas", "Task time"};
  Text task_time_help = {"Lo que tardarían las mismas tareas una detrás de otra.",
                         "What the same tasks would take one after another."};
  Text speedup = {"Aceleración", "Speed-up"};
  Text speedup_help = {"Tiempo de tareas entre duración.", "Task time over elapsed."};
  Text efficiency = {"Eficiencia", "Efficiency"};
  Text efficiency_help = {"Aceleración entre el pico de concurrencia.", "Speed-up over the peak of concurrency."};
  Text concurrency = {"Concurrencia", "Concurrency"};
  Text concurrency_help = {"Cuántas tareas han empezado y no han terminado en cada momento.",
                           "How many tasks have begun and not finished at each moment."};
  Text parallelism = {"Paralelismo", "Parallelism"};
  Text parallelism_help = {"De esas, cuántas se ejecutan de verdad en ese momento.",
                           "Of those, how many are really running at that moment."};
  Text peak = {"pico", "peak"};
  Text mean = {"media", "mean"};
};

inline constexpr Texts kTexts;
inline constexpr std::size_t kTextCount = sizeof(Texts) / sizeof(Text);

constexpr const Text& state_text(State state) {
  switch (state) {
    case State::ready:
      return kTexts.state_ready;
    case State::running:
      return kTexts.state_running;
    case State::sleeping:
      return kTexts.state_sleeping;
    case State::blocked:
      return kTexts.state_blocked;
    case State::finished:
      return kTexts.state_finished;
  }
  return kTexts.state_finished;
}

constexpr const Text& mark_text(EventKind kind) {
  switch (kind) {
    case EventKind::wait:
      return kTexts.mark_wait;
    case EventKind::acquire:
      return kTexts.mark_acquire;
    case EventKind::release:
      return kTexts.mark_release;
    case EventKind::put:
      return kTexts.mark_put;
    case EventKind::get:
      return kTexts.mark_get;
    case EventKind::signal:
      return kTexts.mark_signal;
    case EventKind::send:
      return kTexts.mark_send;
    case EventKind::receive:
      return kTexts.mark_receive;
    case EventKind::load:
      return kTexts.mark_load;
    case EventKind::store:
      return kTexts.mark_store;
    default:
      return kTexts.mark_other;
  }
}

}  // namespace telar::ui
