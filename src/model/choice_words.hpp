// The words by which choices go in JSON, where they are in no table of their own.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

#include "model/command.hpp"

namespace telar {

inline constexpr std::string_view kLanguageWords[] = {"es", "en"};
inline constexpr std::string_view kThemeWords[] = {"system", "light", "dark"};
inline constexpr std::string_view kKernelWords[] = {"real", "virtual"};

constexpr std::string_view word_of(Language language) {
  return kLanguageWords[static_cast<std::size_t>(language)];
}
constexpr std::string_view word_of(ThemeChoice theme) {
  return kThemeWords[static_cast<std::size_t>(theme)];
}
constexpr std::string_view word_of(KernelChoice kernel) {
  return kKernelWords[static_cast<std::size_t>(kernel)];
}

// The words of a table of traits, in its order.
template <class Traits, std::size_t N>
constexpr std::array<std::string_view, N> words_of(const std::array<Traits, N>& table) {
  std::array<std::string_view, N> words;
  for (std::size_t i = 0; i < N; ++i) words[i] = table[i].word;
  return words;
}

}  // namespace telar
