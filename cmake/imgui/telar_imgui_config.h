// Dear ImGui as Telar builds it; read by every file that includes imgui.h.
#pragma once
// Item hooks, from which the accessible mirror is made; src/ui defines them.
#define IMGUI_ENABLE_TEST_ENGINE
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
// The demonstration is half of Dear ImGui's bytes.
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DEFINE_MATH_OPERATORS
// WebGL 2 has no base vertex: 16 bits would end at 64 Ki vertices a list.
#define ImDrawIdx unsigned int
