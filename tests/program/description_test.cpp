#include "program/description.hpp"

#include <gtest/gtest.h>

namespace telar {
namespace {

TEST(Description, finds_parameters_by_name_and_by_role_and_sources_by_language) {
  ProgramDescription d;
  d.parameters = {{.name = "n"},
                  {.name = "seconds", .role = ParameterRole::naps},
                  {.name = "more", .role = ParameterRole::naps}};
  d.sources = {{.file = "a.cpp", .language = SourceLanguage::cpp, .text = "x", .first_line = 7}};
  EXPECT_EQ(d.parameter_named("seconds"), 1u);
  EXPECT_EQ(d.parameter_named("second"), std::nullopt);
  EXPECT_EQ(d.parameter_with(ParameterRole::naps), 1u) << "the first";
  EXPECT_EQ(d.parameter_with(ParameterRole::gil), std::nullopt);
  ASSERT_NE(d.source_in(SourceLanguage::cpp), nullptr);
  EXPECT_EQ(d.source_in(SourceLanguage::cpp)->first_line, 7);
  EXPECT_EQ(d.source_in(SourceLanguage::python), nullptr);
}

TEST(OwnedText, is_a_text_that_owns_its_words) {
  OwnedText owned;
  {
    const std::string es = "hilos", en = "threads";
    owned = {es, en};
  }
  const Text text = owned;
  EXPECT_EQ(text.in(Language::es), "hilos");
  EXPECT_EQ(owned.in(Language::en), "threads");
}

}  // namespace
}  // namespace telar
