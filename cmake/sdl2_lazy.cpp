// SDL2 for the native program, loaded when the window first calls it. Linked in the usual way, SDL
// and the fifty libraries behind it would be loaded at every start, four milliseconds each time,
// and every child process is a start of this program. And so the command line needs no SDL. A
// function that is missing here is an undefined symbol at link.
#include <SDL.h>
#include <SDL_syswm.h>
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

namespace {

void* find(const char* name) {
  static void* const library = dlopen("libSDL2-2.0.so.0", RTLD_NOW | RTLD_LOCAL);
  void* const found = library ? dlsym(library, name) : nullptr;
  if (!found) {
    std::fprintf(stderr, "telar: the window needs SDL2 (Debian package libsdl2-2.0-0): %s\n",
                 dlerror());
    std::exit(2);
  }
  return found;
}

}  // namespace

#define LAZY(result, name, parameters, arguments)                            \
  extern "C" result name parameters {                                        \
    static const auto real = reinterpret_cast<decltype(&name)>(find(#name)); \
    return real arguments;                                                   \
  }

LAZY(int, SDL_CaptureMouse, (SDL_bool a), (a))
LAZY(SDL_Cursor*, SDL_CreateSystemCursor, (SDL_SystemCursor a), (a))
LAZY(SDL_Window*, SDL_CreateWindow, (const char* a, int b, int c, int d, int e, Uint32 f),
     (a, b, c, d, e, f))
LAZY(void, SDL_DestroyWindow, (SDL_Window * a), (a))
LAZY(void, SDL_EnableScreenSaver, (), ())
LAZY(void, SDL_FreeCursor, (SDL_Cursor * a), (a))
LAZY(SDL_GLContext, SDL_GL_CreateContext, (SDL_Window * a), (a))
LAZY(void, SDL_GL_DeleteContext, (SDL_GLContext a), (a))
LAZY(void, SDL_GL_GetDrawableSize, (SDL_Window * a, int* b, int* c), (a, b, c))
LAZY(int, SDL_GL_MakeCurrent, (SDL_Window * a, SDL_GLContext b), (a, b))
LAZY(int, SDL_GL_SetAttribute, (SDL_GLattr a, int b), (a, b))
LAZY(int, SDL_GL_SetSwapInterval, (int a), (a))
LAZY(void, SDL_GL_SwapWindow, (SDL_Window * a), (a))
LAZY(Sint16, SDL_GameControllerGetAxis, (SDL_GameController * a, SDL_GameControllerAxis b), (a, b))
LAZY(Uint8, SDL_GameControllerGetButton, (SDL_GameController * a, SDL_GameControllerButton b),
     (a, b))
LAZY(SDL_GameController*, SDL_GameControllerOpen, (int a), (a))
LAZY(char*, SDL_GetClipboardText, (), ())
LAZY(const char*, SDL_GetCurrentVideoDriver, (), ())
LAZY(const char*, SDL_GetError, (), ())
LAZY(const char*, SDL_GetHint, (const char* a), (a))
LAZY(Uint32, SDL_GetGlobalMouseState, (int* a, int* b), (a, b))
LAZY(SDL_Window*, SDL_GetKeyboardFocus, (), ())
LAZY(Uint64, SDL_GetPerformanceCounter, (), ())
LAZY(Uint64, SDL_GetPerformanceFrequency, (), ())
LAZY(int, SDL_GetRendererOutputSize, (SDL_Renderer * a, int* b, int* c), (a, b, c))
LAZY(Uint32, SDL_GetWindowFlags, (SDL_Window * a), (a))
LAZY(void, SDL_GetWindowPosition, (SDL_Window * a, int* b, int* c), (a, b, c))
LAZY(void, SDL_GetWindowSize, (SDL_Window * a, int* b, int* c), (a, b, c))
LAZY(SDL_bool, SDL_GetWindowWMInfo, (SDL_Window * a, SDL_SysWMinfo* b), (a, b))
LAZY(int, SDL_Init, (Uint32 a), (a))
LAZY(int, SDL_PollEvent, (SDL_Event * a), (a))
LAZY(int, SDL_PushEvent, (SDL_Event * a), (a))
LAZY(void, SDL_Quit, (), ())
LAZY(Uint32, SDL_RegisterEvents, (int a), (a))
LAZY(int, SDL_SetClipboardText, (const char* a), (a))
LAZY(void, SDL_SetCursor, (SDL_Cursor * a), (a))
LAZY(SDL_bool, SDL_SetHint, (const char* a, const char* b), (a, b))
LAZY(void, SDL_SetMainReady, (), ())
LAZY(void, SDL_SetTextInputRect, (const SDL_Rect* a), (a))
LAZY(void, SDL_SetWindowTitle, (SDL_Window * a, const char* b), (a, b))
LAZY(int, SDL_ShowCursor, (int a), (a))
LAZY(int, SDL_WaitEvent, (SDL_Event * a), (a))
LAZY(int, SDL_WaitEventTimeout, (SDL_Event * a, int b), (a, b))
LAZY(void, SDL_WarpMouseInWindow, (SDL_Window * a, int b, int c), (a, b, c))
LAZY(void, SDL_free, (void* a), (a))
