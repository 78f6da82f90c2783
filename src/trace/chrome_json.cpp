// write_chrome_json: the trace event format of Chrome, which Perfetto opens.
#include "trace/chrome_json.hpp"

#include <algorithm>
#include <ostream>
#include <string>

#include "base/json.hpp"
#include "trace/metrics.hpp"
#include "trace/names.hpp"

namespace telar {
namespace {

// Numbers from 1: viewers take pid 0 and tid 0 for the idle thread.
std::uint64_t pid(ProcessId process) { return std::uint64_t{process} + 1; }
std::uint64_t tid(std::uint32_t lane) { return std::uint64_t{lane} + 1; }

class Exporter {
 public:
  Exporter(std::ostream& out, const Store& store, SayAction say)
      : out_(out), store_(store), say_(say) {}

  void run() {
    json_.begin_object().member("displayTimeUnit", "ns").key("traceEvents").begin_array();
    names();
    for (std::uint32_t lane = 0; lane < store_.lanes().size(); ++lane) states(lane);
    starts();
    moments();
    const Metrics metrics = measure(store_, store_.end(), 0);
    counter("concurrency", metrics.concurrency);
    counter("parallelism", metrics.parallelism);
    json_.end_array().end_object();
    out_ << buffer_ << '\n';
  }

 private:
  // {"name":..., "ph":..., "pid":..., "tid":...: the caller adds what the phase has, and calls
  // end().
  JsonWriter& begin(std::string_view name, const char* phase, ProcessId process,
                    std::uint64_t thread) {
    json_.begin_object().member("name", name).member("ph", phase);
    return json_.member("pid", pid(process)).member("tid", thread);
  }
  JsonWriter& begin(std::string_view name, const char* phase, std::uint32_t lane) {
    return begin(name, phase, store_.lanes()[lane].process, tid(lane));
  }
  void end() {
    json_.end_object();
    if (buffer_.size() < 1 << 16) return;
    out_ << buffer_;
    buffer_.clear();
  }
  void time(std::string_view key, Nanos nanos) {  // microseconds, exactly
    const std::string thousandths = std::to_string(nanos % 1000);
    json_.key(key).raw(std::to_string(nanos / 1000) + "." +
                       std::string(3 - thousandths.size(), '0') + thousandths);
  }

  void names() {
    const auto metadata = [&](const char* what, ProcessId process,
                              std::uint64_t thread) -> JsonWriter& {
      return begin(what, "M", process, thread).key("args").begin_object();
    };
    for (const ProcessInfo& process : store_.processes()) {
      if (!process.known) continue;
      metadata("process_name", process.id, 0).member("name", process.name).end_object();
      end();
      metadata("process_sort_index", process.id, 0).member("sort_index", process.id).end_object();
      end();
      for (std::uint32_t row = 0; row < process.lanes.size(); ++row) {
        const std::uint32_t lane = process.lanes[row];
        metadata("thread_name", process.id, tid(lane))
            .member("name", store_.lanes()[lane].name)
            .end_object();
        end();
        metadata("thread_sort_index", process.id, tid(lane)).member("sort_index", row).end_object();
        end();
      }
    }
  }

  void states(std::uint32_t index) {
    const Lane& lane = store_.lanes()[index];
    for (const Span& span : lane.spans) {
      std::string name(name_of(span.state));
      if (span.state == State::blocked && lane.kind == Lane::Kind::thread)
        name += span.object == 0 ? " on the outside"
                                 : " on " + object_name(store_, lane.process, span.object);
      begin(name, "X", index).member("cat", name_of(span.state));
      time("ts", span.begin);
      time("dur", std::max(span.end == kNever ? store_.end() : span.end, span.begin) - span.begin);
      end();
    }
  }

  // An arrow from who started a thread or task to its first moment.
  void starts() {
    for (std::uint32_t index = 0; index < store_.lanes().size(); ++index) {
      const Lane& lane = store_.lanes()[index];
      const bool task = lane.kind == Lane::Kind::task;
      if (task ? lane.parent == 0 : lane.parent == lane.strand) continue;
      const std::uint32_t parent =
          task ? store_.lane_of_task(lane.process, lane.parent) : store_.lane_of(lane.parent);
      if (parent == Store::kNone) continue;
      for (const char* phase : {"s", "f"}) {
        begin("start", phase, *phase == 's' ? parent : index)
            .member("cat", "start")
            .member("id", index);
        if (*phase == 'f') json_.member("bp", "e");
        time("ts", lane.begin);
        end();
      }
    }
  }

  void instant(std::string_view name, std::uint32_t lane, Nanos when) {
    begin(name, "i", lane).member("s", "t");
    time("ts", when);
  }

  void action(std::uint32_t lane, Nanos when, const Action& action) {
    instant(say_(action), lane, when);
    json_.key("args").begin_object().key("value");
    write_value(json_, action.payload);
    if (const std::string place = place_text(action); !place.empty()) json_.member("line", place);
    json_.end_object();
    end();
  }

  void moments() {
    for (std::uint32_t lane = 0; lane < store_.lanes().size(); ++lane) {
      for (const std::uint32_t mark : store_.lanes()[lane].marks)
        action(lane, store_.events()[mark].time, store_.action_of(store_.events()[mark]));
      // What no other event tells of: a join, a wait.
      for (const Stand& stand : store_.lanes()[lane].stands)
        if (stand.did == Stand::kNotTold)
          action(lane, store_.time_of(stand), store_.action_of(stand));
    }
    for (const Write& write : store_.writes()) {
      const std::uint32_t task = store_.lane_of_task(process_of(write.strand), write.task);
      instant("write", task == Store::kNone ? store_.lane_of(write.strand) : task, write.time);
      json_.key("args").begin_object().member("text", write.text).end_object();
      end();
    }
    for (std::uint32_t lane = 0; lane < store_.lanes().size(); ++lane)
      for (const Nanos gap : store_.lanes()[lane].gaps) instant("events lost", lane, gap), end();
  }

  void counter(const char* name, const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      begin(name, "C", 0, 0);
      time("ts", step.time);
      json_.key("args").begin_object().member("value", step.value).end_object();
      end();
    }
  }

  std::ostream& out_;
  const Store& store_;
  const SayAction say_;
  std::string buffer_;
  JsonWriter json_{buffer_};
};

}  // namespace

void write_chrome_json(std::ostream& out, const Store& store, SayAction say) {
  Exporter(out, store, say).run();
}

}  // namespace telar
