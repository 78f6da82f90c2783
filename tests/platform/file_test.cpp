#include "platform/file.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace telar {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(File, keeps_every_byte) {
  const std::string path = ::testing::TempDir() + "telar file_test é.bin";
  std::string all;
  for (int i = 0; i < 200'000; ++i) all += static_cast<char>(i * 31 >> 3);
  ASSERT_FALSE(write_file(path, bytes_of(all)));
  std::vector<std::byte> back;
  ASSERT_FALSE(read_file(path, back));
  EXPECT_EQ(text_of(back), all);

  ASSERT_FALSE(write_file(path, bytes_of("one ")));
  ASSERT_FALSE(write_file(path, bytes_of("two"), WriteMode::append));
  ASSERT_FALSE(write_file(path, {}, WriteMode::append));
  ASSERT_FALSE(read_file(path, back));
  EXPECT_EQ(text_of(back), "one two");

  ASSERT_FALSE(write_file(path, {}));
  ASSERT_FALSE(read_file(path, back));
  EXPECT_TRUE(back.empty());
}

TEST(File, says_what_is_wrong) {
  std::vector<std::byte> bytes(3);
  EXPECT_EQ(read_file("no such file", bytes).kind, FileError::Kind::missing);
  EXPECT_TRUE(bytes.empty());
  EXPECT_EQ(read_file("/", bytes).kind, FileError::Kind::is_a_directory);
  EXPECT_EQ(write_file("/", bytes_of("x")).kind, FileError::Kind::is_a_directory);
  EXPECT_EQ(write_file("no such folder/x", bytes_of("x")).kind, FileError::Kind::missing);
}

}  // namespace
}  // namespace telar
