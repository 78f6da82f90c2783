#include "explore/picture.hpp"

#include <functional>
#include <queue>
#include <tuple>

namespace telar {

// Every second path, beginning with the first, is what would have been kept.
void Picture::halve(Sample& sample) {
  std::size_t begin = 0, length = 0, paths = 0;
  for (std::size_t i = 0; i < sample.ends.size(); ++i) {
    const std::size_t end = sample.ends[i];
    if (i % 2 == 0) {
      std::copy(sample.choices.begin() + static_cast<std::ptrdiff_t>(begin),
                sample.choices.begin() + static_cast<std::ptrdiff_t>(end),
                sample.choices.begin() + static_cast<std::ptrdiff_t>(length));
      length += end - begin;
      sample.ends[paths++] = length;
    }
    begin = end;
  }
  sample.choices.resize(length);
  sample.ends.resize(paths);
  sample.every *= 2;
}

std::uint32_t Picture::number_of(const std::string& name) {
  const auto at = std::ranges::find(names_, name);
  if (at == names_.end()) {
    names_.push_back(name);
    return static_cast<std::uint32_t>(names_.size() - 1);
  }
  return static_cast<std::uint32_t>(at - names_.begin());
}

// Makes branches of the paths that were kept: the heaviest first.
class Drawing {
 public:
  explicit Drawing(std::span<const Picture> pictures) {
    for (const Picture& picture : pictures)
      for (const bool bad : {false, true}) collect(picture, bad);
    std::ranges::sort(paths_, [](const Path& a, const Path& b) {
      return std::ranges::lexicographical_compare(a.choices, b.choices, {}, place, place);
    });
    begins_.push_back(0);
    bad_.push_back(0);
    for (const Path& path : paths_) {
      begins_.push_back(begins_.back() + path.weight);
      bad_.push_back(bad_.back() + (path.bad ? path.weight : 0));
    }
  }

  std::vector<TreeBranch> branches() {
    std::vector<TreeBranch> branches;
    if (paths_.empty()) return branches;
    waiting_.push({0, 0, paths_.size(), begins_.back()});
    while (!waiting_.empty() && branches.size() < Picture::kMostBranches) {
      const Branch branch = waiting_.top();
      waiting_.pop();
      branches.push_back(told(branch));
      divide(branch);
    }
    std::ranges::sort(branches, {},
                      [](const TreeBranch& b) { return std::pair(b.depth, b.begin); });
    return branches;
  }

 private:
  struct Path {
    std::span<const Picture::Choice> choices;
    double weight;  // how many executions it stands for
    bool bad;
    const Picture* picture;
  };
  // Paths that begin with the same choices.
  struct Branch {
    std::size_t depth, first, end;
    double weight;
    bool operator<(const Branch& other) const {
      return std::tuple(weight, other.depth, other.first) < std::tuple(other.weight, depth, first);
    }
  };

  static std::pair<std::uint32_t, std::uint32_t> place(const Picture::Choice& choice) {
    return {choice.order, choice.strand};
  }

  void collect(const Picture& picture, bool bad) {
    const Picture::Sample& sample = picture.samples_[bad];
    if (sample.ends.empty()) return;
    const double weight =
        static_cast<double>(sample.executions) / static_cast<double>(sample.ends.size());
    // What few paths tell that stand for many executions is not told.
    constexpr double kFewPaths = 8;
    if (sample.every > 1) least_ = std::max(least_, kFewPaths * weight);
    std::size_t begin = 0;
    for (const std::size_t end : sample.ends) {
      paths_.push_back(
          {std::span(sample.choices).subspan(begin, end - begin), weight, bad, &picture});
      begin = end;
    }
  }

  TreeBranch told(const Branch& branch) const {
    const double whole = begins_.back();
    TreeBranch told{static_cast<std::uint16_t>(branch.depth), 0, begins_[branch.first] / whole,
                    begins_[branch.end] / whole,
                    (bad_[branch.end] - bad_[branch.first]) / branch.weight};
    if (branch.depth > 0) {
      const Path& path = paths_[branch.first];
      const Picture::Choice& choice = path.choices[branch.depth - 1];
      told.strand = choice.strand;
      told.name = path.picture->names_[choice.name];
    }
    return told;
  }

  // Those that end here come first.
  void divide(const Branch& branch) {
    std::size_t first = branch.first;
    while (first < branch.end && paths_[first].choices.size() == branch.depth) ++first;
    while (first < branch.end) {
      const auto key = place(paths_[first].choices[branch.depth]);
      std::size_t end = first + 1;
      while (end < branch.end && place(paths_[end].choices[branch.depth]) == key) ++end;
      const double weight = begins_[end] - begins_[first];
      if (weight >= least_) waiting_.push({branch.depth + 1, first, end, weight});
      first = end;
    }
  }

  std::vector<Path> paths_;           // in the order of the search
  std::vector<double> begins_, bad_;  // executions, failures before each path, and of all of them
  double least_ = 0;                  // executions that a branch must have
  std::priority_queue<Branch> waiting_;
};

std::vector<TreeBranch> Picture::branches(std::span<const Picture> pictures) {
  return Drawing(pictures).branches();
}

}  // namespace telar
