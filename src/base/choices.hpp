// Choices: the one table of an enum whose values people and files name by a word. Every value has a
// row, in the order of the enum, with the value itself, its word and what else belongs to it.
//
//     struct ThemeTraits { ThemeChoice value; std::string_view word; };
//     inline constexpr Choices kThemes{std::to_array<ThemeTraits>(
//         {{ThemeChoice::system, "system"}, {ThemeChoice::light, "light"}})};
//
//     kThemes[theme].word;  kThemes.named("light");  for (const ThemeTraits& each : kThemes) ...
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace telar {

template <class Row, std::size_t N>
class Choices {
 public:
  using Value = decltype(Row::value);

  consteval Choices(const std::array<Row, N>& rows) : rows_(rows) {
    for (std::size_t i = 0; i < N; ++i)
      if (index_of(rows[i].value) != i) throw "the rows are not in the order of the enum";
  }

  constexpr const Row* begin() const { return rows_.data(); }
  constexpr const Row* end() const { return rows_.data() + N; }
  static constexpr std::size_t size() { return N; }
  constexpr const Row& operator[](Value value) const { return rows_[index_of(value)]; }

  // The value with this word; nothing if none has it.
  constexpr std::optional<Value> named(std::string_view word) const {
    for (const Row& row : rows_)
      if (row.word == word) return row.value;
    return std::nullopt;
  }
  // The word of each, in order.
  constexpr std::array<std::string_view, N> words() const {
    std::array<std::string_view, N> words;
    for (std::size_t i = 0; i < N; ++i) words[i] = rows_[i].word;
    return words;
  }
  // The one after this; after the last, the first.
  constexpr Value next(Value value) const { return rows_[(index_of(value) + 1) % N].value; }

  // The place of a value in the table.
  static constexpr std::size_t index_of(Value value) { return static_cast<std::size_t>(value); }

 private:
  std::array<Row, N> rows_;
};

}  // namespace telar
