// For tests of what only real threads do: skips them in programs that were built without.
#pragma once
#include <gtest/gtest.h>

#include "platform/process.hpp"

#define TELAR_NEEDS_THREADS() \
  if (!telar::has_threads()) GTEST_SKIP() << "built without threads"
