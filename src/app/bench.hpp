// `telar bench [list | WORKLOAD PEER]`: measures itself, in the protocol of the peers' benchmark:
// `list` prints "WORKLOAD<tab>PEER" lines; a workload runs once, checks its own result and prints
// one JSON line
// {"w":…,"peer":…,"n":…,"wall_ns":…,"cpu_ns":…,"rss0_kb":…,"hwm_kb":…}. All of it runs as a program
// of Telar does: through the runtime, on the real kernel, with its trace being recorded and
// drained.
#pragma once
#include "app/commands.hpp"

namespace telar {

int bench_command(Argv words, Language language);

}  // namespace telar
