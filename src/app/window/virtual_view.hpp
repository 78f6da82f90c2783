// VirtualView: the virtual run on show in the UI's words, and playing it: what turns steps, seeks
// and picks into calls of a VirtualRun, and its state into Playback. UI thread only.
#pragma once
#include <cstdint>
#include <string>

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
  // The run on show as it is now.
  void show(Session& session, AppState& state);
  // When update() is wanted again; kNever: only when something happens.
  bool playing() const { return playing_; }

  void obey(VirtualRun& run, const command::Play& c);
  void obey(VirtualRun& run, const command::Seek& c);
  void obey(VirtualRun& run, const command::Pick& c);
  void obey(VirtualRun& run, const command::Undo& c);

 private:
  void begin_playing(const VirtualRun& run);

  bool playing_ = false, plays_when_whole_ = false;
  Nanos began_at_ = 0;    // on monotonic_now()'s clock
  Nanos began_time_ = 0;  // of the run's clock then
  std::uint64_t began_step_ = 0;
  PlaySpeed speed_ = PlaySpeed::at_once;
  // What the state was last made from.
  unsigned shown_run_ = 0;
  std::uint64_t shown_position_ = 0, shown_length_ = 0, shown_revision_ = 0;
  bool shown_whole_ = false;
  Language shown_language_ = Language::es;
};

// What "copy link" copies: the page's address with the run in its query; where there is no page,
// the command that replays it.
std::string link_to(const VirtualRun& run, Language language);

}  // namespace telar
