// ui_demo: the whole screen with made-up runs, so that it can be looked at and measured without
// anything that runs.
//   ui_demo [threads|pool|tasks|many|idle|virtual] [--lang en] [--dark] [--at SECONDS]
//           [--size WxH] [--frames N] [--step N] [--next STRANDS] [--deadlock] [--race]
//           [--explore] [--exploring] [--fixed] [--few] [--press ITEM]... [--point ITEM]
// Without --at the run plays in real time; with it, the run stands still there. --frames N draws N
// frames as fast as it can, prints the mean and quits.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base/check.hpp"
#include "model/state_json.hpp"
#include "platform/clock.hpp"
#include "platform/window/window.hpp"
#include "program/parameter_values.hpp"
#include "tests/trace/programs.hpp"
#include "tests/ui/demo_programs.hpp"
#include "tests/ui/demo_virtual.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/redraw.hpp"
#include "ui/shell/theme.hpp"
#include "ui/shell/ui.hpp"

namespace telar {
namespace {

// Threads that really work: run, wait for a lock, put in a queue, lose events; lines that
// interleave.
Script many(int lanes, int spans) {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  s.add(0, 0, EventKind::process_running, 0, 4242);
  s.object(0, 0, 7, ObjectKind::lock, "lock 'console'")
      .object(0, 0, 8, ObjectKind::queue, "queue 'requests'");
  for (int i = 1; i <= lanes; ++i) {
    const auto id = static_cast<StrandId>(i);
    s.strand(i * kMillisecond, id, "Thread-" + std::to_string(i), 0);
    Nanos t = i * kMillisecond;
    unsigned random = static_cast<unsigned>(i) * 2654435761u;
    for (int k = 0; k < spans; ++k) {
      random = random * 1664525u + 1013904223u;
      const State states[] = {State::running, State::sleeping, State::running, State::blocked};
      s.state(t, id, states[k % 4], k % 4 == 3 ? 7 : 0);
      if (k % 4 == 2) s.add(t, id, EventKind::acquire, 7);
      if (k % 16 == 5) s.add(t, id, EventKind::put, 8, 3);
      if (k % 40 == 9) s.write(t, id, "Hilo " + std::to_string(i) + " despierto");
      if (k % 40 == 9) s.write(t + 40, id, "\n");
      if (k == 20 && i % 5 == 0) s.add(t, id, EventKind::dropped, 12);
      t += 1000 + (random >> 8) % (k % 7 == 0 ? 40 * kMillisecond : 4 * kMillisecond);
    }
    s.state(t, id, State::finished);
  }
  return s;
}

class Demo : public WindowClient {
 public:
  explicit Demo(int argc, char** argv) {
    std::string which = argc > 1 && argv[1][0] != '-' ? argv[1] : "threads";
    for (int i = 1; i < argc; ++i) {
      const auto is = [&](const char* name) { return std::strcmp(argv[i], name) == 0; };
      if (is("--lang"))
        state_.language = argv[++i][0] == 'e' && argv[i][1] == 'n' ? Language::en : Language::es;
      else if (is("--dark"))
        state_.theme = ThemeChoice::dark;
      else if (is("--at"))
        at_ = to_nanos(std::atof(argv[++i]));
      else if (is("--frames"))
        frames_ = std::atoi(argv[++i]);
      else if (is("--size"))
        std::sscanf(argv[++i], "%dx%d", &width_, &height_);
      else if (is("--step"))
        step_ = std::strtoull(argv[++i], nullptr, 10);
      else if (is("--next"))
        next_ = std::atoi(argv[++i]);
      else if (is("--press") || is("--point"))
        presses_.push_back({argv[i + 1], is("--press")}), ++i;
      else if (is("--few"))
        few_ = true;
      else if (is("--fixed"))
        state_.kernel_fixed = true;
      else if (is("--deadlock"))
        add_deadlock(state_);
      else if (is("--race"))
        add_race(state_);
      else if (is("--explore") || is("--exploring"))
        explore_ = is("--explore") ? 1 : 2;
      else if (is("--notice"))
        state_.notice = "n=1000: hilos va de 1 a 100. Se usa 10.";
    }
    Script script;
    std::size_t chosen = 0;
    if (which == "threads")
      script = ten_threads();
    else if (which == "pool")
      script = pool_of_two(), chosen = 2;
    else if (which == "tasks")
      script = ten_tasks(), chosen = 4;
    else if (which == "many")
      script = many(100, 1000);
    else if (which == "thousand")
      script = many(1000, 40);
    state_.programs = made_up_programs();
    if (few_) state_.programs.resize(10);
    state_.environment = {false, true, true, true, 8, 0, 1};
    state_.program = state_.programs[chosen];
    state_.parameters = default_values(*state_.program);
    events_ = std::move(script.events);
    if (which == "threads") interleave();
    if (which == "virtual") {
      state_.kernel = KernelChoice::virtual_time;
      state_.settings.picker = next_ > 0 ? Picker::by_hand : Picker::random;
      events_ = two_locks().events;
      if (explore_ > 0) explored(state_, explore_ == 2);
      start_virtual();
      return;
    }
    if (!events_.empty() && (at_ >= 0 || frames_ > 0)) start();
  }
  int width() const { return width_; }
  int height() const { return height_; }

  void build_fonts(float scale) override { ui::build_fonts(scale); }

  Next update(bool input) override {
    if (frames_ > 0) return {true, 0};
    if (state_.status == RunStatus::running) {
      state_.now = at_ >= 0 ? at_ : monotonic_now() - started_;
      feed();
    }
    if (state_.playback.playing) {
      if (state_.playback.at_end) {
        state_.playback.playing = false;
      } else if (monotonic_now() - stepped_ > 200 * kMillisecond) {
        stepped_ = monotonic_now();
        seek(state_.playback.step + 1);
      }
    }
    const auto next = redraw_.decide(input || !presses_.empty(), state_, monotonic_now(), wake_at_);
    return {next.draw, next.look_again};
  }

  bool draw() override {
    const Nanos begin = monotonic_now();
    state_.pinch = take_pinch();
    press_next();
    for (const Command& command : ui_.frame(state_)) {
      if (std::get_if<command::Run>(&command)) {
        if (state_.kernel == KernelChoice::virtual_time) {
          events_ = two_locks().events;
          start_virtual();
        } else {
          state_.playback = {};
          state_.findings.clear();
          start();
        }
      }
      if (std::get_if<command::Stop>(&command))
        state_.status = RunStatus::finished, state_.outcome = Outcome::stopped;
      if (std::get_if<command::DismissNotice>(&command)) state_.notice.clear();
      if (const auto* choose = std::get_if<command::Choose>(&command)) {
        state_.program = choose->program;
        state_.parameters = default_values(*state_.program);
      }
      if (const auto* set = std::get_if<command::SetParameter>(&command))
        state_.parameters[set->index] = set->value;
      obey_virtual(command);
      if (const auto* set = std::get_if<command::SetLanguage>(&command))
        state_.language = set->language;
      if (const auto* set = std::get_if<command::SetTheme>(&command)) state_.theme = set->theme;
    }
    wake_at_ = ui_.wake_in() == kNever ? kNever : monotonic_now() + ui_.wake_in();
    spent_ += monotonic_now() - begin;
    if (frames_ > 0 && ++drawn_ == frames_) {
      std::printf("%.3f ms a frame (layout and draw lists)\n",
                  static_cast<double>(spent_) / 1e6 / frames_);
      quit_window();
    }
    if (std::getenv("DEMO_JSON") != nullptr)
      std::printf("%s\n%s\n", ui::items_json().c_str(), state_json(state_, {}).c_str());
    return false;
  }

 private:
  // A hand of its own: moves to the named item, presses it, lets go, and goes on to the next one.
  void press_next() {
    if (presses_.empty() || ++waited_ < 8) return;
    const auto& [name, press] = presses_.front();
    ImGuiIO& io = ImGui::GetIO();
    for (const ui::Item& item : ui::items()) {
      if (name != item.name) continue;
      io.AddMousePosEvent(item.x + item.width / 2, item.y + item.height / 2);
      if (press && waited_ % 8 >= 2) io.AddMouseButtonEvent(0, waited_ % 8 < 5);
    }
    if (press && waited_ == 15) presses_.erase(presses_.begin()), waited_ = 0;
  }
  // A virtual run: a step is an event here.
  void start_virtual() {
    state_.store = &store_;
    state_.metrics = &metrics_;
    state_.run_program = state_.program;
    state_.run_parameters = state_.parameters;
    state_.status = RunStatus::finished;
    state_.outcome = state_.findings.empty() ? Outcome::finished : Outcome::deadlock;
    ++state_.run_number;
    state_.playback.available = true;
    state_.playback.steps = events_.size();
    state_.playback.duration = 12 * kMicrosecond;
    seek(std::min<std::uint64_t>(step_, events_.size()));
  }
  void seek(std::uint64_t step) {
    Playback& playback = state_.playback;
    playback.step = step;
    while (step < events_.size() && events_[step].kind == EventKind::text) ++step;
    store_.clear();
    store_.append(std::span(events_).subspan(0, step));
    playback.at_end = step == events_.size();
    playback.time = state_.now = playback.at_end ? playback.duration : store_.end();
    state_.figures = metrics_ = measure(store_, state_.now, 8);
    ++state_.revision;
    choose_next(state_, playback.at_end ? 0 : std::max(next_, 2));
    playback.picked = next_ > 0 ? Playback::kNobody : 2;
    playback.can_undo = next_ > 0 && step > 0;
  }
  void obey_virtual(const Command& command) {
    if (const auto* set = std::get_if<command::SetKernel>(&command)) state_.kernel = set->kernel;
    if (const auto* set = std::get_if<command::SetPicker>(&command))
      state_.settings.picker = set->picker;
    if (const auto* set = std::get_if<command::SetSeed>(&command)) state_.settings.seed = set->seed;
    if (const auto* set = std::get_if<command::SetCores>(&command))
      state_.settings.cores = set->cores;
    if (const auto* set = std::get_if<command::SetSpeed>(&command)) state_.speed = set->speed;
    if (const auto* play = std::get_if<command::Play>(&command))
      state_.playback.playing = play->playing;
    if (const auto* to = std::get_if<command::Seek>(&command)) seek(to->step);
    if (std::get_if<command::Pick>(&command) && !state_.playback.at_end)
      seek(state_.playback.step + 1);
    if (std::get_if<command::Undo>(&command)) seek(state_.playback.step - 1);
    if (std::get_if<command::Explore>(&command)) explored(state_, true);
    if (std::get_if<command::StopExploring>(&command)) explored(state_, false);
    if (const auto* show = std::get_if<command::ShowRace>(&command)) {
      state_.playback.schedule = state_.exploration.race_schedules[show->index];
      seek(events_.size());
    }
    if (const auto* show = std::get_if<command::ShowOutcome>(&command)) {
      state_.playback.schedule = state_.exploration.schedules[show->index];
      seek(events_.size());
    }
  }
  void start() {
    store_.clear();
    fed_ = 0;
    started_ = monotonic_now();
    state_.store = &store_;
    state_.metrics = &metrics_;
    state_.run_program = state_.program;
    state_.run_parameters = state_.parameters;
    state_.status = RunStatus::running;
    ++state_.run_number;
    state_.now = std::max<Nanos>(at_, 0);
    feed();
    if (frames_ > 0) {
      store_.append(events_);
      state_.now = store_.end();
    }
  }
  void feed() {
    std::size_t end = fed_;
    while (end < events_.size() &&
           (events_[end].time <= state_.now || events_[end].kind == EventKind::text))
      ++end;
    if (end == fed_ && fed_ != 0) return;
    store_.append(std::span(events_).subspan(fed_, end - fed_));
    fed_ = end;
    if (fed_ == events_.size()) {
      state_.status = RunStatus::finished;
      state_.outcome = Outcome::finished;
      state_.now = store_.end();
    }
    state_.figures = metrics_ = measure(store_, state_.now, 8);
    ++state_.revision;
  }
  // "Hilo 7 despiertoHilo 9 despierto", as in the chapter.
  void interleave() {
    std::vector<Event> texts, rest;
    Script late;
    late.write(5 * kSecond + 1000, 8, "Hilo 7 despierto")
        .write(5 * kSecond + 1500, 10, "Hilo 9 despierto");
    late.write(5 * kSecond + 2000, 8, "\n").write(5 * kSecond + 2500, 10, "\n");
    events_.insert(events_.end(), late.events.begin(), late.events.end());
  }

  AppState state_;
  ui::Ui ui_;
  ui::Redraw redraw_;
  Store store_;
  Metrics metrics_;
  std::vector<Event> events_;
  std::size_t fed_ = 0;
  Nanos started_ = 0, stepped_ = 0, at_ = -1, wake_at_ = kNever, spent_ = 0;
  std::vector<std::pair<std::string, bool>> presses_;
  int waited_ = 0;
  std::uint64_t step_ = ~std::uint64_t{0};
  int next_ = 0, explore_ = 0;
  bool few_ = false;
  int frames_ = 0, drawn_ = 0, width_ = 1440, height_ = 900;
};

}  // namespace

}  // namespace telar

int main(int argc, char** argv) {
  telar::Demo demo(argc, argv);
  const telar::WindowError error = telar::run_window("Telar", demo.width(), demo.height(), demo);
  if (error) std::fprintf(stderr, "%s\n", error.system.c_str());
  return error ? 1 : 0;
}
