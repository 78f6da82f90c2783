# How programs are linked for the web: each is an ES module NAME.mjs whose default export is a factory, beside
# NAME.wasm.

# What JavaScript (web/*.mjs) uses of Emscripten's runtime.
set(exported_runtime callMain,wasmMemory,HEAPU8,HEAP32,HEAPU32,UTF8ToString,stringToUTF8,ENV)
if(TELAR_THREADS)
  string(APPEND exported_runtime ",PThread")
endif()

# What JavaScript may tell it.
set(incoming_api wasmMemory instantiateWasm wasmBinary mainScriptUrlOrBlob locateFile print printErr onExit onAbort
  preRun arguments thisProgram canvas pthreadPoolSize)
list(JOIN incoming_api , incoming_api)

function(telar_link_for_web target output)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${output} SUFFIX .mjs)
  target_link_options(${target} PRIVATE
    -sMODULARIZE=1 -sEXPORT_ES6=1 -sEXPORT_NAME=telar -sENVIRONMENT=web,worker,node
    -sINVOKE_RUN=0 -sEXIT_RUNTIME=0 -sEXPORTED_RUNTIME_METHODS=${exported_runtime}
    -sINCOMING_MODULE_JS_API=${incoming_api}
    # What src/platform/web asks of JavaScript. It prints by itself, and only Node has files: no file system in memory.
    --js-library ${CMAKE_SOURCE_DIR}/src/platform/web/library.js -sFILESYSTEM=0
    # A process has a memory of its own: small at first, so that many fit.
    -sSTACK_SIZE=512KB -sINITIAL_MEMORY=16MB -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=2GB)
  if(TELAR_THREADS)
    # The platform code keeps workers warm itself, so there is no pool at start.
    target_link_options(${target} PRIVATE -sPTHREAD_POOL_SIZE=0 -sPTHREAD_POOL_SIZE_STRICT=0
      -sDEFAULT_PTHREAD_STACK_SIZE=256KB -Wno-pthreads-mem-growth)
  endif()
  if(EMSCRIPTEN_VERSION VERSION_LESS 4.0.3)
    target_link_options(${target} PRIVATE -Wl,--wrap=__cxa_rethrow_primary_exception)  # platform/web/rethrow.cpp
  endif()
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_link_options(${target} PRIVATE -O2 -flto --closure=1 -sASSERTIONS=0)
    if(TELAR_THREADS)
      # The callback is called by html5.h's code only after LTO has dropped it, unless it is named here.
      target_link_options(${target} PRIVATE -Wl,-u,_emscripten_run_callback_on_thread)
    endif()
    set_target_properties(${target} PROPERTIES CXX_LINKER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;EM_CLOSURE_COMPILER=${CMAKE_SOURCE_DIR}/node_modules/.bin/google-closure-compiler")
  else()
    target_link_options(${target} PRIVATE -O1 -g -sASSERTIONS=1 -sSTACK_OVERFLOW_CHECK=1)
  endif()
  set_target_properties(${target} PROPERTIES LINK_DEPENDS ${CMAKE_SOURCE_DIR}/src/platform/web/library.js)
  add_dependencies(${target} node_files)
endfunction()

# telar_web_program(NAME [PAGE] [OUTPUT o] SOURCE s LINKS l...): a PAGE is left in site/, with what it is served with.
function(telar_web_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PAGE" "OUTPUT;SOURCE" "LINKS")
  if(NOT arg_OUTPUT)
    set(arg_OUTPUT ${name})
  endif()
  telar_program(${name} SOURCE ${arg_SOURCE} LINKS ${arg_LINKS})
  telar_link_for_web(${name} ${arg_OUTPUT})
  if(arg_PAGE)
    target_link_options(${name} PRIVATE -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/site)
    add_dependencies(${name} site_files)
  endif()
endfunction()

# What starts the processes of a program, needed beside every program; page.mjs imports the first of them, and
# index.html has those fetched early. With the calls below, this is the one list of the site's files: tools/site takes
# the folder as it is.
set(page_imports launcher.mjs status.mjs)
list(TRANSFORM page_imports PREPEND web/ OUTPUT_VARIABLE host_files)
list(APPEND host_files web/process_worker.mjs)

# What is written by hand is copied beside the programs that it starts.
function(telar_copies target folder)
  set(copies)
  foreach(file ${ARGN})
    cmake_path(GET file FILENAME name)
    if(name STREQUAL "cli.mjs")
      set(name telar-cli.mjs)  # the command that users start
    endif()
    add_custom_command(OUTPUT ${folder}/${name} DEPENDS ${file}
                       COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_SOURCE_DIR}/${file} ${folder}/${name})
    list(APPEND copies ${folder}/${name})
  endforeach()
  add_custom_target(${target} ALL DEPENDS ${copies})
endfunction()
telar_copies(node_files ${CMAKE_BINARY_DIR} ${host_files} web/cli.mjs web/run_under_node.mjs)
telar_copies(site_files ${CMAKE_BINARY_DIR}/site ${host_files} web/page.mjs LICENSE)
configure_file(index.html ${CMAKE_BINARY_DIR}/site/index.html @ONLY)
