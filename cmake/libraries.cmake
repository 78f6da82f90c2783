# telar_library(NAME [FOLDER f] [LINKS l...] SOURCES s...): the library telar_NAME of src/NAME, or of src/FOLDER.
function(telar_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "LINKS;SOURCES")
  if(NOT arg_FOLDER)
    set(arg_FOLDER ${name})
  endif()
  add_library(telar_${name} STATIC)
  target_link_libraries(telar_${name} PUBLIC telar_options ${arg_LINKS})
  set_target_properties(telar_${name} PROPERTIES FOLDER ${arg_FOLDER})
  telar_sources(${name} ${arg_SOURCES})
endfunction()

# telar_sources(NAME s...): more sources of a library, from the same folder.
function(telar_sources name)
  get_target_property(folder telar_${name} FOLDER)
  foreach(source ${ARGN})
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_SOURCE_DIR}/src/${folder})
    target_sources(telar_${name} PRIVATE ${source})
  endforeach()
endfunction()

# telar_program(NAME SOURCE s LINKS l...)
function(telar_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "SOURCE" "LINKS")
  add_executable(${name} ${arg_SOURCE})
  target_link_libraries(${name} PRIVATE telar_options ${arg_LINKS})
  if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT EMSCRIPTEN)
    # What is given away has no symbols; debuggers and perf find them in the file beside it.
    add_custom_command(TARGET ${name} POST_BUILD
      COMMAND ${CMAKE_OBJCOPY} --only-keep-debug $<TARGET_FILE:${name}> $<TARGET_FILE:${name}>.debug
      COMMAND ${CMAKE_OBJCOPY} --strip-all --add-gnu-debuglink=$<TARGET_FILE:${name}>.debug $<TARGET_FILE:${name}>)
  endif()
endfunction()
