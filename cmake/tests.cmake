# What is tested, and how ctest starts it. `ctest --test-dir build/PRESET` runs all tests of a preset, whose programs
# have to be built; -R takes those whose names match (`ctest -R '^kernel$'`), -L one kind:
#   unit     the tests of each folder of src, by the name of the folder
#   virtual  those that run strands, many times on the virtual kernel
#   cli      the command line         page    the page in a browser         source   the sources and the tools
enable_testing()

# telar_unit_tests(FOLDER s...): sources in tests/FOLDER of the tests of the library telar_FOLDER. They may be started
# alone, as FOLDER_tests, which links no more than that library.
function(telar_unit_tests folder)
  list(TRANSFORM ARGN PREPEND tests/${folder}/ OUTPUT_VARIABLE sources)
  if(TARGET ${folder}_test_objects)
    target_sources(${folder}_test_objects PRIVATE ${sources})
    return()
  endif()
  add_library(${folder}_test_objects OBJECT EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(${folder}_test_objects PUBLIC gtest telar_${folder})
  target_include_directories(${folder}_test_objects PRIVATE ${CMAKE_SOURCE_DIR})
  telar_test_program(${folder}_tests ${folder})
endfunction()

# telar_test_program(NAME FOLDERS...): the program with the tests of these folders. Built by name only.
function(telar_test_program name)
  add_executable(${name} EXCLUDE_FROM_ALL tests/main.cpp tests/child.cpp)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE telar_platform)
  foreach(folder ${ARGN})
    target_link_libraries(${name} PRIVATE ${folder}_test_objects telar_${folder})
  endforeach()
  if(EMSCRIPTEN)
    telar_link_for_web(${name} ${name}-core)
  endif()
endfunction()

# telar_test(NAME LABEL l COMMAND c... [ENVIRONMENT e...]): a test of ctest's. One that runs nothing has failed.
function(telar_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL" "COMMAND;ENVIRONMENT")
  add_test(NAME ${name} COMMAND ${arg_COMMAND} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT 900 ENVIRONMENT "${arg_ENVIRONMENT}"
    FAIL_REGULAR_EXPRESSION "Running 0 tests from|Ran 0 tests in|# tests 0\n")
endfunction()

# How a program of this build is started from the source folder.
if(NOT EMSCRIPTEN)
  set(telar_start)
elseif(TELAR_THREADS)
  set(telar_start node)
else()
  # A browser without isolation has no shared memory, and programs without threads need none.
  set(telar_start node --import "data:text/javascript,delete globalThis.SharedArrayBuffer")
endif()
set(telar_sanitizer_options
  ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
  UBSAN_OPTIONS=print_stacktrace=1
  TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:atexit_sleep_ms=0)

# telar_folder_tests(NAME PROGRAM LABEL FOLDERS [gtest options...]): the tests of these folders, "a,b", of a program
# made by telar_test_program. They are picked from the one program because linking one for each folder would cost the
# web and sanitizer builds minutes; whoever works on one folder may build FOLDER_tests alone.
function(telar_folder_tests name program label folders)
  set(command ${telar_start} $<TARGET_FILE:${program}>)
  if(EMSCRIPTEN)
    set(command ${telar_start} ${CMAKE_BINARY_DIR}/run_under_node.mjs $<TARGET_FILE:${program}>)
  endif()
  set(environment GTEST_COLOR=no ${telar_sanitizer_options})  # under Node it takes a pipe for a terminal
  if(label STREQUAL "virtual")
    list(APPEND environment TELAR_KERNEL=virtual)
  endif()
  telar_test(${name} LABEL ${label} COMMAND ${command} --folders=${folders} ${ARGN} ENVIRONMENT ${environment})
endfunction()

# telar_python_test(NAME LABEL FILE [arguments...]): tests/FILE.py.
function(telar_python_test name label file)
  telar_test(${name} LABEL ${label} COMMAND python3 -m tests.${file} ${ARGN})
endfunction()
