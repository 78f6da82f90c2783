#include "app/window/virtual_view.hpp"

#include <algorithm>

#include "platform/clock.hpp"
#include "platform/window/window.hpp"
#include "report/action_words.hpp"

namespace telar {
namespace {

// More than a person reads.
constexpr std::size_t kMostNext = 500;

}  // namespace

void VirtualView::began(const AppState& state) {
  playing_ = false;
  plays_when_whole_ = state.speed != PlaySpeed::at_once && state.settings.picker != Picker::by_hand;
}

void VirtualView::begin_playing(const VirtualRun& run) {
  playing_ = true;
  began_at_ = monotonic_now();
  began_time_ = run.now();
  began_step_ = run.position();
}

bool VirtualView::update(Session& session, const AppState& state) {
  VirtualRun* const run = session.virtual_run();
  if (!run || !run->whole()) return false;
  bool changed = false;
  if (std::exchange(plays_when_whole_, false)) {
    run->seek(0);
    begin_playing(*run);
    changed = true;
  }
  if (!playing_) return changed;
  if (std::exchange(speed_, state.speed) != state.speed) begin_playing(*run);
  const std::uint64_t before = run->position();
  const double passed = to_seconds(monotonic_now() - began_at_);
  if (const double steps = kSpeeds[speed_].steps; steps > 0) {
    run->seek(began_step_ + static_cast<std::uint64_t>(passed * steps));
  } else if (const double rate = kSpeeds[speed_].time; rate > 0) {
    run->seek_time(after(began_time_, to_nanos(passed * rate)));
  } else {
    run->seek(run->length());
  }
  if (run->position() == run->length()) playing_ = false;
  return changed || run->position() != before || !playing_;
}

void VirtualView::obey(VirtualRun& run, const command::Play& c) {
  playing_ = false;
  if (!c.playing) return;
  if (run.position() < run.length()) return begin_playing(run);
  run.go_on_to_the_end();
}

void VirtualView::obey(VirtualRun& run, const command::Seek& c) {
  playing_ = false;
  run.seek(c.step);
}

void VirtualView::obey(VirtualRun& run, const command::Pick& c) {
  playing_ = false;
  run.pick(c.number);
}

void VirtualView::obey(VirtualRun& run, const command::Undo&) {
  playing_ = false;
  run.undo();
}

bool VirtualView::show(Session& session, AppState& state) {
  Playback& playback = state.playback;
  VirtualRun* const run = session.virtual_run();
  if (!run) {
    const bool was_shown = std::exchange(playback, {}).available;
    state.findings.clear();
    known_ = {};
    return was_shown;
  }
  playback.playing = playing_;
  const bool turned = std::exchange(playing_shown_, playing_) != playing_;
  const Known known{session.run_number(), run->length(), session.store().revision(), run->whole()};
  const bool grown = known != known_;
  if (!grown && position_ == run->position() && language_ == state.language) return turned;
  known_ = known;
  position_ = run->position();
  language_ = state.language;
  if (grown && run->whole()) {
    playback.schedule = run->schedule().text();
    findings_ = findings_of(session.store());
  }
  show_moment(*run, state);
  return true;
}

void VirtualView::show_moment(VirtualRun& run, AppState& state) const {
  Playback& playback = state.playback;
  playback.available = true;
  playback.step = run.position();
  playback.steps = run.length();
  playback.time = run.elapsed();
  playback.duration = run.duration();
  playback.at_end = run.over();
  playback.can_undo = run.can_undo();
  playback.next.clear();
  playback.picked = Playback::kNobody;
  state.findings.clear();
  if (!run.whole()) return;  // the rest is looked at when it stands still
  for (const std::uint32_t number : run.ready(kMostNext)) {
    const Strand& strand = run.kernel().strand(number);
    playback.next.push_back({number, strand.id(), run.kernel().pending(number).name,
                             action_words(run.next_action(number), state.language, Wording::full),
                             number == run.last()});
  }
  if (const std::uint32_t next = run.recorded_next(); next != ReadySet::kNone)
    playback.picked = next;
  const Moment moment = run.moment();
  for (const Finding& finding : findings_)
    if (finding.since <= moment.events) state.findings.push_back(finding);
}

std::string link_to(const VirtualRun& run, Language language) {
  // Longer ones are not carried everywhere.
  constexpr std::size_t kLongest = 1000;
  const ProgramDescription& program = run.parameters().description();
  const std::string schedule = run.schedule().text();
  const std::string address = page_address();
  std::vector<std::pair<std::string, std::string>> words;
  if (schedule.size() <= kLongest || !run.is_strategys()) {
    words.emplace_back("schedule", schedule);
  } else {
    const VirtualRun::Options& options = run.options();
    for (std::size_t i = 0; i < program.parameters.size(); ++i)
      words.emplace_back(program.parameters[i].name, run.parameters().word(i));
    words.emplace_back("strategy", kPickers[options.picker].word);
    if (kPickers[options.picker].seeded) words.emplace_back("seed", std::to_string(options.seed));
    if (options.picker == Picker::pct) words.emplace_back("depth", std::to_string(options.depth));
    words.emplace_back("cores", std::to_string(options.cores));
  }
  const bool on_page = !address.empty();
  std::string link = on_page ? address + "?scenario=" : "telar run ";
  link += program.name + (on_page ? "&kernel=virtual" : " --kernel virtual");
  for (const auto& [name, word] : words)
    link += (on_page ? "&" + name + "=" : " --" + name + " ") + word;
  if (on_page) link += "&autorun=1&lang=" + std::string(kLanguages[language].word);
  return link;
}

}  // namespace telar
