// TimeView: which stretch of time the timeline shows, and how wheel, drag, keys and a growing run
// change it. Pure maths: times in nanoseconds, x in points from the left edge of the drawing area.
#pragma once
#include "base/time.hpp"

namespace telar::ui {

class TimeView {
 public:
  double begin() const { return begin_; }
  double end() const { return begin_ + per_point_ * width_; }
  double width() const { return width_; }
  double per_point() const { return per_point_; }  // nanoseconds in a point

  double x_of(double time) const { return (time - begin_) / per_point_; }
  double time_at(double x) const { return begin_ + x * per_point_; }

  bool fitted() const { return fitted_; }        // shows the whole run, however long it grows
  bool following() const { return following_; }  // keeps the present in sight while the run is live

  // Once a frame: the area's width, where the run is, whether it still grows.
  void update(double width, Nanos run_end, bool live);
  // factor > 1 shows more time. The time at x stays at x.
  void zoom(double factor, double x);
  // The picture moves `points` to the right (negative: to the left).
  void pan(double points);
  void fit();
  void follow(bool on);
  void show(double begin, double end);
  // A new run: everything fits, and follows.
  void reset();

  // The narrowest view has this many nanoseconds in a point, the widest shows kWidest times the
  // run.
  static constexpr double kFinest = 0.5;
  static constexpr double kWidest = 4;
  // A run shorter than this is shown in a view of this length while it is live, so that its
  // beginning does not flicker.
  static constexpr double kShortestLive = 0.5e9;

 private:
  void keep_in_sight();
  double longest() const;

  double begin_ = 0, per_point_ = 1e6, width_ = 1000;
  double run_end_ = 0;
  bool fitted_ = true, following_ = true, live_ = false;
};

}  // namespace telar::ui
