// The form of the chosen program's parameters, a row for each. It keeps which field is being
// edited; the values are the state's, and what is asked for goes into the frame's commands.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "program/description.hpp"
#include "ui/shell/frame.hpp"

namespace telar::ui {

// The next value of a [-] or [+] press. Real ones step by what a person would: 0.1 below 1, 0.5
// below 5, else 1.
double stepped(const ParameterSpec& spec, double value, int direction);
// What a person types into a field: blanks around it and a decimal comma are fine. Nothing if it is
// no number.
std::optional<double> typed_number(std::string_view text);
// Whether these values nap for less than the chapter does, which a page must then say.
bool naps_shorter_than_chapter(const ProgramDescription& program,
                               const std::vector<double>& values);

class ParameterForm {
 public:
  static constexpr float kRow = 40;  // the height of one

  // Draws the row of this parameter from the cursor on.
  void draw(Frame& frame, std::size_t index, float width);

 private:
  std::optional<double> draw_field(Frame& frame, std::size_t index, const char* name, float width);
  std::optional<double> draw_number(Frame& frame, std::size_t index, const char* name, float width);

  std::size_t editing_ = SIZE_MAX;
  char edited_[24] = {};
};

}  // namespace telar::ui
