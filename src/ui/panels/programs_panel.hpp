// The programs: which one is chosen, its parameters, how it is run, Run and Stop. The chosen
// program and its values are the state's.
#pragma once
#include <imgui.h>

#include <cstddef>
#include <cstdint>

#include "ui/panels/kernel_panel.hpp"
#include "ui/panels/parameter_form.hpp"
#include "ui/shell/frame.hpp"

namespace telar::ui {

class ProgramsPanel {
 public:
  // Draws it as a card at this place, as set_room() decided.
  void draw(Frame& frame, ImVec2 position, ImVec2 size);
  // How it is laid out in this height: with summaries, without, or in two columns.
  void set_room(const Frame& frame, float height);
  // After set_room(): at which all of it is in sight.
  float wanted_height(const Frame& frame) const;
  // Of a list without summaries in one column, whatever is chosen.
  static float least_height(const Frame& frame);
  // The buttons alone, as the phone has them under every tab: Run, Explore in virtual time, Stop.
  static void draw_run_buttons(Frame& frame, float width, float height);

 private:
  static float most_height(const Frame& frame, float row);
  static float footer_height(const Frame& frame);
  static float parameters_height(const Frame& frame);
  void draw_columns(Frame& frame, ImVec2 corner, ImVec2 size);
  void draw_list(Frame& frame, float width);
  void draw_parameters(Frame& frame, float width);

  ParameterForm form_;
  KernelPanel kernel_;
  bool compact_ = false;  // summaries only for the chosen program
  bool two_columns_ = false;
  SharedDescription shown_;  // the program that was scrolled to
};

}  // namespace telar::ui
