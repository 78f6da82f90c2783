// asyncio's cancellation: an exception in the task, at its await; caught to tidy up, and raised
// again.
#include <functional>

#include "runtime/asyncio.hpp"
#include "runtime/builtins.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using asyncio::Async;
using asyncio::CancelledError;

// listing begin
Async<> download(int i, Seconds seconds) {
  co_await print(Text{"Descarga {}: empieza", "Download {}: begins"}, i);
  try {
    co_await asyncio::sleep(seconds);
    co_await print(Text{"Descarga {}: completa", "Download {}: complete"}, i);
    co_return;
  } catch (const CancelledError&) {
    // C++ has no co_await in here
  }
  co_await print(Text{"Descarga {}: borra lo que tenía", "Download {}: deletes what it had"}, i);
  throw CancelledError();  // raise
}

Async<> cancel_and_wait(Seconds seconds, Seconds timeout) {
  auto task = asyncio::create_task(download(1, seconds));
  co_await asyncio::sleep(timeout);
  task.cancel();  // asks; it happens at the task's await
  bool cancelled = false;
  try {
    co_await task;
  } catch (const CancelledError&) {
    cancelled = true;
  }
  if (cancelled) co_await print(Text{"La descarga 1 se canceló", "Download 1 was cancelled"});
}

Async<> wait_with_timeout(Seconds seconds, Seconds timeout) {
  bool late = false;
  try {
    co_await asyncio::wait_for(download(2, seconds), timeout);
  } catch (const TimeoutError&) {
    late = true;
  }
  if (late) co_await print(Text{"La descarga 2 tardaba demasiado", "Download 2 took too long"});
}

Task<> main(const Parameters& parameters) {
  const Seconds seconds = parameters.real("seconds");
  const Seconds timeout = parameters.real("timeout");
  co_await asyncio::run(cancel_and_wait(seconds, timeout));
  co_await asyncio::run(wait_with_timeout(seconds, timeout));
}
// listing end

const ParameterSpec kParameters[] = {
    seconds_parameter(0.5, {"cuánto dura cada descarga", "how long each download lasts"}),
    {.name = "timeout",
     .kind = ParameterSpec::Kind::real,
     .label = {"Paciencia", "Patience"},
     .default_value = 0.2,
     .minimum = 0.01,
     .maximum = 3600,
     .help = {"a los cuántos segundos se cancela", "after how many seconds it is cancelled"}},
};

}  // namespace

const Scenario kCancelledTask{
    {.name = "cancelled-task",
     .title = {"Tarea cancelada", "Cancelled task"},
     .summary = {"Una tarea se cancela a mano y otra por tardar, y las dos recogen antes de irse.",
                 "One task is cancelled by hand and another for being late, and both tidy up "
                 "before they go."},
     .watch = {"Cada descarga duerme hasta que la cancelan: despierta antes de tiempo, recoge y "
               "termina. A la primera "
               "la cancela cancel(); a la segunda, wait_for, al pasar su límite. Sube timeout por "
               "encima de seconds y "
               "las dos acaban. Pulsa Explorar: hay un solo orden, porque el bucle es un solo hilo "
               "y nadie más elige "
               "cuándo se cambia de tarea.",
               "Each download sleeps until it is cancelled: it wakes up early, tidies up and ends. "
               "The first is "
               "cancelled by cancel(), the second by wait_for when its limit has passed. Raise "
               "timeout above seconds "
               "and both complete. Press Explore: there is one order only, since the loop is one "
               "thread and nobody "
               "else chooses when tasks change."},
     .teaches =
         {"cancel() no mata la tarea: le pide que acabe. En el await donde está suspendida salta "
          "CancelledError, que "
          "sube como cualquier excepción, y los except y finally del camino pueden cerrar ficheros "
          "o borrar lo que "
          "quedó a medias.\n"
          "Hay que volver a lanzarla con raise: quien se la traga sigue vivo, y quien lo esperaba "
          "cree que terminó "
          "bien. Por eso CancelledError no es una Exception, y un except Exception no la atrapa.\n"
          "Una tarea solo se puede cancelar en un await: mientras calcula no se entera. wait_for "
          "cancela al pasar su "
          "límite, espera a que la tarea recoja, y lanza TimeoutError. A un hilo, en cambio, no se "
          "le puede "
          "cancelar.",
          "cancel() does not kill the task: it asks it to end. At the await where it is suspended "
          "a CancelledError is "
          "raised, which goes up like any exception, and each except and finally on its way may "
          "close files or delete "
          "what was left half done.\n"
          "It must be raised again: a task that swallows it lives on, and who waited for it "
          "believes that it ended "
          "well. That is why CancelledError is no Exception, and except Exception does not catch "
          "it.\n"
          "A task can be cancelled at an await only: while it computes it does not know. wait_for "
          "cancels when its "
          "limit has passed, waits until the task has tidied up, and raises TimeoutError. A thread "
          "cannot be cancelled "
          "at all."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
