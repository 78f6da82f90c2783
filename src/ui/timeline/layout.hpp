// TimelineLayout: from the Store and a TimeView to rectangles. Pure: no drawing, no ImGui; only
// what is in sight is looked at, and nothing is allocated once the vectors have grown.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "trace/metrics.hpp"
#include "trace/moment.hpp"
#include "trace/store.hpp"
#include "ui/timeline/time_view.hpp"

namespace telar::ui {

// ---- Rows: the vertical order. A process's header, then its threads, each followed by its tasks.

struct Row {
  enum class Kind : unsigned char { process, lane };
  Kind kind;
  bool is_task;         // drawn indented
  std::uint32_t index;  // into Store::processes() or Store::lanes()
  float top, height;    // from the top of the whole list
};

struct RowHeights {
  float process = 30, lane = 24, gap = 6;  // gap: above each process but the first
};

class Rows {
 public:
  // What has begun by that moment. Cheap when nothing new has appeared. A closed process shows its
  // header alone.
  void update(const Store& store, const Moment& moment, const RowHeights& heights);
  void clear();
  void toggle(ProcessId process);
  bool is_closed(ProcessId process) const { return process < closed_.size() && closed_[process]; }

  const std::vector<Row>& rows() const { return rows_; }
  float height() const { return height_; }
  // Indices [first, last) of the rows that touch the stretch [top, bottom).
  std::pair<std::size_t, std::size_t> between(float top, float bottom) const;

 private:
  std::vector<Row> rows_;
  std::vector<char> closed_;
  float height_ = 0;
  std::uint64_t revision_ = 0;
  Moment moment_;
  RowHeights heights_;
  bool dirty_ = true;
};

// ---- Spans

struct SpanRect {
  float x0, x1;         // points from the left of the drawing area, clipped to it
  State state;          // of a merged one: that of its longest stretch
  bool merged;          // stands for several spans that share a point's width
  bool open;            // still lasts at the moment on show
  std::uint32_t first;  // index of the (first) span in its lane
};

// Appends the rectangles of one lane, left to right. Spans narrower than a point are merged into
// rectangles one point wide, by binary search: the cost depends on the width, not on the number of
// spans. `now`: the moment on show, where spans end that last then; what begins later is left out.
void layout_spans(const Lane& lane, const TimeView& view, Nanos now, std::vector<SpanRect>& out);

// The span that holds this time, or -1.
std::ptrdiff_t span_at(const Lane& lane, Nanos time, Nanos now);

// ---- Marks and prints

struct MarkPoint {
  float x;
  std::uint32_t first,
      count;  // positions in the lane's list: neighbours closer than kMarkGap are one point
};
inline constexpr float kMarkGap = 9;

// `list` holds indices into `items` (Store::events() or Store::writes()), in order of time.

// Whether an item of the list has happened at the moment on show, and where in the list those begin
// that are yet to come.
inline bool happened(const std::vector<Event>&, std::uint32_t index, const Moment& moment) {
  return moment.has(index);
}
inline bool happened(const std::deque<Write>& writes, std::uint32_t index, const Moment& moment) {
  return moment.has(writes[index].event);
}
template <class Items>
auto end_of_happened(const std::vector<std::uint32_t>& list, const Items& items,
                     const Moment& moment) {
  if (moment.is_end()) return list.end();
  return std::partition_point(list.begin(), list.end(),
                              [&](std::uint32_t index) { return happened(items, index, moment); });
}
// Those that have happened by then.
template <class Items>
void layout_marks(const std::vector<std::uint32_t>& list, const Items& items, const Moment& moment,
                  const TimeView& view, std::vector<MarkPoint>& out) {
  const auto before = [&items](std::uint32_t index, double time) {
    return static_cast<double>(items[index].time) < time;
  };
  const auto end = end_of_happened(list, items, moment);
  auto at = std::lower_bound(list.begin(), end, view.begin(), before);
  while (at != end && static_cast<double>(items[*at].time) <= view.end()) {
    const double x = view.x_of(static_cast<double>(items[*at].time));
    const auto next =
        std::lower_bound(at + 1, end, view.time_at(x + static_cast<double>(kMarkGap)), before);
    out.push_back({static_cast<float>(x), static_cast<std::uint32_t>(at - list.begin()),
                   static_cast<std::uint32_t>(next - at)});
    at = next;
  }
}

// The lane that wrote it: the task that was running, else the thread. Store::kNone if unknown.
std::uint32_t author_of(const Store& store, const Write& write);

// What each lane printed, in order of time: an index over Store::writes(), kept up to date as it
// grows.
class Prints {
 public:
  void update(const Store& store);
  void clear();
  const std::vector<std::uint32_t>& of(std::size_t lane) const;

 private:
  std::vector<std::vector<std::uint32_t>> lanes_;
  std::size_t seen_ = 0;
  // Of the last one seen: if another is in its place, a late packet came between.
  Nanos last_time_ = 0;
  StrandId last_strand_ = 0;
};

// ---- Step functions, for the chart under the timeline

struct StepRect {
  float x0, x1;
  std::int32_t value;  // the highest within a point's width
};
void layout_steps(const std::vector<Step>& steps, const TimeView& view, Nanos now,
                  std::vector<StepRect>& out);

}  // namespace telar::ui
