#include "kernel/virtual/races.hpp"

#include <algorithm>

#include "kernel/strand.hpp"

namespace telar {

void Races::begin() {
  strands_ = 0;
  objects_ = 1;
  found_.clear();
  found_on_.clear();
}

Races::Clock& Races::clock_of(std::uint32_t number) {
  while (strands_ <= number) {
    if (clocks_.size() <= strands_) clocks_.emplace_back();
    Clock& clock = clocks_[strands_];
    clock.assign(strands_ + 1, 0);
    clock[strands_++] = 1;
  }
  return clocks_[number];
}

Races::Known& Races::known(Object& object) {
  // Its slot may be of an earlier execution.
  if (object.slot != 0 && object.slot < objects_ && known_[object.slot].object == &object)
    return known_[object.slot];
  object.slot = static_cast<std::uint32_t>(objects_++);
  if (known_.size() < objects_) known_.resize(objects_);
  Known& k = known_[object.slot];
  k.object = &object;
  k.clock.clear();
  k.write = {};
  k.reads.clear();
  return k;
}

void Races::join(Clock& to, const Clock& from) {
  if (to.size() < from.size()) to.resize(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = std::max(to[i], from[i]);
}

void Races::publish(std::uint32_t number, Known& to) {
  Clock& clock = clock_of(number);
  join(to.clock, clock);
  ++clock[number];
}

void Races::started(std::uint32_t starter, std::uint32_t strand) {
  clock_of(std::max(starter, strand));
  join(clocks_[strand], clocks_[starter]);
  ++clocks_[starter][starter];
}

void Races::performed(const Strand& strand, std::uint32_t number, Object& object,
                      const OperationTable& table, std::uint64_t step, Nanos time) {
  switch (object.kind()) {
    case ObjectKind::none:
    case ObjectKind::console:
      return;
    case ObjectKind::shared:
      break;
    default: {
      Known& k = known(object);
      join(clock_of(number), k.clock);
      if (table.writes) publish(number, k);
      return;
    }
  }
  Known& k = known(object);
  const bool is_update = table.verb == Verb::update || table.verb == Verb::add;
  if (is_update) join(clock_of(number), k.clock);
  access(k, object, {{strand.id(), number, table.verb, step, time}, clock_of(number)[number]});
  if (is_update) publish(number, k);
}

void Races::access(Known& variable, const Object& object, const Made& made) {
  const std::uint32_t number = made.access.number;
  check(object, variable.write, made);
  if (made.access.verb == Verb::load) {
    if (variable.reads.size() <= number) variable.reads.resize(number + 1);
    variable.reads[number] = made;
    return;
  }
  for (const Made& read : variable.reads) check(object, read, made);
  variable.write = made;
}

void Races::check(const Object& object, const Made& before, const Made& made) {
  const std::uint32_t other = before.access.number;
  if (before.when == 0 || other == made.access.number) return;
  const Clock& clock = clock_of(made.access.number);
  if (other < clock.size() && before.when <= clock[other]) return;
  for (std::size_t i = 0; i < found_.size(); ++i)
    if (found_on_[i] == object.slot && found_[i].first.number == other &&
        found_[i].second.number == made.access.number)
      return;
  found_.push_back({object.name(), before.access, made.access});
  found_on_.push_back(object.slot);
}

}  // namespace telar
