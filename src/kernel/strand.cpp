#include "kernel/strand.hpp"

#include "kernel/kernel.hpp"
#include "kernel/process_context.hpp"
#include "kernel/real_kernel.hpp"
#include "kernel/task.hpp"
#include "kernel/virtual_kernel.hpp"

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
Nanos Strand::deadline_in(Nanos duration) const { return kernel_.deadline_in(duration); }
VirtualKernel* Strand::virtual_kernel() const {
  return real_kernel_ ? nullptr : static_cast<VirtualKernel*>(&kernel_);
}

void Strand::start_afresh() {
  id_ = make_strand_id(process_.id, process_.take_strand_number());
  if (error_) error_ = nullptr;
  finished_.store(false, std::memory_order_relaxed);
  waiter_.operation = nullptr;
  number_ = wait_ = 0;
  shown_ = State::ready;
  ready_ = computing_ = false;
  sleep_.forget_id();
  ended_.forget_id();
}

void Strand::record_text(EventKind kind, std::uint16_t detail, std::uint64_t a, std::uint64_t b,
                         std::string_view text) {
  if (recorder_) recorder_->record({now(), id_, kind, detail, a, b}, text);
}

void Strand::write_text(Object& console, std::string_view text) {
  kernel_.note_write(text);
  if (!recorder_) return;
  const ObjectId object = console.id(*this);
  if (!recorder_->fits(text.size())) process_.flush();
  record_text(EventKind::write, 0, object, text.size(), text);
  process_.flush();
}

void Strand::suspended() { virtual_kernel()->suspended(*this); }

void performed_within(Strand& strand, Object& object, const OperationTable& table) {
  strand.virtual_kernel()->performed(strand, object, table);
}

}  // namespace telar
