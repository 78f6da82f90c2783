#include "app/window/window_app.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/commands.hpp"
#include "app/kernel_words.hpp"
#include "app/output.hpp"
#include "app/session.hpp"
#include "app/window/explore_view.hpp"
#include "app/window/page_query.hpp"
#include "app/window/virtual_view.hpp"
#include "base/check.hpp"
#include "model/choices.hpp"
#include "model/state_json.hpp"
#include "platform/clock.hpp"
#include "platform/process.hpp"
#include "platform/window/window.hpp"
#include "scenarios/library.hpp"
#include "ui/shell/environment_words.hpp"
#include "ui/shell/items.hpp"
#include "ui/shell/redraw.hpp"
#include "ui/shell/theme.hpp"
#include "ui/shell/ui.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// A first look should not take the chapter's 25 seconds: the page naps for less, and says so.
constexpr double kFirstNap = 2;
// Often enough for the eye.
constexpr Nanos kMeasureEvery = 100 * kMillisecond, kTellEvery = 100 * kMillisecond;
constexpr int kWarmThreads = 12;
// Of a virtual run: a page has less room than a program.
constexpr std::uint64_t kMostStepsOnPage = 1'000'000;

Parameters page_defaults(const Program& program) {
  Parameters parameters = program.defaults();
  if (parameters.value(ParameterRole::naps).value_or(0) > kFirstNap)
    parameters.set(ParameterRole::naps, kFirstNap);
  return parameters;
}

class WindowApp : public WindowClient {
 public:
  WindowApp() {
    for (const Program& program : programs_) {
      state_.programs.push_back(program.shared_description());
      const Parameters parameters = page_defaults(program);
      edited_.emplace_back(parameters.values().begin(), parameters.values().end());
    }
    state_.language = first_language();
    state_.theme = kThemes.named(remembered("theme")).value_or(ThemeChoice::system);
    state_.environment.web = page_is_web();
    state_.environment.isolated = page_is_isolated();
    state_.environment.real_threads = state_.environment.real_processes = has_threads();
    state_.environment.cores = hardware_cores();
    state_.kernel_fixed = !state_.environment.real_threads;
    if (state_.kernel_fixed) state_.kernel = KernelChoice::virtual_time;
    read_query();
    choose(state_.program ? state_.program : state_.programs.front());
    set_language(state_.language);
    publish("state", [this] {
      const ui::TimeView& view = ui_.view();
      return state_json(state_, {view.begin(), view.end(), view.fitted(), view.following()});
    });
    publish("items", [] { return ui::items_json(); });
  }

  Language language() const { return state_.language; }

  void build_fonts(float pixels_per_point) override { ui::build_fonts(pixels_per_point); }

  Next update(bool input) override {
    if (session_.poll()) note_progress();
    virtual_.update(session_, state_);
    if (explore_.update(state_.exploration)) changed();
    show_session();
    const auto next = redraw_.decide(input, state_, monotonic_now(), wake_at_);
    // What is worked on in slices goes on at once: a search, a virtual run that is not yet whole.
    // Earlier runs that are still ending, and the workers that go away after the last, are looked
    // at now and then.
    const bool works = explore_.busy() || is_ahead();
    const Nanos look_again = works ? 0
                             : session_.busy() || population_changes()
                                 ? std::min(next.look_again, 50 * kMillisecond)
                                 : next.look_again;
    return {next.draw, look_again};
  }

  bool draw() override {
    set(state_.system_is_dark, system_is_dark());
    state_.pinch = take_pinch();
    const auto& commands = ui_.frame(state_);
    for (const Command& command : commands) std::visit([this](const auto& c) { obey(c); }, command);
    const bool obeyed = !commands.empty();
    if (obeyed) {
      changed();
      session_.poll();
      show_session();
    }
    const Nanos wake_in = ui_.wake_in();
    wake_at_ = wake_in == kNever ? kNever : monotonic_now() + wake_in;
    if (std::exchange(first_frame_, false)) {
      // Only now: workers that load would delay the first picture.
      warm_up(kWarmThreads, warm_processes());
      announce_ready();
      if (std::exchange(autorun_, false)) run(chosen(), form(), std::exchange(asked_, {}));
    }
    return obeyed;
  }

 private:
  static Language first_language() {
    const std::string chosen = remembered("language");
    const std::string language = chosen.empty() ? system_language() : chosen;
    const bool says_nothing =
        language.empty() || language == "C" || language.starts_with("C.") || language == "POSIX";
    return says_nothing || language.starts_with("es") ? Language::es : Language::en;
  }

  void read_query() {
    PageQuery query = read_page_query(page_query(), state_.language, page_defaults);
    if (query.language) state_.language = *query.language;
    state_.notice = std::move(query.error);
    if (query.real_in_vain && state_.notice.empty())
      state_.notice = ui::help_of(state_.environment).in(state_.language);
    if (!query.program) return;
    state_.program = query.program->shared_description();
    const auto values = query.parameters->values();
    edited_[number_of(state_.program)].assign(values.begin(), values.end());
    autorun_ = query.autorun;
    if (query.virtual_time) {
      const VirtualRun::Options& asked = *query.virtual_time;
      state_.kernel = KernelChoice::virtual_time;
      state_.settings = asked;
      // A link to a run shows it.
      if (asked.choices && query.error.empty()) {
        asked_ = asked;
        autorun_ = true;
      }
    } else if (query.kernel_said && !state_.kernel_fixed) {
      state_.kernel = KernelChoice::real;
    }
  }

  // As many processes as the chosen program starts, within reason: each spare costs memory.
  int warm_processes() const {
    if (!state_.program->starts_processes || !state_.environment.real_processes) return 0;
    const auto wanted = form().value(ParameterRole::workers);
    return std::clamp(static_cast<int>(wanted.value_or(2)), 1, 10);
  }

  // What the form says of the chosen program.
  Parameters form() const { return Parameters(state_.program, state_.parameters); }
  // Its place in the list.
  std::size_t number_of(const SharedDescription& program) const {
    const auto found = std::ranges::find(programs_, program, &Program::shared_description);
    TELAR_CHECK(found != programs_.end());
    return static_cast<std::size_t>(found - programs_.begin());
  }

  const Program& chosen() const { return programs_[number_of(state_.program)]; }

  void choose(const SharedDescription& program) {
    state_.program = program;
    state_.parameters = edited_[number_of(program)];
  }

  void set_language(Language language) {
    state_.language = language;
    set_page_language(kLanguages[language].word, "Telar");
  }

  // As the form says, or as was asked for.
  void run(const Program& program, const Parameters& parameters,
           std::optional<VirtualRun::Options> asked = {}) {
    Session::Options options;
    options.language = state_.language;
    options.processes = state_.environment.real_processes;
    if (asked) {
      options.virtual_time = std::move(asked);
    } else if (state_.kernel == KernelChoice::virtual_time) {
      static_cast<VirtualSettings&>(options.virtual_time.emplace()) = state_.settings;
    }
    if (options.virtual_time && page_is_web()) options.virtual_time->most_steps = kMostStepsOnPage;
    session_.start(program, parameters, options);
    state_.run_program = program.shared_description();
    state_.run_parameters.assign(parameters.values().begin(), parameters.values().end());
    measure_at_ = 0;
    state_.metrics = nullptr;
    virtual_.began(state_);
    session_.poll();
    show_session();
  }
  void obey(const command::Run& c) {
    run(programs_[number_of(c.program)], Parameters(c.program, c.parameters));
  }
  void obey(const command::Stop&) { session_.stop(); }
  void obey(const command::Choose& c) {
    choose(c.program);
    if (!session_.busy()) warm_up(kWarmThreads, warm_processes());
  }
  void obey(const command::SetParameter& c) {
    edited_[number_of(state_.program)][c.index] = state_.parameters[c.index] = c.value;
  }
  void obey(const command::SetLanguage& c) {
    set_language(c.language);
    remember("language", kLanguages[c.language].word);
  }
  void obey(const command::SetTheme& c) {
    state_.theme = c.theme;
    remember("theme", kThemes[c.theme].word);
  }
  void obey(const command::DismissNotice&) { state_.notice.clear(); }
  void obey(const command::SetKernel& c) {
    if (!state_.kernel_fixed) state_.kernel = c.kernel;
  }
  void obey(const command::SetPicker& c) { state_.settings.picker = c.picker; }
  void obey(const command::SetSeed& c) {
    state_.settings.seed = std::min(c.seed, VirtualSettings::kMostSeed);
  }
  void obey(const command::SetCores& c) {
    state_.settings.cores = std::clamp(c.cores, 1, VirtualSettings::kMostCores);
  }
  void obey(const command::SetSpeed& c) { state_.speed = c.speed; }
  void obey(const command::Play& c) { steer(c); }
  void obey(const command::Seek& c) { steer(c); }
  void obey(const command::Pick& c) { steer(c); }
  void obey(const command::Undo& c) { steer(c); }
  template <class C>
  void steer(const C& c) {
    if (VirtualRun* const run = session_.virtual_run()) virtual_.obey(*run, c);
  }
  void obey(const command::CopyLink&) {
    const VirtualRun* const run = session_.virtual_run();
    if (run) ImGui::SetClipboardText(link_to(*run, state_.language).c_str());
  }
  void obey(const command::Explore&) {
    explore_.begin(chosen(), form(), state_.language, state_.settings.cores);
    explore_.update(state_.exploration);
  }
  void obey(const command::StopExploring&) {
    explore_.stop();
    explore_.update(state_.exploration);
  }
  void obey(const command::ShowOutcome& c) {
    const auto& outcomes = state_.exploration.report.outcomes;
    if (c.index < outcomes.size()) show(outcomes[c.index]);
  }
  void obey(const command::ShowRace& c) {
    const auto& races = state_.exploration.report.races;
    if (c.index < races.size()) show(races[c.index]);
  }
  // What the exploration has seen, in the run that shows it best.
  void show(const Sightings& seen) {
    VirtualRun::Options asked;
    asked.cores = explore_.cores();
    asked.choices = seen.schedule;
    state_.kernel = KernelChoice::virtual_time;
    run(explore_.program(), explore_.parameters(), std::move(asked));
  }

  // --- what the UI is told; whoever changes it says so
  void changed() { ++state_.revision; }
  template <class T, class U>
  void set(T& shown, U&& now) {
    if (shown == now) return;
    shown = std::forward<U>(now);
    changed();
  }
  // The run on show is a virtual one that is not yet known to its end.
  bool is_ahead() const { return session_.live() && session_.virtual_run() != nullptr; }
  // The run on show has come further. One in virtual time that is not yet whole has most of the
  // time for itself: pictures would only make it wait.
  void note_progress() {
    const Nanos clock = monotonic_now();
    if (is_ahead() && clock - told_ < kTellEvery) return;
    told_ = clock;
    changed();
  }

  void show_session() {
    const Population alive = population();
    settled_ = alive.processes == state_.environment.processes_alive &&
               alive.threads == state_.environment.threads_alive;
    set(state_.environment.processes_alive, alive.processes);
    set(state_.environment.threads_alive, alive.threads);
    if (session_.run_number() == 0) {
      resting_threads_ = alive.threads;
      return;
    }
    set(state_.run_number, session_.run_number());
    state_.store = &session_.store();
    state_.now = session_.elapsed();
    set(state_.moment, session_.moment());
    const bool live = session_.live();
    const RunStatus status = !live                                  ? RunStatus::finished
                             : session_.stopping()                  ? RunStatus::stopping
                             : session_.store().processes().empty() ? RunStatus::starting
                                                                    : RunStatus::running;
    set(state_.status, status);
    if (virtual_.show(session_, state_) && !is_ahead()) changed();
    set(state_.outcome, live ? Outcome::running : session_.outcome());
    // What a deadlock is, the findings say.
    set(state_.error,
        live || session_.outcome() == Outcome::deadlock ? std::string() : session_.error());
    show_metrics(live);
  }

  // Measuring goes through the whole trace: while it grows, it may take a small part of the time.
  void show_metrics(bool live) {
    const Nanos clock = monotonic_now();
    if (state_.metrics == nullptr || !live || clock >= measure_at_) {
      state_.metrics = &session_.metrics();
      measure_at_ = after(clock, std::max(kMeasureEvery, 10 * (monotonic_now() - clock)));
    }
    state_.figures = state_.moment.is_end() ? static_cast<const Figures&>(*state_.metrics)
                                            : figures_at(*state_.metrics, state_.moment.time);
  }

  // Without a live run all its workers are on their way out, its last thread too.
  bool population_changes() const {
    const bool any = state_.environment.processes_alive > 0 ||
                     state_.environment.threads_alive > resting_threads_;
    return !settled_ || (any && !session_.live());
  }

  const std::span<const Program> programs_ = library();  // in the order of the list
  Session session_;
  AppState state_;
  ui::Ui ui_;
  ui::Redraw redraw_;
  VirtualView virtual_;
  ExploreView explore_;
  std::optional<VirtualRun::Options> asked_;  // the run that the query's schedule is of
  std::vector<std::vector<double>> edited_;   // each program's form, as the person left it
  // On monotonic_now()'s clock.
  Nanos wake_at_ = kNever, measure_at_ = 0, told_ = 0;
  int resting_threads_ = 0;  // before the first run: the window's own
  bool first_frame_ = true, autorun_ = false, settled_ = true;
};

std::string error_text(const WindowError& error, Language language) {
  using Kind = WindowError::Kind;
  if (error.kind == Kind::no_display) return say(language, words::no_display, error.system);
  if (error.kind == Kind::no_window) return say(language, words::no_window, error.system);
  return say(language, words::no_opengl, error.system);
}

}  // namespace

int open_window() {
  // On the page it lives as long as the page.
  static WindowApp app;
  const WindowError error = run_window("Telar", 1280, 820, app);
  if (!error) return 0;
  write_error_line("telar: " + error_text(error, app.language()));
  return kExitFailed;
}

}  // namespace telar
