#include "runtime/errors.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <new>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace telar {
namespace {

// What another process would raise for what this function throws.
template <class Throw>
std::exception_ptr sent(Throw raise) {
  try {
    raise();
  } catch (...) {
    try {
      raise_pickled(pickle_exception(std::current_exception()));
    } catch (...) {
      return std::current_exception();
    }
  }
  return nullptr;
}

// Whether an exception of this very type arrives as one, with its message.
template <class E>
void expect_crosses() {
  try {
    std::rethrow_exception(sent([] { throw E("no"); }));
  } catch (const E& e) {
    EXPECT_EQ(e.type(), E::kType);
    EXPECT_EQ(e.message(), "no");
  } catch (...) {
    ADD_FAILURE() << E::kType << " arrives as another type";
  }
}

template <class... E>
void expect_all_cross() {
  (expect_crosses<E>(), ...);
}

TEST(Exceptions, cross_processes_as_what_they_are) {
  expect_all_cross<Exception, ValueError, TypeError, KeyError, RuntimeError, ZeroDivisionError,
                   AssertionError, OSError, MemoryError, TimeoutError, queue::Empty, queue::Full,
                   threading::BrokenBarrierError, asyncio::CancelledError,
                   asyncio::InvalidStateError, multiprocessing::TimeoutError>();
}

TELAR_EXCEPTION(Unheard, ValueError, "Unheard");
TELAR_EXCEPTION(Registered, ValueError, "Registered");
const bool kIsRegistered = register_exception<Registered>();

TEST(Exceptions, of_a_program_cross_if_they_are_registered) {
  ASSERT_TRUE(kIsRegistered);
  expect_crosses<Registered>();
}

TEST(Exceptions, of_a_type_that_nobody_knows_keep_its_name) {
  try {
    std::rethrow_exception(sent([] { throw Unheard("no"); }));
  } catch (const RemoteError& e) {
    EXPECT_EQ(e.type(), "Unheard");
    EXPECT_EQ(e.message(), "no");
    EXPECT_STREQ(e.what(), "Unheard: no");
  } catch (...) {
    ADD_FAILURE() << "it arrives as another type";
  }
}

TEST(Exceptions, are_caught_as_python_catches_them) {
  EXPECT_TRUE((std::derived_from<TimeoutError, OSError>));
  EXPECT_TRUE((std::derived_from<threading::BrokenBarrierError, RuntimeError>));
  EXPECT_TRUE((std::derived_from<asyncio::InvalidStateError, Exception>));
  // `except Exception` lets a cancelled task go.
  EXPECT_FALSE((std::derived_from<asyncio::CancelledError, Exception>));
  EXPECT_FALSE((std::derived_from<multiprocessing::TimeoutError, OSError>));
}

TEST(Exceptions, are_said_as_the_last_line_of_a_traceback) {
  EXPECT_STREQ(ValueError("no").what(), "ValueError: no");
  EXPECT_STREQ(ValueError().what(), "ValueError");
  EXPECT_EQ(describe(std::make_exception_ptr(queue::Empty())), "queue.Empty");
  EXPECT_EQ(describe(std::make_exception_ptr(KeyError("k"))), "KeyError: k");
}

TEST(Exceptions, of_cpp_become_pythons) {
  EXPECT_EQ(describe(std::make_exception_ptr(std::bad_alloc())), "MemoryError");
  EXPECT_EQ(describe(std::make_exception_ptr(std::out_of_range("at 3"))), "RuntimeError: at 3");
  EXPECT_EQ(describe(std::make_exception_ptr(7)), "RuntimeError: unknown C++ exception");
}

}  // namespace
}  // namespace telar
