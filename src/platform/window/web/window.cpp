// The page's canvas: a frame is requested from the browser only when input came, a wake-up, or the
// moment that the client asked for. Between them no code of ours runs.
#include "platform/window/window.hpp"

#include <emscripten.h>
#include <emscripten/eventloop.h>
#include <emscripten/html5.h>
#include <emscripten/threading.h>
#include <imgui.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "platform/window/sdl_window.hpp"

// clang-format off
EM_JS(char*, telar_page_query, (), {
  return stringToNewUTF8(location.search.replace(/^[?]/, ""));
});
EM_JS(char*, telar_page_address, (), {
  return stringToNewUTF8(location.origin + location.pathname);
});
EM_JS(int, telar_page_is_dark, (), {
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? 1 : 0;
});
EM_JS(char*, telar_page_language, (), {
  return stringToNewUTF8((navigator.languages || [navigator.language])[0] || "");
});
EM_JS(int, telar_page_is_isolated, (), { return globalThis.crossOriginIsolated ? 1 : 0; });
EM_JS(void, telar_set_page_language, (const char* language, const char* title), {
  document.documentElement.lang = UTF8ToString(language);
  document.title = UTF8ToString(title);
});
// Storage may be forbidden (private windows, sandboxed frames): then nothing is remembered.
EM_JS(void, telar_remember, (const char* key, const char* value), {
  try { window.localStorage.setItem("telar." + UTF8ToString(key), UTF8ToString(value)); } catch {}
});
EM_JS(char*, telar_remembered, (const char* key), {
  let value = null;
  try { value = window.localStorage.getItem("telar." + UTF8ToString(key)); } catch {}
  return stringToNewUTF8(value || "");
});
EM_JS(void, telar_copy, (const char* text), {
  const copied = UTF8ToString(text);
  const by_hand = () => {
    const area = document.createElement("textarea");
    area.value = copied;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    document.querySelector("#canvas").focus();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(copied).catch(by_hand); else by_hand();
});
EM_JS(void, telar_publish, (const char* name, int index), {
  const page = globalThis["telar"] = globalThis["telar"] || {};
  page[UTF8ToString(name)] = () => {
    const text = _telar_published(index);
    const value = JSON.parse(UTF8ToString(text));
    _free(text);
    return value;
  };
});
EM_JS(void, telar_announce_ready, (), { window.dispatchEvent(new Event("telar-ready")); });
EM_JS(void, telar_listen, (), {
  const wake = () => _telar_page_event();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", wake);
  document.addEventListener("visibilitychange", wake);
  // A screen of another density: the browser tells by a media query that stops matching.
  const watch = () => {
    const same = window.matchMedia("(resolution: " + devicePixelRatio + "dppx)");
    same.addEventListener("change", () => {
      window.dispatchEvent(new Event("resize"));
      watch();
    }, { once: true });
  };
  watch();
});
// clang-format on

namespace telar {
namespace {

SdlWindow shell;
WindowClient* client = nullptr;
std::vector<std::function<std::string()>> published;
bool input = true;
bool frame_requested = false;
int timer = 0;
bool announced = false;

void request_frame();

EM_BOOL frame(double, void*) {
  frame_requested = false;
  if (timer != 0) emscripten_clear_timeout(std::exchange(timer, 0));
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) input |= shell.take(event) || event.type == SDL_WINDOWEVENT;
  const WindowClient::Next next = client->update(std::exchange(input, false) || input_is_queued());
  if (next.draw) shell.draw_frame();
  // The browser's frames come every 16 ms: a wait that is about as short needs no timer.
  if (next.look_again <= 20 * kMillisecond) {
    request_frame();
  } else if (next.look_again < kNever && !frame_requested) {
    const double milliseconds =
        static_cast<double>(std::min<Nanos>(next.look_again, 3600 * kSecond)) / 1e6;
    timer = emscripten_set_timeout(
        [](void*) {
          timer = 0;
          request_frame();
        },
        milliseconds - 8, nullptr);
  }
  return EM_FALSE;
}

void request_frame() {
  if (std::exchange(frame_requested, true)) return;
  emscripten_request_animation_frame(frame, nullptr);
}

int event_arrived(void*, SDL_Event* event) {
  // SDL_PollEvent itself pushes a sentinel each time: not somebody's doing.
  if (event->type != SDL_POLLSENTINEL) request_frame();
  return 1;
}

std::string take_text(char* text) {
  std::string result(text);
  std::free(text);
  return result;
}

}  // namespace

WindowError run_window(const char* title, int width, int height, WindowClient& the_client) {
  client = &the_client;
  // Keys are the canvas's while it has the focus, and the page's otherwise: Tab gets out
  // (web/page.mjs).
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
  double css_width = width, css_height = height;
  emscripten_get_element_css_size("#canvas", &css_width, &css_height);
  if (WindowError error =
          shell.open(title, static_cast<int>(css_width), static_cast<int>(css_height), *client))
    return error;
  ImGui::GetIO().SetClipboardTextFn = [](void*, const char* text) { telar_copy(text); };
  SDL_AddEventWatch(event_arrived, nullptr);
  telar_listen();
  request_frame();
  return {};
}

void quit_window() {}

void wake_window() {
#ifdef __EMSCRIPTEN_PTHREADS__
  if (!emscripten_is_main_runtime_thread()) {
    emscripten_async_run_in_main_runtime_thread(EM_FUNC_SIG_V,
                                                reinterpret_cast<void*>(&request_frame));
    return;
  }
#endif
  request_frame();
}

float take_pinch() { return shell.take_pinch(); }
bool system_is_dark() { return telar_page_is_dark() != 0; }
std::string system_language() { return take_text(telar_page_language()); }
std::string page_query() { return take_text(telar_page_query()); }
std::string page_address() { return take_text(telar_page_address()); }
bool page_is_web() { return true; }
bool page_is_isolated() { return telar_page_is_isolated() != 0; }
void set_page_language(std::string_view language, std::string_view title) {
  telar_set_page_language(std::string(language).c_str(), std::string(title).c_str());
}

void publish(const char* name, std::function<std::string()> json) {
  published.push_back(std::move(json));
  telar_publish(name, static_cast<int>(published.size()) - 1);
}

void remember(const char* key, std::string_view value) {
  telar_remember(key, std::string(value).c_str());
}
std::string remembered(const char* key) { return take_text(telar_remembered(key)); }

void announce_ready() {
  if (!std::exchange(announced, true)) telar_announce_ready();
}

}  // namespace telar

extern "C" {

EMSCRIPTEN_KEEPALIVE char* telar_published(int index) {
  return strdup(telar::published[static_cast<std::size_t>(index)]().c_str());
}

EMSCRIPTEN_KEEPALIVE void telar_page_event() {
  telar::input = true;
  telar::request_frame();
}

}  // extern "C"
