// Every text of the UI in both languages, as plain data. Literals end in a zero, so `data()` is a C
// string.
#pragma once
#include "base/language.hpp"
#include "trace/event.hpp"

namespace telar::ui {

struct Texts {
  // The top bar
  Text tagline = {"Mira cómo se tejen hilos, procesos y corrutinas",
                  "Watch threads, processes and coroutines weave"};
  Text language = {"Idioma", "Language"};
  Text theme = {"Tema", "Theme"};
  Text theme_system = {"Tema: como el sistema", "Theme: as the system"};
  Text theme_light = {"Tema: claro", "Theme: light"};
  Text theme_dark = {"Tema: oscuro", "Theme: dark"};
  Text real_threads = {"hilos reales", "real threads"};
  Text virtual_threads = {"hilos simulados", "simulated threads"};
  Text real_processes = {"procesos reales", "real processes"};
  Text virtual_processes = {"procesos simulados", "simulated processes"};
  Text virtual_run = {"tiempo virtual", "virtual time"};
  Text rung_help_real = {
      "Cada hilo es un hilo del sistema y cada proceso está aislado, con memoria propia.",
      "Each thread is a thread of the system and each process is isolated, with its own memory."};
  Text not_isolated_help = {
      "Esta página no está aislada de otros orígenes, y así el navegador no deja que los hilos "
      "compartan memoria: todo "
      "corre en tiempo virtual. Para tener hilos y procesos reales, ábrela en una pestaña propia y "
      "por https, desde un "
      "servidor que envíe COOP y COEP, como hace make play.",
      "This page is not isolated from other origins, and so the browser lets no threads share "
      "memory: everything runs "
      "in virtual time. To have real threads and processes, open it in a tab of its own and by "
      "https, from a server "
      "that sends COOP and COEP, as make play does."};
  Text no_workers_help = {
      "Este navegador no tiene hilos de WebAssembly en Workers: todo corre en tiempo virtual.",
      "This browser has no WebAssembly threads in Workers: everything runs in virtual time."};
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
  Text short_nap = {"Siesta acortada: el capítulo duerme 5 s.",
                    "Shortened nap: the chapter sleeps 5 s."};
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
  Text merged = {"tramos juntos: acerca para separarlos",
                 "stretches together: zoom in to tell them apart"};
  Text lost = {"Aquí se perdieron eventos", "Events were lost here"};
  Text lost_total = {"eventos perdidos", "events lost"};
  Text prints = {"imprime", "prints"};

  // Marks
  Text mark_acquire = {"adquiere", "acquires"};
  Text mark_release = {"suelta", "releases"};
  Text mark_put = {"pone en", "puts in"};
  Text mark_get = {"saca de", "gets from"};
  Text mark_signal = {"avisa", "signals"};
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
  Text elapsed_help = {"Desde que empezó hasta su último evento.",
                       "From its beginning to its last event."};
  Text task_time = {"Tiempo de tareas", "Task time"};
  Text task_time_help = {"Lo que tardarían las mismas tareas una detrás de otra.",
                         "What the same tasks would take one after another."};
  Text speedup = {"Aceleración", "Speed-up"};
  Text speedup_help = {"Tiempo de tareas entre duración.", "Task time over elapsed."};
  Text efficiency = {"Eficiencia", "Efficiency"};
  Text efficiency_help = {"Aceleración entre el pico de concurrencia.",
                          "Speed-up over the peak of concurrency."};
  Text concurrency = {"Concurrencia", "Concurrency"};
  Text concurrency_help = {"Cuántas tareas han empezado y no han terminado en cada momento.",
                           "How many tasks have begun and not finished at each moment."};
  Text parallelism = {"Paralelismo", "Parallelism"};
  Text parallelism_help = {"De esas, cuántas se ejecutan de verdad en ese momento.",
                           "Of those, how many are really running at that moment."};
  Text peak = {"pico", "peak"};
  Text mean = {"media", "mean"};

  // Real or virtual time
  Text kernel = {"Cómo se ejecuta", "How it runs"};
  Text kernel_real = {"Hilos reales", "Real threads"};
  Text kernel_virtual = {"Tiempo virtual", "Virtual time"};
  Text kernel_real_help = {
      "Cada hilo es del sistema operativo, que los reparte como quiere: ninguna ejecución se puede "
      "repetir exacta.",
      "Each thread is one of the operating system, which deals them out as it likes: no run can be "
      "repeated exactly."};
  Text kernel_virtual_help = {
      "Telar decide quién da cada paso: el mismo plan da siempre la misma ejecución, que se puede "
      "recorrer paso a "
      "paso, elegir a mano y explorar entera.\n\nSe modela una memoria secuencialmente "
      "consistente: cada hilo ve "
      "siempre lo último escrito. La memoria débil (lo que reordenan procesador y compilador) no "
      "se modela.",
      "Telar decides who makes each step: the same schedule always gives the same run, which can "
      "be walked step by "
      "step, steered by hand and explored whole.\n\nMemory is modelled as sequentially consistent: "
      "every thread "
      "always sees what was written last. Weak memory (what processor and compiler reorder) is not "
      "modelled."};
  Text strategy = {"Quién da el paso", "Who makes the step"};
  Text round_robin = {"Por turnos", "Round-robin"};
  Text random = {"Al azar", "Random"};
  Text pct = {"PCT", "PCT"};
  Text by_hand = {"Eliges tú", "You choose"};
  Text round_robin_help = {"Cada hilo da un paso, por orden.",
                           "Each thread makes a step, in order."};
  Text random_help = {"En cada paso, uno cualquiera de los que pueden. La semilla dice cuál.",
                      "At each step, any of those that can. The seed says which."};
  Text pct_help = {
      "Prioridades al azar que cambian en unos pocos momentos: encuentra fallos que piden pocos "
      "cambios de hilo.",
      "Random priorities that change at a few moments: finds failures that take few changes of "
      "thread."};
  Text by_hand_help = {"La ejecución se para en cada paso y te pregunta quién lo da.",
                       "The run stops at each step and asks you who makes it."};
  Text seed = {"Semilla", "Seed"};
  Text seed_help = {"La misma semilla da la misma ejecución.", "The same seed gives the same run."};
  Text next_seed = {"Otra semilla", "Another seed"};
  Text virtual_cores = {"Núcleos", "Cores"};
  Text virtual_cores_help = {
      "Cuántos hilos corren a la vez en el tiempo virtual. No dependen de esta máquina.",
      "How many threads run at once in virtual time. They do not depend on this machine."};

  // The transport bar
  Text to_begin = {"Al principio", "To the beginning"};
  Text step_back = {"Un paso atrás", "One step back"};
  Text play = {"Reproducir", "Play"};
  Text pause = {"Pausa", "Pause"};
  Text step_forward = {"Un paso adelante", "One step forward"};
  Text to_end = {"Al final", "To the end"};
  Text scrubber = {"Paso", "Step"};
  Text step_of = {"paso %llu de %llu", "step %llu of %llu"};
  Text speed = {"Velocidad", "Speed"};
  Text speed_step_1 = {"1 paso/s", "1 step/s"};
  Text speed_step_5 = {"5 pasos/s", "5 steps/s"};
  Text speed_step_25 = {"25 pasos/s", "25 steps/s"};
  Text speed_time_1 = {"A su ritmo", "Its own pace"};
  Text speed_time_10 = {"Ritmo × 10", "Pace × 10"};
  Text speed_time_100 = {"Ritmo × 100", "Pace × 100"};
  Text speed_at_once = {"De golpe", "At once"};
  Text copy_link = {"Copiar enlace", "Copy link"};
  Text copy_link_help = {"Quien lo abra verá esta misma ejecución.",
                         "Whoever opens it sees this very run."};
  Text present = {"ahora", "now"};

  // Who makes the next step
  Text next_steps = {"Siguiente paso", "Next step"};
  Text undo = {"Deshacer", "Undo"};
  Text next_empty = {
      "Con tiempo virtual, cuando la ejecución esté en pausa, aquí se elige quién da el paso "
      "siguiente.",
      "In virtual time, while the run is paused, here is where to choose who makes the next step."};
  Text next_playing = {"En pausa se puede elegir quién da el paso siguiente.",
                       "Once paused, you can choose who makes the next step."};
  Text next_at_end = {"La ejecución ha terminado: nadie puede dar otro paso.",
                      "The run is over: nobody can make another step."};
  Text next_picked = {"en esta ejecución", "in this run"};
  Text next_picked_help = {"Es quien dio este paso en la ejecución grabada.",
                           "This is who made the step in the recorded run."};
  Text next_gives_up = {"Elegir abandona lo grabado a partir de aquí.",
                        "To choose gives up what is recorded from here."};
  Text next_keys = {"Pulsa uno, o su número.", "Press one, or its number."};
  Text next_last = {"sigue", "goes on"};

  // The exploration
  Text explore = {"Explorar", "Explore"};
  Text explore_help = {"Prueba los órdenes posibles, uno tras otro, y cuenta en qué acaban.",
                       "Tries the possible orders, one after another, and counts how they end."};
  Text explore_empty = {
      "Explorar ejecuta el programa una vez por cada orden posible de sus pasos. Aquí saldrá en "
      "qué "
      "acaban y cuántas veces; pulsa un resultado para ver una ejecución que llega a él.",
      "Explore runs the program once for each possible order of its steps. How they end, and how "
      "often, will be here; press an outcome to see a run that leads to it."};
  Text stop_exploring = {"Parar la búsqueda", "Stop the search"};
  Text executions = {"ejecuciones", "executions"};
  Text bound = {"hasta %d interrupciones", "up to %d preemptions"};
  Text exhausted = {"Todo explorado", "All explored"};
  Text exploring = {"Explorando…", "Exploring…"};
  Text not_exhausted = {"Sin agotar", "Not exhausted"};
  Text first_failure = {"primer fallo: %llu.ª", "first failure: #%llu"};
  Text no_failure = {"ningún fallo", "no failure"};
  Text outcomes = {"Resultados", "Outcomes"};
  Text times = {"veces", "times"};
  Text switches = {"cambios", "switches"};
  Text switches_help = {"Cambios de hilo del plan más corto que lleva a él.",
                        "Changes of thread in the shortest schedule that leads to it."};
  Text first_seen = {"Visto por primera vez en la ejecución", "First seen at execution"};
  Text tree = {"Lo explorado", "Explored so far"};
  Text tree_help = {
      "Cada fila es un paso y cada tramo, las ejecuciones que empiezan igual: su ancho dice "
      "cuántas son, "
      "su color quién da el paso. En rojo, la parte que acaba mal.",
      "Each row is a step and each stretch the executions that begin alike: its width says how "
      "many, its "
      "colour who makes the step. In red, the part that ends badly."};
  Text tree_all = {"Todas las ejecuciones", "All executions"};
  Text tree_step = {"Paso %d: da el paso el hilo %u", "Step %d: thread %u makes it"};
  Text tree_merged = {"tramos juntos", "stretches together"};
  Text share = {"de las ejecuciones", "of the executions"};
  Text fail = {"acaban mal", "end badly"};

  // What went wrong
  Text problem_deadlock = {"Interbloqueo", "Deadlock"};
  Text problem_starved = {"Inanición", "Starvation"};
  Text problem_race = {"Carrera", "Race"};
  Text problem_lost_update = {"Escritura perdida", "Lost update"};
  Text problem_failed = {"Fallo", "Failure"};
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
    case EventKind::load:
      return kTexts.mark_load;
    case EventKind::store:
      return kTexts.mark_store;
    default:
      return kTexts.mark_other;
  }
}

}  // namespace telar::ui
