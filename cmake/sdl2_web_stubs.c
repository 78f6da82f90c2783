/* What Dear ImGui's back end and SDL's video call of the parts of SDL2 that sdl2_web.cmake leaves
   out: no game controllers, no shared objects, no renderer of SDL's own. */
#include "SDL.h"

SDL_GameController* SDL_GameControllerOpen(int index) {
  (void)index;
  return NULL;
}
Uint8 SDL_GameControllerGetButton(SDL_GameController* c, SDL_GameControllerButton b) {
  (void)c;
  (void)b;
  return 0;
}
Sint16 SDL_GameControllerGetAxis(SDL_GameController* c, SDL_GameControllerAxis a) {
  (void)c;
  (void)a;
  return 0;
}
int SDL_NumJoysticks(void) { return 0; }
void* SDL_LoadObject(const char* file) {
  (void)file;
  return NULL;
}
void* SDL_LoadFunction(void* handle, const char* name) {
  (void)handle;
  (void)name;
  return NULL;
}
void SDL_UnloadObject(void* handle) { (void)handle; }
SDL_Renderer* SDL_GetRenderer(SDL_Window* window) {
  (void)window;
  return NULL;
}
int SDL_GetRendererOutputSize(SDL_Renderer* r, int* w, int* h) {
  (void)r;
  (void)w;
  (void)h;
  return -1;
}
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer* renderer) { (void)renderer; }
