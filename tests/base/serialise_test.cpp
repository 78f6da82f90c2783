#include "base/serialise.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <memory>
#include <string_view>

#include "base/rng.hpp"

namespace telar {
namespace {

enum class Colour : std::uint8_t { red, green };

struct Point {
  int x = 0, y = 0;
  bool operator==(const Point&) const = default;
  auto members() { return std::tie(x, y); }
};

struct Nothing {
  bool operator==(const Nothing&) const = default;
  auto members() { return std::tie(); }
};

struct Tree {
  std::string name;
  std::vector<Tree> children;
  bool operator==(const Tree&) const = default;
  auto members() { return std::tie(name, children); }
};

struct Everything {
  std::int8_t i8 = 0;
  std::uint64_t u64 = 0;
  double real = 0;
  bool yes = false;
  Colour colour = Colour::red;
  std::string text;
  std::vector<bool> flags;
  std::vector<Point> points;
  std::array<std::string, 2> pair{};
  std::tuple<int, std::optional<std::string>> tuple{};
  std::variant<std::monostate, int, std::string> variant;
  std::map<std::string, std::vector<double>> map;
  std::set<int> set;
  Nothing nothing;
  bool operator==(const Everything&) const = default;
  auto members() {
    return std::tie(i8, u64, real, yes, colour, text, flags, points, pair, tuple, variant, map, set,
                    nothing);
  }
};

Everything everything() {
  return {-5,
          std::numeric_limits<std::uint64_t>::max(),
          -0.5,
          true,
          Colour::green,
          std::string("ñandú\0\xff", 8),
          {true, false, true},
          {{1, 2}, {3, -4}},
          {"a", ""},
          {7, "siete"},
          "texto",
          {{"uno", {1.0}}, {"nada", {}}},
          {3, 1, 2},
          {}};
}

struct HoldsPointer {
  int* pointer = nullptr;
  auto members() { return std::tie(pointer); }
};
struct Silent {
  int x = 0;
};
struct ByValue {
  int x = 0;
  auto members() { return std::tuple(x); }
};
enum Unfixed { zero, one };

static_assert(Picklable<int> && Picklable<Everything> && Picklable<Tree> &&
              Picklable<std::tuple<>>);
static_assert(!Picklable<int*> && !Picklable<int&> && !Picklable<const char*> &&
              !Picklable<std::string_view>);
static_assert(!Picklable<std::unique_ptr<int>> && !Picklable<std::function<void()>> &&
              !Picklable<void (*)()>);
static_assert(!Picklable<std::span<int>> && !Picklable<std::vector<int*>> &&
              !Picklable<std::tuple<int, int&>>);
static_assert(!Picklable<std::map<int, std::string_view>> && !Picklable<HoldsPointer>);
static_assert(!Picklable<std::vector<HoldsPointer>> && !Picklable<Silent> && !Picklable<ByValue>);
static_assert(!Picklable<Unfixed>);

TEST(Serialise, gives_back_every_kind_of_value) {
  const Everything value = everything();
  EXPECT_EQ(deserialise<Everything>(serialise(value)), value);
}

TEST(Serialise, writes_integers_little_endian_with_their_width) {
  const auto bytes = serialise(std::uint32_t{0x01020304}, std::int16_t{-2}, true);
  const std::vector<std::byte> expected{std::byte{4},   std::byte{3},   std::byte{2}, std::byte{1},
                                        std::byte{254}, std::byte{255}, std::byte{1}};
  EXPECT_EQ(bytes, expected);
}

TEST(Serialise, writes_several_values_as_a_tuple_of_them) {
  EXPECT_EQ(serialise(1, std::string("dos")), serialise(std::tuple(1, std::string("dos"))));
  EXPECT_EQ(serialise(), serialise(std::tuple<>()));
  EXPECT_EQ(deserialise<std::tuple<>>(serialise()), std::tuple<>());
}

TEST(Serialise, gives_back_types_that_hold_themselves) {
  const Tree tree{"raíz", {{"rama", {{"hoja", {}}}}, {"otra", {}}}};
  EXPECT_EQ(deserialise<Tree>(serialise(tree)), tree);
}

TEST(Serialise, gives_back_empty_things_in_containers) {
  const std::vector<Nothing> nothings(3);
  EXPECT_EQ(deserialise<std::vector<Nothing>>(serialise(nothings)), nothings);
  std::vector<std::array<int, 0>> arrays(2);
  EXPECT_EQ(deserialise<decltype(arrays)>(serialise(arrays)).size(), 2u);
}

template <class T>
std::string error_of(std::span<const std::byte> bytes) {
  try {
    deserialise<T>(bytes);
  } catch (const SerialiseError& error) {
    return error.what();
  }
  return "";
}

TEST(Serialise, says_what_is_wrong_with_the_bytes) {
  EXPECT_EQ(error_of<int>({}), "the bytes end too early at byte 0");
  EXPECT_EQ(error_of<bool>(serialise(std::uint8_t{2})), "not a bool at byte 0");
  EXPECT_EQ(error_of<int>(serialise(1, 2)), "bytes left over at byte 4");
  EXPECT_EQ((error_of<std::variant<int, bool>>(serialise(std::uint8_t{2}))),
            "no such alternative of a variant at byte 0");
  EXPECT_EQ(error_of<std::vector<double>>(serialise(0xffffffffu, 1.0)),
            "more elements than bytes at byte 0");
  EXPECT_EQ(error_of<std::vector<Nothing>>(serialise(0xffffffffu, 1.0)),
            "more elements than bytes at byte 0");
}

TEST(Serialise, refuses_nesting_that_would_overflow_the_stack) {
  Writer writer;
  for (int level = 0; level < 100'000; ++level) writer.write_all(std::string(), std::uint32_t{1});
  EXPECT_EQ(error_of<Tree>(writer.bytes()), "structs nested too deep at byte 1600");
}

TEST(Serialise, fails_cleanly_on_every_truncation) {
  const auto bytes = serialise(everything());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_NE(error_of<Everything>(std::span(bytes).first(size)), "") << size;
}

TEST(Serialise, survives_every_changed_byte_and_random_ones) {
  auto bytes = serialise(everything());
  int refused = 0;
  for (auto& byte : bytes)
    for (int value = 0; value < 256; value += 3) {
      const std::byte before = std::exchange(byte, static_cast<std::byte>(value));
      refused += !error_of<Everything>(bytes).empty();
      byte = before;
    }
  EXPECT_GT(refused, 0);
  EXPECT_EQ(error_of<Everything>(bytes), "");
  Rng rng(1);
  for (int i = 0; i < 3'000; ++i) {
    std::vector<std::byte> noise(rng.below(200));
    for (auto& byte : noise) byte = static_cast<std::byte>(rng.below(i % 2 ? 256 : 3));
    EXPECT_NE(error_of<Everything>(noise), "") << "it holds more than noise can";
    error_of<Tree>(noise);
    error_of<std::vector<std::vector<std::string>>>(noise);
  }
}

}  // namespace
}  // namespace telar
