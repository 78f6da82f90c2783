#include "explore/pct_search.hpp"

namespace telar {

bool PctSearch::run(VirtualKernel& kernel) {
  if (!knows_length_) {
    Recorded goes_on({});
    kernel.run_with(goes_on);
    strategy_.set_steps(kernel.steps());
    knows_length_ = true;
    kernel.begin_again();
  }
  return SeededSearch::run(kernel);
}

constinit const SearchKind kPct{.name = "pct",
                                .minds_seed = true,
                                .minds_depth = true,
                                .make = [](const SearchWishes& w) -> std::unique_ptr<Search> {
                                  return std::make_unique<PctSearch>(w.depth, w.seed, w.count);
                                }};

}  // namespace telar
