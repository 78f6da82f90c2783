# SDL2 for the web: an explicit list, because SDL's own CMake takes minutes of probes under emcc. Window, input, timer.
enable_language(C)
set(sdl ${telar_sources}/libsdl2)
set(sdl_threads pthread)
if(NOT TELAR_THREADS)
  set(sdl_threads generic)
endif()
set(sdl_sources
  SDL.c SDL_assert.c SDL_dataqueue.c SDL_error.c SDL_guid.c SDL_hints.c SDL_list.c SDL_log.c SDL_utils.c
  atomic/SDL_atomic.c atomic/SDL_spinlock.c cpuinfo/SDL_cpuinfo.c
  events/SDL_clipboardevents.c events/SDL_displayevents.c events/SDL_dropevents.c events/SDL_events.c
  events/SDL_gesture.c events/SDL_keyboard.c events/SDL_keysym_to_scancode.c events/SDL_mouse.c events/SDL_quit.c
  events/SDL_scancode_tables.c events/SDL_touch.c events/SDL_windowevents.c
  file/SDL_rwops.c
  stdlib/SDL_crc16.c stdlib/SDL_crc32.c stdlib/SDL_getenv.c stdlib/SDL_iconv.c stdlib/SDL_malloc.c stdlib/SDL_qsort.c
  stdlib/SDL_stdlib.c stdlib/SDL_string.c stdlib/SDL_strtokr.c
  thread/SDL_thread.c thread/${sdl_threads}/SDL_syscond.c thread/${sdl_threads}/SDL_sysmutex.c
  thread/${sdl_threads}/SDL_syssem.c thread/${sdl_threads}/SDL_systhread.c thread/${sdl_threads}/SDL_systls.c
  timer/SDL_timer.c timer/unix/SDL_systimer.c
  video/SDL_RLEaccel.c video/SDL_blit.c video/SDL_blit_0.c video/SDL_blit_1.c video/SDL_blit_A.c video/SDL_blit_N.c
  video/SDL_blit_auto.c video/SDL_blit_copy.c video/SDL_blit_slow.c video/SDL_bmp.c video/SDL_clipboard.c
  video/SDL_egl.c video/SDL_fillrect.c video/SDL_pixels.c video/SDL_rect.c video/SDL_shape.c video/SDL_stretch.c
  video/SDL_surface.c video/SDL_video.c video/SDL_vulkan_utils.c video/SDL_yuv.c video/yuv2rgb/yuv_rgb_lsx.c
  video/yuv2rgb/yuv_rgb_sse.c video/yuv2rgb/yuv_rgb_std.c
  video/emscripten/SDL_emscriptenevents.c video/emscripten/SDL_emscriptenframebuffer.c
  video/emscripten/SDL_emscriptenmouse.c video/emscripten/SDL_emscriptenopengles.c
  video/emscripten/SDL_emscriptenvideo.c)
list(TRANSFORM sdl_sources PREPEND ${sdl}/src/)
add_library(sdl2 STATIC EXCLUDE_FROM_ALL ${sdl_sources} ${CMAKE_SOURCE_DIR}/cmake/sdl2_web_stubs.c)
target_include_directories(sdl2 SYSTEM PUBLIC ${sdl}/include)
target_compile_definitions(sdl2 PRIVATE SDL_AUDIO_DISABLED SDL_JOYSTICK_DISABLED SDL_HAPTIC_DISABLED
  SDL_SENSOR_DISABLED SDL_HIDAPI_DISABLED SDL_POWER_DISABLED SDL_LOCALE_DISABLED SDL_RENDER_DISABLED
  SDL_FILESYSTEM_DISABLED SDL_LOADSO_DISABLED)
target_compile_definitions(sdl2 PUBLIC SDL_MAIN_HANDLED)
target_compile_options(sdl2 PRIVATE -w)
