// What is real in this page or window and why the rest is not, and what to do about it.
#pragma once
#include "model/state.hpp"
#include "words/words.hpp"

namespace telar::ui {

constexpr const Word& help_of(const Environment& environment) {
  return environment.real_threads ? words::rung_help_real
         : environment.isolated   ? words::no_workers_help
                                  : words::not_isolated_help;
}

}  // namespace telar::ui
