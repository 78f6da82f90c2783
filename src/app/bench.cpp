#include "app/bench.hpp"

#include "app/commands.hpp"

namespace telar {

int bench_main(int, char**) { return usage_error("bench: not in this version"); }

}  // namespace telar
