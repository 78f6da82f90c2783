#include "ui/timeline/time_view.hpp"

#include <algorithm>

namespace telar::ui {
namespace {
constexpr double kLiveMargin = 1.06;  // air to the right of the present while it moves
constexpr double kEndMargin = 1.03;
}  // namespace

double TimeView::longest() const { return std::max(run_end_, live_ ? kShortestLive : 1e3); }

void TimeView::update(double width, Nanos run_end, bool live) {
  // A resize keeps the left edge and the scale, as a window pane does.
  width_ = std::max(width, 1.0);
  run_end_ = static_cast<double>(run_end);
  live_ = live;
  if (fitted_) {
    begin_ = 0;
    per_point_ = longest() * (live ? kLiveMargin : kEndMargin) / width_;
  } else if (following_ && live) {
    begin_ = run_end_ - per_point_ * width_ / kLiveMargin;
  }
}

void TimeView::zoom(double factor, double x) {
  const double anchor = time_at(x);
  per_point_ =
      std::clamp(per_point_ * factor, kFinest, std::max(longest() * kWidest / width_, kFinest));
  begin_ = anchor - x * per_point_;
  fitted_ = following_ = false;
  keep_in_sight();
}

void TimeView::pan(double points) {
  begin_ -= points * per_point_;
  fitted_ = following_ = false;
  keep_in_sight();
}

void TimeView::fit() {
  fitted_ = following_ = true;
  update(width_, static_cast<Nanos>(run_end_), live_);
}

void TimeView::follow(bool on) {
  following_ = on;
  if (!on) fitted_ = false;
}

void TimeView::show(double begin, double end) {
  fitted_ = following_ = false;
  per_point_ = std::max((end - begin) / width_, kFinest);
  begin_ = begin;
  keep_in_sight();
}

void TimeView::reset() {
  fitted_ = following_ = true;
  begin_ = 0;
}

// A fifth of the view always shows the run: nobody gets lost in empty time.
void TimeView::keep_in_sight() {
  const double shown = per_point_ * width_;
  begin_ = std::clamp(begin_, -0.8 * shown, std::max(longest() - 0.2 * shown, -0.8 * shown));
}

}  // namespace telar::ui
