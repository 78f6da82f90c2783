#include "kernel/virtual/virtual_log.hpp"

namespace telar {

VirtualLog::VirtualLog(bool records) {
  if (!records) return;
  recorder_ = std::make_unique<Recorder>();
  recorder_->drain_when_full(events_);
}

void VirtualLog::begin() {
  output_.clear();
  final_state_.clear();
  drain();
  events_.clear();
}

void VirtualLog::take_events(std::vector<Event>& out) {
  drain();
  out.insert(out.end(), events_.begin(), events_.end());
  events_.clear();
}

void VirtualLog::show(VirtualStrand& s, State state, ObjectId object, Nanos deadline) {
  s.shown = state;
  const bool waits = state == State::blocked || state == State::sleeping;
  s.record(EventKind::strand_state, static_cast<std::uint16_t>(state), object,
           waits ? static_cast<std::uint64_t>(deadline) : 0);
}

void VirtualLog::show_stand(VirtualStrand& s) {
  const Pending& pending = *s.pending();
  s.record_operation(EventKind::stands, *pending.object, pending.payload(),
                     detail_of(pending.table->verb));
}

void VirtualLog::show_waiting(VirtualStrand& s) {
  if (s.computing) return;
  const Pending& pending = *s.pending();
  const bool sleeps = pending.object->kind() == ObjectKind::none;
  show(s, sleeps ? State::sleeping : State::blocked, sleeps ? 0 : s.id_of(*pending.object),
       pending.deadline);
}

void VirtualLog::show_stuck(VirtualStrand& s, std::optional<StrandId> holder) {
  s.record(EventKind::stuck, holder.has_value() ? 1 : 0, holder.value_or(0));
}

void VirtualLog::show_race(VirtualStrand& s, Object& variable, const Race& race) {
  if (!recorder_) return;
  record(race_event(
      race.second.time, s.id(),
      {s.id_of(variable), race.first.strand, race.first.time, race.first.verb, race.second.verb}));
}

void VirtualLog::show_switch(VirtualStrand* last, VirtualStrand& to) {
  if (last && last->shown == State::running && !last->computing) show(*last, State::ready);
  if (to.shown != State::running) show(to, State::running);
}

void VirtualLog::note_final(const std::string& name, const std::string& value) {
  if (!final_state_.empty()) final_state_ += ' ';
  final_state_ += name;
  final_state_ += '=';
  final_state_ += value;
}

}  // namespace telar
