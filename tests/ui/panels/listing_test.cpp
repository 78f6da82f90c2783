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

TokenKind kind_of(std::string_view code, std::string_view word, ListingLanguage language) {
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
    for (const ListingLanguage language : {ListingLanguage::python, ListingLanguage::cpp}) {
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
  EXPECT_EQ(kind_of(kPython, "async", ListingLanguage::python), keyword);
  EXPECT_EQ(kind_of(kPython, "await", ListingLanguage::python), keyword);
  EXPECT_EQ(kind_of(kPython, "g", ListingLanguage::python), name);
  EXPECT_EQ(kind_of(kPython, "5", ListingLanguage::python), number);
  EXPECT_EQ(kind_of(kPython, "# note", ListingLanguage::python), comment);
  EXPECT_EQ(kind_of(kPython, "'x'", ListingLanguage::python), string);
  constexpr std::string_view kCpp =
      "co_await self.sleep(nap);  // why\nco_return;\n/* a\nb */ while (true) {}\n";
  EXPECT_EQ(kind_of(kCpp, "co_await", ListingLanguage::cpp), keyword);
  EXPECT_EQ(kind_of(kCpp, "co_return", ListingLanguage::cpp), keyword);
  EXPECT_EQ(kind_of(kCpp, "// why", ListingLanguage::cpp), comment);
  EXPECT_EQ(kind_of(kCpp, "b */", ListingLanguage::cpp), comment);
  EXPECT_EQ(kind_of(kCpp, "while", ListingLanguage::cpp), keyword);
}

}  // namespace
}  // namespace telar::ui
