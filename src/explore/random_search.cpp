#include "explore/random_search.hpp"

namespace telar {

constinit const SearchKind kRandom{.name = "random",
                                   .minds_seed = true,
                                   .make = [](const SearchWishes& w) -> std::unique_ptr<Search> {
                                     return std::make_unique<RandomSearch>(w.seed, w.count);
                                   }};

}  // namespace telar
