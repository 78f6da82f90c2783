#include "kernel/strand.hpp"

#include "kernel/kernel.hpp"
#include "kernel/process_context.hpp"

namespace telar {

thread_local constinit Strand* Strand::current_ = nullptr;

Strand::Strand(ProcessContext& process, std::string name, Body body, bool daemon)
    : body_(std::move(body)),
      id_(make_strand_id(process.id, process.take_strand_number())),
      daemon_(daemon),
      process_(process),
      name_(std::move(name)),
      ended_(id_, name_),
      kernel_(process.kernel) {
  waiter_.strand = this;
}

Strand::~Strand() = default;

Nanos Strand::now() const { return kernel_.now(); }
Nanos Strand::deadline_in(Nanos duration) const { return kernel_.deadline_in(duration); }

void Strand::begin_again() {
  id_ = make_strand_id(process_.id, process_.take_strand_number());
  if (error_) error_ = nullptr;
  finished_.store(false, std::memory_order_relaxed);
  waiter_.pending.table = nullptr;
  where_ = {};
  source_ = nullptr;
  sleep_.forget_id();
  ended_.forget_id();
}

void Strand::record_text(EventKind kind, std::uint16_t detail, std::uint64_t a, std::uint64_t b,
                         std::string_view text) {
  if (recorder_) recorder_->record({now(), id_, kind, detail, a, b}, text);
}

// Not inline, so that who does not record pays for no more than the question.
void Strand::record_on(Object& object, EventKind kind, Payload payload, std::uint8_t detail) {
  recorder_->record(operation(kind, object, payload, detail));
}

void Strand::write_text(Object& console, std::string_view text) {
  kernel_.note_write(text);
  if (!recorder_) return;
  const Event event = operation(EventKind::write, console, Payload::of(text.size()), 0);
  if (!recorder_->fits(text.size())) process_.flush();
  recorder_->record(event, text);
  process_.flush();
}

void Strand::find_source() {
  source_ = where_.file;
  const auto [number, is_new] = process_.number_of_source(source_);
  source_number_ = number;
  if (is_new) record_text(EventKind::source_named, 0, number, 0, source_);
}

ObjectId Strand::name(Object& object) {
  ObjectId& id = object.id_in(process_.id);
  if (id == 0) {
    id = process_.take_object_id();
    record_text(EventKind::object_named, static_cast<std::uint16_t>(object.kind()), id, 0,
                object.name());
  }
  return id;
}

}  // namespace telar
