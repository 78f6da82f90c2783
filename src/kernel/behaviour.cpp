#include "kernel/behaviour.hpp"

#include <algorithm>
#include <array>

namespace telar {
namespace {

constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

constexpr std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 32);
}

// Verbs by their names: their numbers are nobody's business but the trace's.
constexpr auto kVerbHashes = [] {
  std::array<std::uint64_t, kVerbNames.size()> hashes{};
  for (std::size_t i = 0; i < hashes.size(); ++i)
    for (const char c : kVerbNames[i]) hashes[i] = mixed(hashes[i], static_cast<unsigned char>(c));
  return hashes;
}();

char digit_of(std::uint64_t hash) { return kDigits[mixed(hash, 0) % kDigits.size()]; }

std::string end_of(std::uint64_t hash) {
  std::string end;
  for (std::size_t i = 0; i < Behaviour::kEndDigits; ++i)
    end += digit_of(hash = mixed(hash, i + 1));
  return end;
}

bool is_digit(char c) { return kDigits.find(c) != kDigits.npos; }

}  // namespace

std::uint64_t Behaviour::stride(std::uint64_t steps) {
  std::uint64_t stride = 1;
  while (steps / stride > kMostLooks) stride *= 2;
  return stride;
}

std::string Behaviour::text() const {
  std::string number;
  for (std::uint64_t left = steps; left > 0; left /= kDigits.size())
    number.insert(number.begin(), kDigits[left % kDigits.size()]);
  return (whole ? "w" : "v") + number + "." + looks + end;
}

bool Behaviour::parse(std::string_view text, Behaviour& to) {
  to = {};
  const std::size_t dot = text.find('.');
  // Thirteen digits might be more than 64 bits hold.
  if (dot == text.npos || dot < 2 || dot > 13 || (text[0] != 'w' && text[0] != 'v')) return false;
  for (const char c : text.substr(1, dot - 1)) {
    if (!is_digit(c)) return false;
    to.steps = to.steps * kDigits.size() + kDigits.find(c);
  }
  const std::string_view hashes = text.substr(dot + 1);
  if (to.steps == 0 || hashes.size() != to.steps / stride(to.steps) + kEndDigits ||
      !std::ranges::all_of(hashes, is_digit)) {
    to = {};
    return false;
  }
  to.whole = text[0] == 'w';
  to.looks = hashes.substr(0, hashes.size() - kEndDigits);
  to.end = hashes.substr(hashes.size() - kEndDigits);
  return true;
}

void BehaviourHash::begin() {
  hash_ = steps_ = 0;
  stride_ = 1;
  looks_.clear();
}

void BehaviourHash::add(std::uint32_t strand, Verb verb, std::uint32_t object) {
  hash_ = mixed(
      hash_, kVerbHashes[static_cast<std::size_t>(verb)] ^ (std::uint64_t{strand} << 32 | object));
}

void BehaviourHash::end_step() {
  ++steps_;
  if (steps_ % stride_ != 0) return;
  if (looks_.size() == Behaviour::kMostLooks) {
    // Every other one is enough from here on.
    for (std::size_t i = 1; i < looks_.size(); i += 2) looks_[i / 2] = looks_[i];
    looks_.resize(looks_.size() / 2);
    stride_ *= 2;
    if (steps_ % stride_ != 0) return;
  }
  looks_.push_back(digit_of(hash_));
}

Behaviour BehaviourHash::behaviour(bool whole) const {
  if (steps_ == 0) return {};
  return {steps_, whole, std::string(looks_.begin(), looks_.end()), end_of(hash_)};
}

bool BehaviourHash::fits(const Behaviour& expected) const {
  if (steps_ > expected.steps) return !expected.whole;
  const std::uint64_t stride = Behaviour::stride(expected.steps);
  if (steps_ > 0 && steps_ % stride == 0 && digit_of(hash_) != expected.looks[steps_ / stride - 1])
    return false;
  return steps_ < expected.steps || end_of(hash_) == expected.end;
}

}  // namespace telar
