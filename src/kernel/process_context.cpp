#include "kernel/process_context.hpp"

namespace telar {

ProcessContext::ProcessContext(Kernel& k, std::shared_ptr<Segment> s, ProcessId i, std::string n, RunSettings r)
    : kernel(k), segment(std::move(s)), id(i), name(std::move(n)), settings(r) {}

}  // namespace telar
