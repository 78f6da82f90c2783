# Resources become C++ in <build>/generated, included as "generated/fonts.hpp".
set(generated ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})

set(telar_fonts ${generated}/fonts.cpp ${generated}/fonts.hpp)
add_custom_command(OUTPUT ${telar_fonts} COMMAND ${CMAKE_SOURCE_DIR}/tools/fonts ${generated}
                   DEPENDS tools/fonts tools/embed COMMENT "Subsetting fonts" VERBATIM)

# The list of the library's programs, in the order in which they are shown; the only one. Each is a folder of
# src/scenarios, from which tools/scenarios makes its place in the library.
set(telar_scenarios
  threads processes pool processes_threads event_loop async_await queue
  lost_update deadlock philosophers lost_wakeup check_then_act bounded_buffer readers_writers barrier semaphore
  blocking_the_loop cancelled_task garbled_print gil)
list(TRANSFORM telar_scenarios REPLACE "(.+)" "\\1/\\1.cpp" OUTPUT_VARIABLE telar_scenario_sources)
list(TRANSFORM telar_scenarios PREPEND ${CMAKE_SOURCE_DIR}/src/scenarios/ OUTPUT_VARIABLE scenario_folders)
list(TRANSFORM scenario_folders APPEND /* OUTPUT_VARIABLE scenario_files)
file(GLOB scenario_files CONFIGURE_DEPENDS ${scenario_files})
set(telar_library_table ${generated}/scenarios.cpp)
add_custom_command(OUTPUT ${telar_library_table}
                   COMMAND ${CMAKE_SOURCE_DIR}/tools/scenarios ${telar_library_table} ${scenario_folders}
                   DEPENDS tools/scenarios ${scenario_files} VERBATIM)
