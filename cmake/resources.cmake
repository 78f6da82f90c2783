# Resources become C++ in <build>/generated, included as "generated/fonts.hpp".
set(generated ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})

set(telar_fonts ${generated}/fonts.cpp ${generated}/fonts.hpp)
add_custom_command(OUTPUT ${telar_fonts} COMMAND ${CMAKE_SOURCE_DIR}/tools/fonts ${generated}
                   DEPENDS tools/fonts tools/embed COMMENT "Subsetting fonts" VERBATIM)

# The programs that the page shows: marked in the scenario's own code, and as Python.
set(listed async_await barrier blocking_the_loop bounded_buffer cancelled_task check_then_act deadlock event_loop
  garbled_print gil lost_update lost_wakeup philosophers pool processes processes_threads queue readers_writers
  semaphore threads)
list(TRANSFORM listed REPLACE "(.+)" "${CMAKE_SOURCE_DIR}/src/scenarios/\\1/\\1.cpp" OUTPUT_VARIABLE listed_cpp)
list(TRANSFORM listed REPLACE "^([^q].*)$" "\\1/\\1")
list(TRANSFORM listed REPLACE "^queue$" "queue/queue_")  # queue.py would hide Python's own module from the other files
list(TRANSFORM listed REPLACE "(.+)" "${CMAKE_SOURCE_DIR}/src/scenarios/\\1.py" OUTPUT_VARIABLE listed_python)
set(telar_listings ${generated}/listings.cpp)
add_custom_command(OUTPUT ${telar_listings}
                   COMMAND ${CMAKE_SOURCE_DIR}/tools/listings ${telar_listings} ${listed_cpp} ${listed_python}
                   DEPENDS tools/listings ${listed_cpp} ${listed_python} VERBATIM)
