# Where tools/setup leaves what it fetches. The names must be those in tools/setup.
if(DEFINED ENV{XDG_CACHE_HOME})
  set(telar_cache $ENV{XDG_CACHE_HOME}/telar)
else()
  set(telar_cache $ENV{HOME}/.cache/telar)
endif()
set(telar_sources ${telar_cache}/sources-1)
set(telar_emscripten ${telar_cache}/emscripten-1/emscripten)
