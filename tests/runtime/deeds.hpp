// What a trace says that its main thread did, in words.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "report/action_words.hpp"
#include "trace/store.hpp"

namespace telar::testing {

// What the main thread did, with values, in order.
inline std::vector<std::string> deeds(const Store& store) {
  std::vector<std::string> deeds;
  for (const std::uint32_t mark : store.lanes()[store.lane_of(0)].marks)
    deeds.push_back(
        action_words(store.action_of(store.events()[mark]), Language::en, Wording::brief));
  return deeds;
}

}  // namespace telar::testing
