// std::rethrow_exception without the leak that it has on the web in Emscripten before 4.0.3: the
// C++ runtime makes a second header for the exception, throws the first, and never frees the
// second. The linker puts this in its place there (cmake/web_programs.cmake). Exploring ends
// millions of bodies by an exception.
#include <cxxabi.h>
#include <unwind.h>

extern "C" {

struct TelarCaughtExceptions {  // as the Itanium C++ ABI lays it out
  void* caught;
  unsigned uncaught;
};
TelarCaughtExceptions* __cxa_get_globals();

void __wrap___cxa_rethrow_primary_exception(void* thrown) {
  if (!thrown) return;
  abi::__cxa_increment_exception_refcount(thrown);
  ++__cxa_get_globals()->uncaught;
  _Unwind_RaiseException(static_cast<_Unwind_Exception*>(thrown) - 1);  // its header ends with this
}
}
