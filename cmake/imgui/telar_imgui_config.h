// Dear ImGui as Telar builds it; read by every file that includes imgui.h.
#pragma once
#define IMGUI_ENABLE_TEST_ENGINE         // item hooks, from which the accessible mirror is made; src/ui defines them
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS       // half of ImGui's bytes
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DEFINE_MATH_OPERATORS
#define ImDrawIdx unsigned int           // WebGL2 has no base vertex: 16 bits would end at 64 Ki vertices a list
