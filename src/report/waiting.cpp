#include "report/waiting.hpp"

#include <algorithm>

#include "report/action_words.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

const Waiting* find(const std::vector<Waiting>& all, StrandId strand) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Waiting& w) { return w.strand == strand; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

std::vector<std::size_t> cycle_of(const std::vector<Waiting>& waiting) {
  for (std::size_t start = 0; start < waiting.size(); ++start) {
    std::vector<std::size_t> path{start};
    while (path.size() <= waiting.size()) {
      const auto& holder = waiting[path.back()].holder;
      const Waiting* next = holder ? find(waiting, *holder) : nullptr;
      if (!next) break;
      const auto index = static_cast<std::size_t>(next - waiting.data());
      if (index == start) return path;
      path.push_back(index);
    }
  }
  return {};
}

Action action_of(const Waiting& w) {
  return {.verb = w.verb,
          .kind = w.kind,
          .object = w.object,
          .payload = w.payload,
          .file = w.where.known() ? w.where.file : "",
          .line = w.where.line};
}

std::string action_text(const Waiting& w, Language language) {
  return action_words(action_of(w), language, Wording::full);
}

std::string waiting_words(const Waiting& w, const std::vector<Waiting>& all, Language language) {
  std::string what = object_words(w.kind, w.object, language);
  if (w.verb == Verb::join) what = say(language, words::end_of, what);
  if (what.empty()) what = action_text(w, language);
  if (w.verb == Verb::join || !w.holder) return say(language, words::waits_for, what);
  if (*w.holder == w.strand) return say(language, words::waits_for_itself, what);
  if (const Waiting* holder = find(all, *w.holder))
    return say(language, words::waits_for_holder, what, holder->name);
  // A holder that waits for nothing has ended.
  return say(language, words::waits_for_ended, what);
}

std::string waiting_text(const Waiting& w, const std::vector<Waiting>& all, Language language) {
  return who_does(w.name, waiting_words(w, all, language), language);
}

std::string deadlock_text(const std::vector<Waiting>& waiting, Language language) {
  std::string text;
  const auto add = [&](const Waiting& w) {
    text += (text.empty() ? "" : "; ") + waiting_text(w, waiting, language);
  };
  const auto cycle = cycle_of(waiting);
  if (!cycle.empty()) {
    for (const std::size_t i : cycle) add(waiting[i]);
    return text;
  }
  constexpr std::size_t kMost = 8;
  for (std::size_t i = 0; i < std::min(waiting.size(), kMost); ++i) add(waiting[i]);
  if (waiting.size() > kMost) text += "; …";
  return text + "; " + say(language, words::nobody_left);
}

}  // namespace telar
