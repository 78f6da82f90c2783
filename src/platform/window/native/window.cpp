// The native window: a loop that sleeps in SDL until input, a wake-up or the moment its client
// asked for.
#include "platform/window/window.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>

#include "platform/clock.hpp"
#include "platform/window/sdl_window.hpp"

namespace telar {
namespace {

SdlWindow shell;
std::atomic<Uint32> wake_event{0};
bool quit = false;

}  // namespace

WindowError run_window(const char* title, int width, int height, WindowClient& client) {
  if (WindowError error = shell.open(title, width, height, client)) return error;
  SDL_GL_SetSwapInterval(1);
  wake_event = SDL_RegisterEvents(1);
  quit = false;
  bool input = true;
  while (!quit) {
    const WindowClient::Next next = client.update(input || input_is_queued());
    const Nanos asked = monotonic_now();
    input = false;
    if (next.draw) shell.draw_frame();
    // What is left of the wait: with vertical sync the drawing itself took most of it.
    SDL_Event event;
    bool has_event = SDL_PollEvent(&event) != 0;
    if (!has_event && next.look_again == kNever) {
      has_event = SDL_WaitEvent(&event) != 0;
    } else if (!has_event) {
      const Nanos left = next.look_again - (monotonic_now() - asked);
      const auto milliseconds =
          static_cast<int>(std::clamp<Nanos>(left / kMillisecond, 0, 1000 * 3600));
      if (milliseconds > 0) has_event = SDL_WaitEventTimeout(&event, milliseconds) != 0;
    }
    for (; has_event; has_event = SDL_PollEvent(&event) != 0) {
      if (event.type == SDL_QUIT) quit = true;
      if (event.type == wake_event) continue;
      input |= shell.take(event) || event.type == SDL_WINDOWEVENT;
    }
  }
  shell.close();
  return {};
}

void quit_window() {
  quit = true;
  wake_window();
}

void wake_window() {
  const Uint32 type = wake_event;
  if (type == 0 || type == static_cast<Uint32>(-1)) return;
  SDL_Event event{};
  event.type = type;
  SDL_PushEvent(&event);
}

float take_pinch() { return shell.take_pinch(); }

bool system_is_dark() {
  // Desktops have no common answer; GTK's variable is what users set by hand.
  const char* theme = std::getenv("GTK_THEME");
  return theme != nullptr && std::string_view(theme).find("dark") != std::string_view::npos;
}

std::string system_language() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const char* value = std::getenv(variable); value != nullptr && *value != 0) return value;
  }
  return {};
}

std::string page_query() { return {}; }
std::string page_address() { return {}; }
bool page_is_web() { return false; }
bool page_is_isolated() { return true; }
void set_page_language(std::string_view, std::string_view title) {
  if (shell.window() != nullptr) SDL_SetWindowTitle(shell.window(), std::string(title).c_str());
}
void publish(const char*, std::function<std::string()>) {}
void remember(const char*, std::string_view) {}
std::string remembered(const char*) { return {}; }
void announce_ready() {}

}  // namespace telar
