#include "kernel/strand.hpp"

#include "kernel/kernel.hpp"
#include "kernel/process_context.hpp"
#include "kernel/real_kernel.hpp"
#include "kernel/task.hpp"

namespace telar {

thread_local constinit Strand* Strand::current_ = nullptr;

Strand::Strand(ProcessContext& process, std::string name, std::function<Task<>()> body, bool daemon)
    : id_(make_strand_id(process.id, process.take_strand_number())),
      daemon_(daemon),
      process_(process),
      kernel_(process.kernel),
      real_kernel_(process.kernel.real()),
      name_(std::move(name)),
      body_(std::move(body)),
      ended_(id_, name_) {
  waiter_.strand = this;
}

Strand::~Strand() = default;

Nanos Strand::now() const { return kernel_.now(); }

void Strand::record_text(EventKind kind, std::uint16_t detail, std::uint64_t a, std::uint64_t b,
                         std::string_view text) {
  recorder_->record({now(), id_, kind, detail, a, b}, text);
}

void Strand::write_text(Object& console, std::string_view text) {
  const ObjectId object = console.id(*this);
  if (!recorder_->fits(text.size())) process_.flush();
  record_text(EventKind::write, 0, object, text.size(), text);
  process_.flush();
}

void Strand::suspend_in(std::coroutine_handle<> here, Object& object, void* operation,
                        const OperationTable& table, Nanos deadline) {
  suspended_at_ = here;
  waiter_.operation = operation;
  waiter_.table = &table;
  waiter_.object = &object;
  waiter_.deadline = deadline;
}

void Strand::drive() {
  while (next) std::exchange(next, {}).resume();
}

}  // namespace telar
