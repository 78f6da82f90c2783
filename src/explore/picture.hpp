// Picture: the explored tree as a few hundred branches, however many executions there are. Keeps
// the paths of all executions while they are few; then of every second one, of every fourth, and so
// on, which in the order of a search is a true picture of all of them to some thousandths. Those
// that fail have their own count and their own paths, so that one in a million is there too.
// Mostly costs a count an execution.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "report/tree.hpp"

namespace telar {

class Picture {
 public:
  // Paths: of those that fail, and of those that do not.
  static constexpr std::size_t kMostBranches = 512, kMostDepth = 64, kMostPaths = 1024;

  // An execution of `length` choices. pick(i): who was picked at the i-th; order(i): its place
  // among its like in the order of the search; name(i): its name.
  template <class Pick, class Order, class Name>
  void add(std::size_t length, bool bad, Pick pick, Order order, Name name) {
    Sample& sample = samples_[bad];
    if (sample.executions++ % sample.every != 0) return;
    if (sample.ends.size() == kMostPaths) {
      halve(sample);
      if ((sample.executions - 1) % sample.every != 0) return;
    }
    for (std::size_t i = 0; i < std::min(length, kMostDepth); ++i)
      sample.choices.push_back({pick(i), order(i), number_of(name(i))});
    sample.ends.push_back(sample.choices.size());
  }

  // Of the executions of all of them, by depth, then by place.
  static std::vector<TreeBranch> branches(std::span<const Picture> pictures);

 private:
  struct Choice {
    std::uint32_t strand, order, name;
  };
  struct Sample {
    std::uint64_t executions = 0;
    std::uint64_t every = 1;        // which of them are kept: a power of two
    std::vector<Choice> choices;    // of one path after another
    std::vector<std::size_t> ends;  // of each path, in `choices`
  };
  friend class Drawing;

  static void halve(Sample& sample);
  std::uint32_t number_of(const std::string& name);

  std::array<Sample, 2> samples_;  // of those that end well; of those that fail
  std::vector<std::string> names_;
};

}  // namespace telar
