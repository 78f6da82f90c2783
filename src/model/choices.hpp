// What a person chooses on the top bar and above the programs, each with all that is said of it.
#pragma once
#include <array>
#include <string_view>

#include "base/choices.hpp"
#include "words/words.hpp"

namespace telar {

enum class ThemeChoice : unsigned char { system, light, dark };

struct ThemeTraits {
  ThemeChoice value;
  std::string_view word;  // in JSON, and as it is remembered
  Word label;
};
inline constexpr Choices kThemes{
    std::to_array<ThemeTraits>({{ThemeChoice::system, "system", words::theme_system},
                                {ThemeChoice::light, "light", words::theme_light},
                                {ThemeChoice::dark, "dark", words::theme_dark}})};

enum class KernelChoice : unsigned char { real, virtual_time };

struct KernelTraits {
  KernelChoice value;
  std::string_view word;  // on the command line, in the query and in JSON
  Word label, help;
};
inline constexpr Choices kKernels{std::to_array<KernelTraits>(
    {{KernelChoice::real, "real", words::kernel_real, words::kernel_real_help},
     {KernelChoice::virtual_time, "virtual", words::kernel_virtual, words::kernel_virtual_help}})};

}  // namespace telar
