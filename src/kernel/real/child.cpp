#include "kernel/real/child.hpp"

#include <memory>
#include <utility>

#include "kernel/process_context.hpp"
#include "kernel/real/event_uplink.hpp"
#include "kernel/real/real_kernel.hpp"
#include "kernel/segment.hpp"
#include "platform/clock.hpp"
#include "platform/process.hpp"

namespace telar {
namespace {

// How often a child's host thread drains its events and looks for Stop.
constexpr Nanos kPumpPeriod = 8 * kMillisecond;
// How long a child that has ended waits for room in its event pipe.
constexpr Nanos kLastEvents = 2 * kSecond;

// A child's own things. Shared with the host thread, whose last pump may come while
// run_child_program returns.
struct Child {
  ProcessId id;
  std::shared_ptr<Segment> segment;
  ChildProgram program;
  RealKernel kernel;
  ProcessContext process;
  EventUplink uplink;

  Child(ProcessId i, std::shared_ptr<Segment> s, const MakeChildProgram& make)
      : id(i),
        segment(s),
        program(make(*s, i)),
        kernel(s->epoch()),
        process(kernel, i, program.name, program.settings),
        uplink(process.collector, s->memory(), *s->event_pipe_of(i)) {
    kernel.attach(s);
    process.identity = program.identity;
    process.daemon = program.daemon;
    process.flush = [this] { uplink.pump(); };
  }
  void record(EventKind kind, std::uint64_t a, std::uint64_t b, std::string_view text) {
    Recorder* recorder = process.collector.open();
    recorder->record({kernel.now(), make_strand_id(id, 0), kind, 0, a, b}, text);
    process.collector.close(recorder);
  }
};

}  // namespace

int run_child_program(const MakeChildProgram& make,
                      std::function<void(Strand&, std::exception_ptr)> report_error) {
  const ProcessId id = child_process_id();
  auto child =
      std::make_shared<Child>(id, std::make_shared<Segment>(SharedMemory::inherited()), make);
  child->process.report_error = std::move(report_error);
  auto strand = child->kernel.make_strand(child->process, "MainThread", child->program.body, false);
  child->record(EventKind::process_running, id, child->segment->os_id_of(id), {});
  child->record(EventKind::strand_started, strand->id(), 0, strand->name());
  set_host_pump(
      [child] {
        child->uplink.pump();
        if (child->segment->stop_requested()) child->kernel.stop();
      },
      kPumpPeriod);
  child->kernel.run_main(strand);
  const int code = strand->error() || child->segment->stop_requested() ? 1 : 0;
  child->record(EventKind::process_ended, id, static_cast<std::uint64_t>(code), {});
  set_host_pump({}, kPumpPeriod);
  child->uplink.finish(monotonic_now() + kLastEvents);
  return code;
}

}  // namespace telar
