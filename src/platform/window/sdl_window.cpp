#include "platform/window/sdl_window.hpp"

#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace telar {

namespace {

// Where there is no display SDL falls back on a driver that draws to memory, which is of use only
// to those that asked for it.
bool nobody_sees() {
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  return SDL_GetHint(SDL_HINT_VIDEODRIVER) == nullptr &&
         (driver == "offscreen" || driver == "dummy");
}

}  // namespace

WindowError SdlWindow::open(const char* title, int width, int height, WindowClient& client) {
  client_ = &client;
  SDL_SetMainReady();
  // A drag of one finger is a drag of the mouse; what the mouse does is never a touch.
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "1");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return {WindowError::Kind::no_display, SDL_GetError()};
  if (nobody_sees()) return {WindowError::Kind::no_display, SDL_GetCurrentVideoDriver()};
  SDL_EnableScreenSaver();
#ifdef IMGUI_IMPL_OPENGL_ES3  // the page: WebGL2
  const char* glsl = "#version 300 es";
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
#else
  const char* glsl = "#version 150";
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 2);
#endif
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  window_ = SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height,
                             SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  if (window_ == nullptr) return {WindowError::Kind::no_window, SDL_GetError()};
  context_ = SDL_GL_CreateContext(window_);
  if (context_ == nullptr) return {WindowError::Kind::no_opengl, SDL_GetError()};
  SDL_GL_MakeCurrent(window_, context_);

  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTrickleEventQueue = true;
  ImGui_ImplSDL2_InitForOpenGL(window_, context_);
  ImGui_ImplOpenGL3_Init(glsl);
  check_scale();
  return {};
}

void SdlWindow::close() {
  if (ImGui::GetCurrentContext() != nullptr) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplSDL2_Shutdown();
    ImGui::DestroyContext();
  }
  if (context_ != nullptr) SDL_GL_DeleteContext(context_);
  if (window_ != nullptr) SDL_DestroyWindow(window_);
  SDL_Quit();
  window_ = nullptr;
  context_ = nullptr;
}

bool SdlWindow::take(const SDL_Event& event) {
  switch (event.type) {
    case SDL_FINGERDOWN:
      ++fingers_;
      break;
    case SDL_FINGERUP:
      fingers_ = std::max(0, fingers_ - 1);
      break;
    case SDL_MULTIGESTURE:
      // dDist is in fractions of the window; a spread of a tenth of it magnifies by about a third.
      pinch_ *= std::exp(event.mgesture.dDist * 3.0f);
      return true;
    case SDL_MOUSEMOTION:
      // The first finger's motion goes on while the second pinches: it is not a drag then.
      if (event.motion.which == SDL_TOUCH_MOUSEID && fingers_ > 1) return false;
      break;
    default:
      break;
  }
  return ImGui_ImplSDL2_ProcessEvent(&event);
}

float SdlWindow::take_pinch() { return std::exchange(pinch_, 1.0f); }

void SdlWindow::check_scale() {
  int points = 0, pixels = 0, unused = 0;
  SDL_GetWindowSize(window_, &points, &unused);
  SDL_GL_GetDrawableSize(window_, &pixels, &unused);
  const float scale =
      points > 0 && pixels > 0 ? static_cast<float>(pixels) / static_cast<float>(points) : 1;
  // Sizes are whole numbers, so the quotient trembles while a window is resized.
  if (std::fabs(scale - scale_) < 0.02f) return;
  scale_ = scale;
  client_->build_fonts(scale_);
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

void SdlWindow::draw_frame() {
  check_scale();
  // What a press has just changed is shown at once: painting the screen from before it would cost a
  // whole frame.
  for (bool again = true;; again = false) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplSDL2_NewFrame();
    ImGui::NewFrame();
    if (!client_->draw() || !again) break;
    ImGui::EndFrame();
  }
  ImGui::Render();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  SDL_GL_SwapWindow(window_);
}

bool input_is_queued() { return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0; }

}  // namespace telar
