// What the native window and the page share: SDL's window, its GL context, Dear ImGui's back ends,
// one frame. Included by window.cpp of both alone.
#pragma once
#include <SDL.h>

#include "platform/window/window.hpp"

namespace telar {

class SdlWindow {
 public:
  WindowError open(const char* title, int width, int height, WindowClient& client);
  void close();

  // Hands one event to Dear ImGui. True if a person's doing or the screen's change.
  bool take(const SDL_Event& event);
  void draw_frame();
  SDL_Window* window() const { return window_; }
  float take_pinch();

 private:
  void check_scale();

  SDL_Window* window_ = nullptr;
  SDL_GLContext context_ = nullptr;
  WindowClient* client_ = nullptr;
  float scale_ = 0;
  float pinch_ = 1;
  int fingers_ = 0;
};

// Dear ImGui takes a press and its release in frames of their own: whether it still holds some for
// the next.
bool input_is_queued();

}  // namespace telar
