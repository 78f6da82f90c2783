#include "explore/searches.hpp"

#include <algorithm>

#include "explore/depth_first.hpp"
#include "explore/partial_order.hpp"
#include "explore/pct_search.hpp"
#include "explore/random_search.hpp"

namespace telar {

std::span<const SearchKind* const> search_kinds() {
  static constexpr const SearchKind* kAll[] = {&kExhaustive, &kDpor, &kRandom, &kPct};
  return kAll;
}

const SearchKind* find_search(std::string_view name) {
  const auto all = search_kinds();
  const auto kind = std::ranges::find(all, name, &SearchKind::name);
  return kind == all.end() ? nullptr : *kind;
}

}  // namespace telar
