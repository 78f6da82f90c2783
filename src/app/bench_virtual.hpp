// Workloads of the virtual kernel: they run on the caller's thread, and need no other.
#pragma once
#include <span>
#include <string_view>

#include "app/bench_region.hpp"

namespace telar {

struct VirtualWorkload {
  std::string_view name;
  void (*run)(Region&);
};
std::span<const VirtualWorkload> virtual_workloads();

}  // namespace telar
