// `telar bench [list | WORKLOAD PEER]`: measures itself. argv[0] is "bench".
#pragma once

namespace telar {

int bench_main(int argc, char** argv);

}  // namespace telar
