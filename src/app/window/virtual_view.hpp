// VirtualView: the virtual run on show in the UI's words, and playing it: what turns steps, seeks
// and picks into calls of a VirtualRun, and its state into Playback. UI thread only.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "app/session.hpp"
#include "model/state.hpp"

namespace telar {

class VirtualView {
 public:
  // A run was started: it plays from its beginning once it is whole, unless it is to be shown at
  // once.
  void began(const AppState& state);
  // Moves on what plays. Whether the step on show has changed.
  bool update(Session& session, const AppState& state);
  // Writes the run on show to the state as it is now; whether that has changed.
  bool show(Session& session, AppState& state);

  void obey(VirtualRun& run, const command::Play& c);
  void obey(VirtualRun& run, const command::Seek& c);
  void obey(VirtualRun& run, const command::Pick& c);
  void obey(VirtualRun& run, const command::Undo& c);

 private:
  void begin_playing(const VirtualRun& run);
  void show_moment(VirtualRun& run, AppState& state) const;

  bool playing_ = false, plays_when_whole_ = false;
  Nanos began_at_ = 0;    // on monotonic_now()'s clock
  Nanos began_time_ = 0;  // of the run's clock then
  std::uint64_t began_step_ = 0;
  PlaySpeed speed_ = PlaySpeed::at_once;
  // What the state was last made from: the run as far as it is known, and the moment of it.
  struct Known {
    unsigned run = 0;
    std::uint64_t length = 0, revision = 0;
    bool whole = false;
    bool operator==(const Known&) const = default;
  };
  Known known_;
  std::vector<Finding> findings_;  // of all of it
  std::uint64_t position_ = 0;
  Language language_ = Language::es;
  bool playing_shown_ = false;
};

// What "copy link" copies: the page's address with the run in its query; where there is no page,
// the command that replays it.
std::string link_to(const VirtualRun& run, Language language);

}  // namespace telar
