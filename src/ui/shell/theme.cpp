#include "ui/shell/theme.hpp"

#include <algorithm>
#include <cmath>

#include "generated/fonts.hpp"

namespace telar::ui {
namespace {

constexpr ImU32 rgb(unsigned hex, unsigned alpha = 255) {
  return IM_COL32(hex >> 16 & 255, hex >> 8 & 255, hex & 255, alpha);
}

constexpr Palette kLight = {.page = rgb(0xeef0f4),
                            .card = rgb(0xffffff),
                            .card_edge = rgb(0xdfe3ea),
                            .inset = rgb(0xf5f6f9),
                            .text = rgb(0x1c2230),
                            .dim = rgb(0x586174),
                            .faint = rgb(0x8d96a6),
                            .accent = rgb(0x4f46c8),
                            .accent_hover = rgb(0x433bb0),
                            .accent_text = rgb(0xffffff),
                            .soft = rgb(0xe9ebf3),
                            .soft_hover = rgb(0xdee1ee),
                            .danger = rgb(0xc0342b),
                            .danger_soft = rgb(0xfbe6e4),
                            .good = rgb(0x0b7a53),
                            .good_soft = rgb(0xdff3ea),
                            .warn = rgb(0x8f5a00),
                            .warn_soft = rgb(0xfdf0d5),
                            .ready = rgb(0xc6ccd8),
                            .running = rgb(0x12a074),
                            .sleeping = rgb(0xb9c8f5),
                            .blocked = rgb(0xf3bd6a),
                            .running_text = rgb(0xffffff),
                            .sleeping_text = rgb(0x2b3a6b),
                            .blocked_text = rgb(0x573700),
                            .ready_text = rgb(0x3b4252),
                            .grid = rgb(0x1c2230, 20),
                            .now_line = rgb(0xc0342b, 170),
                            .mark = rgb(0x2a3142),
                            .gap = rgb(0xc0342b),
                            .concurrency = rgb(0x5b6fd6),
                            .concurrency_fill = rgb(0x8fa0ec, 80),
                            .parallelism = rgb(0x0f8f67),
                            .parallelism_fill = rgb(0x12a074, 150),
                            .code_keyword = rgb(0x7a2fb5),
                            .code_string = rgb(0x0b7a53),
                            .code_comment = rgb(0x7b8494),
                            .code_number = rgb(0xb04a12),
                            .code_name = rgb(0x2456b8),
                            .lanes = {rgb(0x4f46c8), rgb(0xc2410c), rgb(0x0f766e), rgb(0xbe185d),
                                      rgb(0x4d7c0f), rgb(0x0369a1), rgb(0xa16207), rgb(0x7e22ce),
                                      rgb(0xb91c1c), rgb(0x15803d), rgb(0x1d4ed8), rgb(0x86198f)},
                            .dark = false};

constexpr Palette kDark = {.page = rgb(0x12151c),
                           .card = rgb(0x1a1e28),
                           .card_edge = rgb(0x2a303d),
                           .inset = rgb(0x151921),
                           .text = rgb(0xe6e9f0),
                           .dim = rgb(0xa3acbd),
                           .faint = rgb(0x737d90),
                           .accent = rgb(0x7b74f0),
                           .accent_hover = rgb(0x8f89f5),
                           .accent_text = rgb(0x0e1016),
                           .soft = rgb(0x262c39),
                           .soft_hover = rgb(0x313949),
                           .danger = rgb(0xff8076),
                           .danger_soft = rgb(0x43211f),
                           .good = rgb(0x54d6a4),
                           .good_soft = rgb(0x16372b),
                           .warn = rgb(0xf2bf66),
                           .warn_soft = rgb(0x3a2e17),
                           .ready = rgb(0x4a5366),
                           .running = rgb(0x2fbf8f),
                           .sleeping = rgb(0x3d4d86),
                           .blocked = rgb(0xb07c2a),
                           .running_text = rgb(0x06261b),
                           .sleeping_text = rgb(0xd4dcfa),
                           .blocked_text = rgb(0xfff1d8),
                           .ready_text = rgb(0xe6e9f0),
                           .grid = rgb(0xe6e9f0, 18),
                           .now_line = rgb(0xff8076, 190),
                           .mark = rgb(0xf2f4f8),
                           .gap = rgb(0xff8076),
                           .concurrency = rgb(0x8c9df2),
                           .concurrency_fill = rgb(0x6f83e6, 75),
                           .parallelism = rgb(0x54d6a4),
                           .parallelism_fill = rgb(0x2fbf8f, 130),
                           .code_keyword = rgb(0xc79bf2),
                           .code_string = rgb(0x7fd6a8),
                           .code_comment = rgb(0x7d8798),
                           .code_number = rgb(0xf0a878),
                           .code_name = rgb(0x86b4f8),
                           .lanes = {rgb(0x9b95f7), rgb(0xf59a6b), rgb(0x4fc7bb), rgb(0xf083b4),
                                     rgb(0xa7cf5f), rgb(0x62b8ea), rgb(0xe3bd55), rgb(0xc08df0),
                                     rgb(0xf28b82), rgb(0x6bd08f), rgb(0x86a8f8), rgb(0xdd85e6)},
                           .dark = true};

const Palette* current = &kLight;
Fonts loaded = {};

}  // namespace

const Palette& palette() { return *current; }
const Fonts& fonts() { return loaded; }

ImU32 with_alpha(ImU32 color, float alpha) {
  const auto a = static_cast<ImU32>(static_cast<float>(color >> IM_COL32_A_SHIFT & 255) *
                                    std::clamp(alpha, 0.0f, 1.0f));
  return (color & ~IM_COL32_A_MASK) | a << IM_COL32_A_SHIFT;
}

ImU32 mix(ImU32 a, ImU32 b, float t) {
  const ImVec4 x = vec(a), y = vec(b);
  const auto between = [t](float from, float to) { return from + (to - from) * t; };
  return ImGui::ColorConvertFloat4ToU32(
      {between(x.x, y.x), between(x.y, y.y), between(x.z, y.z), between(x.w, y.w)});
}

ImU32 state_color(State state) {
  switch (state) {
    case State::ready:
      return current->ready;
    case State::running:
      return current->running;
    case State::sleeping:
      return current->sleeping;
    case State::blocked:
      return current->blocked;
    case State::finished:
      return current->grid;
  }
  return current->grid;
}

ImU32 state_text_color(State state) {
  switch (state) {
    case State::running:
      return current->running_text;
    case State::sleeping:
      return current->sleeping_text;
    case State::blocked:
      return current->blocked_text;
    default:
      return current->ready_text;
  }
}

void use_palette(bool dark) {
  current = dark ? &kDark : &kLight;
  const Palette& p = *current;
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  style.WindowPadding = {kPadding, kPadding};
  style.FramePadding = {10, 7};
  style.ItemSpacing = {8, 8};
  style.ItemInnerSpacing = {6, 6};
  style.ScrollbarSize = 12;
  style.GrabMinSize = 14;
  style.WindowRounding = style.ChildRounding = style.PopupRounding = kRounding;
  style.FrameRounding = style.GrabRounding = 7;
  style.ScrollbarRounding = 6;
  style.WindowBorderSize = style.FrameBorderSize = 0;
  style.ChildBorderSize = style.PopupBorderSize = 1;
  style.DisabledAlpha = 0.45f;
  const auto set = [&style](ImGuiCol which, ImU32 color) { style.Colors[which] = vec(color); };
  set(ImGuiCol_Text, p.text);
  set(ImGuiCol_TextDisabled, p.faint);
  set(ImGuiCol_WindowBg, p.page);
  set(ImGuiCol_ChildBg, p.card);
  set(ImGuiCol_PopupBg, p.card);
  set(ImGuiCol_Border, p.card_edge);
  set(ImGuiCol_FrameBg, p.inset);
  set(ImGuiCol_FrameBgHovered, p.soft);
  set(ImGuiCol_FrameBgActive, p.soft_hover);
  set(ImGuiCol_Button, p.soft);
  set(ImGuiCol_ButtonHovered, p.soft_hover);
  set(ImGuiCol_ButtonActive, p.soft_hover);
  set(ImGuiCol_Header, p.soft);
  set(ImGuiCol_HeaderHovered, p.soft);
  set(ImGuiCol_HeaderActive, p.soft_hover);
  set(ImGuiCol_CheckMark, p.accent);
  set(ImGuiCol_SliderGrab, p.accent);
  set(ImGuiCol_SliderGrabActive, p.accent_hover);
  set(ImGuiCol_ScrollbarBg, with_alpha(p.card, 0));
  set(ImGuiCol_ScrollbarGrab, with_alpha(p.faint, 0.45f));
  set(ImGuiCol_ScrollbarGrabHovered, with_alpha(p.faint, 0.7f));
  set(ImGuiCol_ScrollbarGrabActive, p.faint);
  set(ImGuiCol_Separator, p.card_edge);
  set(ImGuiCol_TextSelectedBg, with_alpha(p.accent, 0.3f));
  set(ImGuiCol_NavHighlight, p.accent);
}

void build_fonts(float scale) {
  ImGuiIO& io = ImGui::GetIO();
  io.Fonts->Clear();
  io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors;
  // Latin-1 and Latin Extended-A, punctuation, arrows, mathematical operators, boxes and shapes:
  // what the subset holds.
  static const ImWchar kRanges[] = {0x20,   0x7e,   0xa0,   0x17f,  0x2010, 0x203a, 0x20ac,
                                    0x20ac, 0x2190, 0x2199, 0x2260, 0x2265, 0x25a0, 0x25ff,
                                    0x2713, 0x2717, 0xfffd, 0xfffd, 0};
  static const ImWchar kMonoRanges[] = {0x20,   0x7e,   0xa0,   0x17f,  0x2010, 0x203a, 0x20ac,
                                        0x20ac, 0x2190, 0x2199, 0x2260, 0x2265, 0x2500, 0x257f,
                                        0x2588, 0x2593, 0x25a0, 0x25ff, 0xfffd, 0xfffd, 0};
  const auto add = [&](const unsigned char* bytes, unsigned size, float points,
                       const ImWchar* ranges) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // Whole pixels: sharper, and the glyphs are drawn exactly as they were rasterised.
    const float pixels = std::round(points * scale);
    config.OversampleH = scale > 1.4f ? 1 : 2;
    config.EllipsisChar = 0x2026;
    ImFont* font = io.Fonts->AddFontFromMemoryTTF(const_cast<unsigned char*>(bytes),
                                                  static_cast<int>(size), pixels, &config, ranges);
    font->Scale = 1 / scale;
    return font;
  };
  using namespace telar::fonts;
  loaded.body = add(kSans, kSansSize, 15, kRanges);
  loaded.bold = add(kSansBold, kSansBoldSize, 15, kRanges);
  loaded.title = add(kSansBold, kSansBoldSize, 20, kRanges);
  loaded.small = add(kSans, kSansSize, 13, kRanges);
  loaded.mono = add(kMono, kMonoSize, 14, kMonoRanges);
  loaded.mono_small = add(kMono, kMonoSize, 12, kMonoRanges);
  io.FontDefault = loaded.body;
}

}  // namespace telar::ui
