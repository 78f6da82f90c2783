// The searches there are, by their names on the command line. A new one is a file of its own and a
// line in searches.cpp.
#pragma once
#include <span>
#include <string_view>

#include "explore/search_kind.hpp"

namespace telar {

std::span<const SearchKind* const> search_kinds();
// Null if there is none of this name.
const SearchKind* find_search(std::string_view name);

}  // namespace telar
