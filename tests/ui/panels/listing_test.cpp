#include "ui/panels/listing.hpp"

#include <gtest/gtest.h>

#include <string>

namespace telar::ui {
namespace {

std::string joined(const Listing& listing) {
  std::string all;
  for (std::size_t i = 0; i < listing.lines(); ++i) {
    for (std::uint32_t t = listing.line(i).first; t < listing.line(i).last; ++t)
      all += listing.text(listing.token(t));
    all += '\n';
  }
  return all;
}

TokenKind kind_of(std::string_view code, std::string_view word, SourceLanguage language) {
  Listing listing;
  listing.set(code, language);
  for (std::size_t i = 0; i < listing.lines(); ++i) {
    for (std::uint32_t t = listing.line(i).first; t < listing.line(i).last; ++t) {
      if (listing.text(listing.token(t)) == word) return listing.token(t).kind;
    }
  }
  return TokenKind::plain;
}

TEST(Listing, every_character_is_in_one_piece) {
  for (const std::string_view code :
       {"def f(i):\n\n    print(\"a{}\".format(i))  # sí\n", "\n\n\n", "x", "'''open",
        "\"\"\"a\nb\n\"\"\"\nc = 1.5\n", "a = 'it\\'s'\n\"\\"}) {
    for (const SourceLanguage language : {SourceLanguage::python, SourceLanguage::cpp}) {
      Listing listing;
      listing.set(code, language);
      std::string wanted(code);
      if (wanted.back() != '\n') wanted += '\n';
      EXPECT_EQ(joined(listing), wanted);
    }
  }
}

TEST(Listing, words_get_their_kind) {
  using enum TokenKind;
  constexpr std::string_view kPython = "async def f(i):\n    await g(5)  # note\n    return 'x'\n";
  EXPECT_EQ(kind_of(kPython, "async", SourceLanguage::python), keyword);
  EXPECT_EQ(kind_of(kPython, "await", SourceLanguage::python), keyword);
  EXPECT_EQ(kind_of(kPython, "g", SourceLanguage::python), name);
  EXPECT_EQ(kind_of(kPython, "5", SourceLanguage::python), number);
  EXPECT_EQ(kind_of(kPython, "# note", SourceLanguage::python), comment);
  EXPECT_EQ(kind_of(kPython, "'x'", SourceLanguage::python), string);
  constexpr std::string_view kCpp =
      "co_await self.sleep(nap);  // why\nco_return;\n/* a\nb */ while (true) {}\n";
  EXPECT_EQ(kind_of(kCpp, "co_await", SourceLanguage::cpp), keyword);
  EXPECT_EQ(kind_of(kCpp, "co_return", SourceLanguage::cpp), keyword);
  EXPECT_EQ(kind_of(kCpp, "// why", SourceLanguage::cpp), comment);
  EXPECT_EQ(kind_of(kCpp, "b */", SourceLanguage::cpp), comment);
  EXPECT_EQ(kind_of(kCpp, "while", SourceLanguage::cpp), keyword);
}

}  // namespace
}  // namespace telar::ui
