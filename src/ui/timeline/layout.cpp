#include "ui/timeline/layout.hpp"

#include <algorithm>
#include <cmath>

namespace telar::ui {
namespace {

// How many of the spans that share a point are looked at to choose its colour.
constexpr std::size_t kLookedAt = 12;

}  // namespace

void Rows::clear() {
  rows_.clear();
  closed_.clear();
  height_ = 0;
  dirty_ = true;
}

void Rows::toggle(ProcessId process) {
  if (process >= closed_.size()) closed_.resize(process + 1, 0);
  closed_[process] ^= 1;
  dirty_ = true;
}

void Rows::update(const Store& store, const Moment& moment, const RowHeights& heights) {
  const bool same_heights = heights.process == heights_.process && heights.lane == heights_.lane;
  if (!dirty_ && same_heights && revision_ == store.revision() && moment_ == moment) return;
  dirty_ = false;
  heights_ = heights;
  revision_ = store.revision();
  moment_ = moment;
  rows_.clear();
  float y = 0;
  for (std::size_t p = 0; p < store.processes().size(); ++p) {
    const ProcessInfo& process = store.processes()[p];
    if (!has_begun(process, moment)) continue;
    if (!rows_.empty()) y += heights.gap;
    rows_.push_back({Row::Kind::process, false, static_cast<std::uint32_t>(p), y, heights.process});
    y += heights.process;
    if (is_closed(process.id)) continue;
    for (const std::uint32_t lane : process.lanes) {
      if (!has_begun(store.lanes()[lane], moment)) continue;
      const bool is_task = store.lanes()[lane].kind == Lane::Kind::task;
      rows_.push_back({Row::Kind::lane, is_task, lane, y, heights.lane});
      y += heights.lane;
    }
  }
  height_ = y;
}

std::pair<std::size_t, std::size_t> Rows::between(float top, float bottom) const {
  const auto first = std::partition_point(
      rows_.begin(), rows_.end(), [top](const Row& row) { return row.top + row.height <= top; });
  const auto last = std::partition_point(first, rows_.end(),
                                         [bottom](const Row& row) { return row.top < bottom; });
  return {static_cast<std::size_t>(first - rows_.begin()),
          static_cast<std::size_t>(last - rows_.begin())};
}

std::ptrdiff_t span_at(const Lane& lane, Nanos time, Nanos now) {
  const auto after_it = std::upper_bound(lane.spans.begin(), lane.spans.end(), time,
                                         [](Nanos t, const Span& span) { return t < span.begin; });
  if (after_it == lane.spans.begin()) return -1;
  const auto it = after_it - 1;
  return time < std::min(it->end, std::max(now, it->begin + 1)) && it->begin <= now
             ? it - lane.spans.begin()
             : -1;
}

void layout_spans(const Lane& lane, const TimeView& view, Nanos now, std::vector<SpanRect>& out) {
  const std::vector<Span>& spans = lane.spans;
  const double left = view.begin(), right = std::min(view.end(), static_cast<double>(now));
  const auto end_of = [now](const Span& span) {
    return static_cast<double>(std::min(span.end, std::max(now, span.begin)));
  };
  // Spans do not overlap and are in order, so their ends are in order too.
  const auto first_ending_after = [&](std::size_t from, double time) {
    return static_cast<std::size_t>(
        std::partition_point(spans.begin() + static_cast<std::ptrdiff_t>(from), spans.end(),
                             [&](const Span& span) { return end_of(span) <= time; }) -
        spans.begin());
  };
  std::size_t i = first_ending_after(0, left);
  while (i < spans.size() && static_cast<double>(spans[i].begin) < right) {
    const double begin = std::max(static_cast<double>(spans[i].begin), left);
    const double end = std::min(end_of(spans[i]), view.end());
    const double x0 = view.x_of(begin), x1 = view.x_of(end);
    if (x1 - x0 >= 1) {
      if (spans[i].state != State::finished) {
        out.push_back({static_cast<float>(x0), static_cast<float>(x1), spans[i].state, false,
                       spans[i].end > now, static_cast<std::uint32_t>(i)});
      }
      ++i;
      continue;
    }
    // One point's width, with everything narrow that begins in it.
    const double column_end = std::min(view.time_at(x0 + 1), right);
    std::size_t last = i + 1;
    double longest[5] = {};
    double covered = begin;
    for (std::size_t k = i; k < spans.size() && static_cast<double>(spans[k].begin) < column_end;
         ++k) {
      const double k_begin = std::max(static_cast<double>(spans[k].begin), left);
      const double k_end = end_of(spans[k]);
      if (k > i && view.x_of(k_end) - view.x_of(k_begin) >= 1) break;
      longest[static_cast<int>(spans[k].state)] += k_end - k_begin + 1e-3;
      covered = k_end;
      last = k + 1;
      if (k - i + 1 == kLookedAt) {
        // Jump over the rest of the column; a wide span that begins in it is the next to be laid
        // out.
        std::size_t next = first_ending_after(last, column_end);
        if (next > last) covered = end_of(spans[next - 1]);
        last = std::max(last, next);
        break;
      }
    }
    const auto state = static_cast<State>(std::max_element(longest, longest + 4) - longest);
    if (longest[static_cast<int>(state)] > 0) {
      const double width = std::clamp(view.x_of(covered) - x0, 1.0, 2.0);
      out.push_back({static_cast<float>(x0), static_cast<float>(x0 + width), state, last - i > 1,
                     false, static_cast<std::uint32_t>(i)});
    }
    i = last;
  }
}

std::uint32_t author_of(const Store& store, const Write& write) {
  const std::uint32_t task =
      write.task != 0 ? store.lane_of_task(process_of(write.strand), write.task) : Store::kNone;
  return task != Store::kNone ? task : store.lane_of(write.strand);
}

void Prints::clear() {
  for (auto& prints : lanes_) prints.clear();
  seen_ = 0;
}

void Prints::update(const Store& store) {
  const auto& writes = store.writes();
  const bool moved =
      seen_ > 0 && seen_ <= writes.size() &&
      (writes[seen_ - 1].time != last_time_ || writes[seen_ - 1].strand != last_strand_);
  if (moved || writes.size() < seen_) clear();
  if (lanes_.size() < store.lanes().size()) lanes_.resize(store.lanes().size());
  for (; seen_ < writes.size(); ++seen_) {
    const std::uint32_t lane = author_of(store, writes[seen_]);
    if (lane < lanes_.size()) lanes_[lane].push_back(static_cast<std::uint32_t>(seen_));
    last_time_ = writes[seen_].time;
    last_strand_ = writes[seen_].strand;
  }
}

const std::vector<std::uint32_t>& Prints::of(std::size_t lane) const {
  static const std::vector<std::uint32_t> kNothing;
  return lane < lanes_.size() ? lanes_[lane] : kNothing;
}

void layout_steps(const std::vector<Step>& steps, const TimeView& view, Nanos now,
                  std::vector<StepRect>& out) {
  auto at = std::upper_bound(
      steps.begin(), steps.end(), view.begin(),
      [](double time, const Step& step) { return time < static_cast<double>(step.time); });
  if (at != steps.begin()) --at;
  const double right = std::min(view.end(), static_cast<double>(now));
  while (at != steps.end() && static_cast<double>(at->time) < right) {
    const double x0 = view.x_of(std::max(static_cast<double>(at->time), view.begin()));
    std::int32_t highest = at->value;
    auto next = at + 1;
    // Everything that changes within a point is one column as high as its highest.
    const double column_end = view.time_at(x0 + 1);
    while (next != steps.end() && static_cast<double>(next->time) < column_end) {
      const bool ends_inside =
          next + 1 != steps.end() && static_cast<double>((next + 1)->time) < column_end;
      if (!ends_inside) break;  // it reaches beyond this column: its own rectangle
      highest = std::max(highest, next->value);
      ++next;
    }
    const double end =
        next == steps.end() ? right : std::min(static_cast<double>(next->time), right);
    out.push_back({static_cast<float>(x0), static_cast<float>(view.x_of(end)), highest});
    at = next;
  }
}

}  // namespace telar::ui
