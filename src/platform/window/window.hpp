// Window: the one window (natively) or the page's canvas (web): input into Dear ImGui, and its
// drawing onto the screen. It sleeps until something happens; nothing is drawn that nobody asked
// for. All calls are made on, and all functions but wake_window() belong to, the UI thread; none
// blocks it beyond what run_window() says.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace telar {

class WindowClient {
 public:
  virtual ~WindowClient() = default;
  // Fill Dear ImGui's font atlas for so many pixels a point. Before the first frame, and when the
  // screen's scale changes.
  virtual void build_fonts(float pixels_per_point) = 0;
  // Has anything happened? `input`: the person did something since the last call. `draw`: a frame
  // is wanted now. `look_again`: ask again in so many nanoseconds at the latest; kNever: only after
  // input or wake_window().
  struct Next {
    bool draw;
    Nanos look_again;
  };
  virtual Next update(bool input) = 0;
  // Submit the frame (between ImGui::NewFrame and ImGui::Render). It must paint the whole area:
  // nothing clears it. Returns whether what it submitted is out of date already, since a press in
  // it changed something: it is then called once more before anything is painted.
  virtual bool draw() = 0;
};

// Why there is no window. `system`: more of it, in the system's own words.
struct WindowError {
  enum class Kind : unsigned char { none, no_display, no_window, no_opengl };
  Kind kind = Kind::none;
  std::string system;
  explicit operator bool() const { return kind != Kind::none; }
};

// Opens it. Native: returns when the person closes it (or after `quit_window`). Web: returns at
// once; the client must stay alive.
WindowError run_window(const char* title, int width, int height, WindowClient& client);
// Native: makes run_window return. Web: nothing.
void quit_window();
// Any thread: update() is called soon.
void wake_window();

// Two fingers since the last call: > 1 they moved apart. 1 if nothing happened.
float take_pinch();

// What the system or the browser prefers. Change of either counts as input.
bool system_is_dark();
std::string system_language();  // "es-ES", "en"; empty if unknown

// The page. Natively: no query, nothing to publish to.
std::string page_query();    // "scenario=pool&n=10", without "?"
std::string page_address();  // "https://host/path/", without query; natively empty
bool page_is_web();          // a page at all
bool page_is_isolated();     // natively true
void set_page_language(std::string_view language, std::string_view title);
// Makes window.telar.NAME() return what `json` makes, parsed. Called only when somebody asks.
void publish(const char* name, std::function<std::string()> json);
// Small choices kept from one visit to the next (theme, language). Natively forgotten.
void remember(const char* key, std::string_view value);
std::string remembered(const char* key);
// Tells the page that the first frame has been drawn.
void announce_ready();

}  // namespace telar
