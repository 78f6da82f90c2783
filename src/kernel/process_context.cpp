#include "kernel/process_context.hpp"

#include <algorithm>
#include <string_view>

#include "kernel/kernel.hpp"

namespace telar {

ProcessContext::ProcessContext(Kernel& k, ProcessId i, std::string n, RunSettings r)
    : kernel(k), id(i), name(std::move(n)), settings(r) {}

std::shared_ptr<Segment> ProcessContext::segment() const { return kernel.segment(); }

void ProcessContext::begin_again() {
  // The caller is alone with the context between two executions: relaxed stores will do, and one
  // that orders others would cost more than all the rest.
  constexpr auto relaxed = std::memory_order_relaxed;
  next_strand_.store(0, relaxed);
  next_object_.store(1, relaxed);
  next_task_.store(1, relaxed);
  next_thread_name_.store(1, relaxed);
  next_process_name_.store(1, relaxed);
  children_.clear();
  sources_.clear();
  interpreter_lock.owner = interpreter_lock.promised = std::nullopt;
  kept.begin_again();
  console.forget_id();
  interpreter_lock.forget_id();
}

ProcessContext::SourceNumber ProcessContext::number_of_source(const char* file) {
  std::lock_guard lock(sources_mutex_);
  // One file may have several addresses, one for each part of the program that was compiled alone.
  const auto known = std::ranges::find_if(sources_, [&](const char* other) {
    return other == file || std::string_view(other) == file;
  });
  const auto number = static_cast<std::uint32_t>(known - sources_.begin() + 1);
  if (known != sources_.end()) return {number, false};
  if (number > Place::kMostFiles) return {0, false};
  sources_.push_back(file);
  return {number, true};
}

}  // namespace telar
