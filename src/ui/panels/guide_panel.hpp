// The guide to the chosen program: what to watch, what it teaches, and its listings. It keeps which
// of them is open and gives no commands.
#pragma once
#include <imgui.h>

#include <string_view>

#include "ui/panels/listing.hpp"
#include "ui/shell/frame.hpp"

namespace telar::ui {

class GuidePanel {
 public:
  // Draws it as a card at this place. A listing is cut into tokens once, when it is first shown.
  void draw(Frame& frame, ImVec2 position, ImVec2 size);

 private:
  void draw_listing(std::string_view name, std::string_view code, ListingLanguage language);

  int tab_ = 0;
  Listing listing_;
};

}  // namespace telar::ui
