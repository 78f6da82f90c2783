#include "ui/shell/items.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/json.hpp"

namespace telar::ui {
namespace {

// Two frames: the one being recorded and the whole one before it. Vectors are reused: no allocation
// in steady state.
std::vector<Item> recording, whole;

void copy_text(char* to, std::size_t size, std::string_view from) {
  std::size_t length = std::min(from.size(), size - 1);
  // Never half a character of UTF-8.
  while (length > 0 && length < from.size() &&
         (static_cast<unsigned char>(from[length]) & 0xc0) == 0x80)
    --length;
  std::memcpy(to, from.data(), length);
  to[length] = 0;
}

Item* find(ImGuiID id) {
  // The one wanted is nearly always the last.
  for (auto it = recording.rbegin(); it != recording.rend(); ++it) {
    if (it->id == id) return &*it;
  }
  return nullptr;
}

const char* role_name(Item::Role role) {
  switch (role) {
    case Item::Role::button:
      return "button";
    case Item::Role::checkbox:
      return "checkbox";
    case Item::Role::slider:
      return "slider";
    case Item::Role::textbox:
      return "textbox";
    case Item::Role::option:
      return "option";
    case Item::Role::tab:
      return "tab";
    case Item::Role::image:
      return "img";
  }
  return "button";
}

}  // namespace

const std::vector<Item>& items() { return whole; }

void begin_items() {
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
  recording.clear();
}

void end_items() {
  std::erase_if(recording, [](const Item& item) {
    return !item.labelled || item.width < 1 || item.height < 1;
  });
  whole.swap(recording);
}

void describe_item(Item::Role role, std::string_view name, std::string_view label) {
  if (Item* item = find(ImGui::GetItemID())) {
    item->role = role;
    item->labelled = true;
    copy_text(item->name, sizeof item->name, name);
    copy_text(item->label, sizeof item->label, label);
  }
}

void describe_item(Item::Role role, std::string_view name, std::string_view label, bool checked) {
  describe_item(role, name, label);
  if (Item* item = find(ImGui::GetItemID())) {
    item->checkable = true;
    item->checked = checked;
  }
}

std::string items_json() {
  std::string out;
  JsonWriter json(out);
  const auto tenth = [](float points) { return std::round(static_cast<double>(points) * 10) / 10; };
  json.begin_array();
  for (const Item& item : whole) {
    json.begin_object()
        .member("label", item.label)
        .member("name", item.name)
        .member("role", role_name(item.role));
    json.member("x", tenth(item.x))
        .member("y", tenth(item.y))
        .member("w", tenth(item.width))
        .member("h", tenth(item.height));
    json.member("enabled", item.enabled).key("checked");
    if (item.checkable) {
      json.value(item.checked);
    } else {
      json.null();
    }
    json.end_object();
  }
  json.end_array();
  return out;
}

}  // namespace telar::ui

// ---- What Dear ImGui calls (IMGUI_ENABLE_TEST_ENGINE)

using telar::ui::Item;

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& box,
                                 const ImGuiLastItemData* data) {
  ImRect visible = box;
  if (context->CurrentWindow != nullptr) visible.ClipWith(context->CurrentWindow->ClipRect);
  Item item{};
  item.id = id;
  item.x = visible.Min.x;
  item.y = visible.Min.y;
  item.width = std::max(visible.GetWidth(), 0.0f);
  item.height = std::max(visible.GetHeight(), 0.0f);
  item.enabled = data == nullptr || (data->InFlags & ImGuiItemFlags_Disabled) == 0;
  item.whole_width = box.GetWidth();
  item.whole_height = box.GetHeight();
  if (const ImGuiWindow* window = context->CurrentWindow) {
    item.window = window->ID;
    item.scrolled = window->ScrollMax.x > 0 || window->ScrollMax.y > 0;
  }
  telar::ui::recording.push_back(item);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags flags) {
  Item* item = telar::ui::find(id);
  if (item == nullptr || label == nullptr || context->CurrentWindow == nullptr ||
      id == context->CurrentWindow->ID)
    return;
  const char* label_end = std::strstr(label, "##");
  const auto length =
      label_end != nullptr ? static_cast<std::size_t>(label_end - label) : std::strlen(label);
  telar::ui::copy_text(item->label, sizeof item->label, {label, length});
  item->labelled = length > 0;
  item->checkable = (flags & ImGuiItemStatusFlags_Checkable) != 0;
  item->checked = (flags & ImGuiItemStatusFlags_Checked) != 0;
  if (item->checkable) item->role = Item::Role::checkbox;
  if ((flags & ImGuiItemStatusFlags_Inputable) != 0) item->role = Item::Role::textbox;
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
