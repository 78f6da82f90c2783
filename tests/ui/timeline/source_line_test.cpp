#include "ui/timeline/source_line.hpp"

#include <gtest/gtest.h>

namespace telar::ui {
namespace {

ProgramDescription described() {
  ProgramDescription program;
  program.sources = {{"a.py", SourceLanguage::python, "def f():\n  go()  # fast\n", 1},
                     {"a.cpp", SourceLanguage::cpp, "void f() {\n  go();  // fast\n}", 20}};
  return program;
}

TEST(SourceLine, is_that_of_the_file_without_blanks_before_it_and_comment_after_it) {
  EXPECT_EQ(source_line(described(), "a.cpp", 20), "void f() {");
  EXPECT_EQ(source_line(described(), "a.cpp", 21), "go();");
  EXPECT_EQ(source_line(described(), "a.cpp", 22), "}");
  EXPECT_EQ(source_line(described(), "a.py", 2), "go()");
}

TEST(SourceLine, is_empty_where_nothing_is_listed) {
  EXPECT_EQ(source_line(described(), "a.cpp", 19), "");
  EXPECT_EQ(source_line(described(), "a.cpp", 23), "");
  EXPECT_EQ(source_line(described(), "a.py", 0), "");
  EXPECT_EQ(source_line(described(), "b.cpp", 20), "");
}

}  // namespace
}  // namespace telar::ui
