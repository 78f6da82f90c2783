# Resources become C++ in <build>/generated, included as "generated/fonts.hpp".
set(generated ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})

set(telar_fonts ${generated}/fonts.cpp ${generated}/fonts.hpp)
add_custom_command(OUTPUT ${telar_fonts} COMMAND ${CMAKE_SOURCE_DIR}/tools/fonts ${generated}
                   DEPENDS tools/fonts tools/embed COMMENT "Subsetting fonts" VERBATIM)

file(GLOB shaders CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/shaders/*)
set(telar_shaders)
if(shaders)
  set(telar_shaders ${generated}/shaders.cpp ${generated}/shaders.hpp)
  add_custom_command(OUTPUT ${telar_shaders}
                     COMMAND ${CMAKE_SOURCE_DIR}/tools/embed --text --namespace telar::shaders ${generated}/shaders ${shaders}
                     DEPENDS tools/embed ${shaders} VERBATIM)
endif()

file(GLOB listed CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/scenarios/*.cpp ${CMAKE_SOURCE_DIR}/src/scenarios/listings/*.py)
set(telar_listings ${generated}/listings.cpp)
add_custom_command(OUTPUT ${telar_listings} COMMAND ${CMAKE_SOURCE_DIR}/tools/listings ${telar_listings} ${listed}
                   DEPENDS tools/listings ${listed} VERBATIM)
