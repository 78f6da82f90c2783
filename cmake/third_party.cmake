# Third parties, compiled here with our flags and without our warnings.
include(${CMAKE_CURRENT_LIST_DIR}/cache.cmake)
if(NOT EXISTS ${telar_sources})
  message(FATAL_ERROR "The sources of Dear ImGui and SDL2 are not in ${telar_sources}: run tools/setup")
endif()

# ---- SDL2: natively the system's, loaded when needed; on the web from source, only what a window with input needs
if(EMSCRIPTEN)
  include(sdl2_web)
else()
  find_package(SDL2 REQUIRED CONFIG)
  add_library(sdl2 STATIC EXCLUDE_FROM_ALL cmake/sdl2_lazy.cpp)
  target_include_directories(sdl2 SYSTEM PUBLIC $<TARGET_PROPERTY:SDL2::SDL2,INTERFACE_INCLUDE_DIRECTORIES>)
  target_link_libraries(sdl2 PRIVATE ${CMAKE_DL_LIBS})
endif()

# ---- Dear ImGui
set(imgui ${telar_sources}/imgui)
add_library(imgui STATIC EXCLUDE_FROM_ALL ${imgui}/imgui.cpp ${imgui}/imgui_draw.cpp ${imgui}/imgui_tables.cpp
                                          ${imgui}/imgui_widgets.cpp ${imgui}/imgui_demo.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui} ${CMAKE_SOURCE_DIR}/cmake/imgui)
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="telar_imgui_config.h")
target_compile_options(imgui PRIVATE -w)

add_library(imgui_backends STATIC EXCLUDE_FROM_ALL ${imgui}/backends/imgui_impl_sdl2.cpp
                                                   ${imgui}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui_backends SYSTEM PUBLIC ${imgui}/backends)
target_compile_options(imgui_backends PRIVATE -w)
target_link_libraries(imgui_backends PUBLIC imgui sdl2)
if(EMSCRIPTEN)
  target_compile_definitions(imgui_backends PUBLIC IMGUI_IMPL_OPENGL_ES3)
endif()

# ---- GoogleTest: Debian's package of its source
set(googletest /usr/src/googletest/googletest)
if(EXISTS ${googletest})
  add_library(gtest STATIC EXCLUDE_FROM_ALL ${googletest}/src/gtest-all.cc)
  target_include_directories(gtest PRIVATE ${googletest})
  target_include_directories(gtest SYSTEM PUBLIC ${googletest}/include)
  target_compile_options(gtest PRIVATE -w)
  if(EMSCRIPTEN)
    target_compile_definitions(gtest PUBLIC GTEST_HAS_FILE_SYSTEM=0)  # programs for the web have none (FILESYSTEM=0)
  endif()
endif()
