#include "report/waiting.hpp"

#include <algorithm>

namespace telar {
namespace {

Text verb_text(Verb verb) {
  switch (verb) {
    case Verb::step:
      return {"sigue", "goes on"};
    case Verb::acquire:
      return {"toma", "acquires"};
    case Verb::release:
      return {"suelta", "releases"};
    case Verb::put:
      return {"pone en", "puts into"};
    case Verb::get:
      return {"saca de", "gets from"};
    case Verb::wait:
      return {"espera a", "waits for"};
    case Verb::notify:
      return {"avisa a", "notifies"};
    case Verb::set:
      return {"cambia", "sets"};
    case Verb::clear:
      return {"borra", "clears"};
    case Verb::start:
      return {"arranca", "starts"};
    case Verb::join:
      return {"espera el final de", "joins"};
    case Verb::write:
      return {"escribe", "writes"};
    case Verb::sleep:
      return {"despierta", "wakes up"};
    case Verb::compute:
      return {"calcula", "computes"};
    case Verb::load:
      return {"lee", "loads"};
    case Verb::store:
      return {"guarda", "stores"};
    case Verb::update:
      return {"lee y guarda", "updates"};
    case Verb::look:
      return {"mira", "looks at"};
    case Verb::resume:
      return {"sigue con", "resumes"};
    case Verb::arrive:
      return {"llega a", "arrives at"};
  }
  return {"sigue", "goes on"};
}

Text kind_text(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::lock:
    case ObjectKind::rlock:
      return {"el cerrojo", "lock"};
    case ObjectKind::condition:
      return {"la condición", "condition"};
    case ObjectKind::semaphore:
      return {"el semáforo", "semaphore"};
    case ObjectKind::event:
      return {"el evento", "event"};
    case ObjectKind::barrier:
      return {"la barrera", "barrier"};
    case ObjectKind::queue:
    case ObjectKind::pipe:
      return {"la cola", "queue"};
    case ObjectKind::process:
      return {"el proceso", "process"};
    case ObjectKind::pool:
      return {"el pool", "pool"};
    case ObjectKind::loop:
      return {"una tarea", "a task"};
    case ObjectKind::interpreter_lock:
      return {"el GIL", "the GIL"};
    case ObjectKind::none:
    case ObjectKind::thread:
    case ObjectKind::console:
    case ObjectKind::shared:
      return {};
  }
  return {};
}

std::string object_text(const Waiting& w, Language language) {
  std::string text(kind_text(w.kind).in(language));
  const bool named = !w.object.empty() && w.kind != ObjectKind::console &&
                     w.kind != ObjectKind::loop && w.kind != ObjectKind::interpreter_lock &&
                     w.kind != ObjectKind::none;
  if (named) text += (text.empty() ? "" : " ") + w.object;
  return text;
}

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

std::string action_text(const Waiting& w, Language language) {
  std::string text(verb_text(w.verb).in(language));
  for (const std::string& part : {object_text(w, language), w.detail})
    if (!part.empty()) text += " " + part;
  return text;
}

std::string waiting_text(const Waiting& w, const std::vector<Waiting>& all, Language language) {
  const bool es = language == Language::es;
  std::string what = object_text(w, language);
  if (w.verb == Verb::join) what = (es ? "el final de " : "the end of ") + what;
  if (what.empty()) what = verb_text(w.verb).in(language);
  std::string text = w.name + (es ? " espera " : " waits for ") + what;
  if (w.verb == Verb::join || !w.holder) return text;
  if (*w.holder == w.strand)
    return text + (es ? ", que él mismo tiene" : ", which it holds itself");
  const Waiting* holder = find(all, *w.holder);
  // A holder that waits for nothing has ended.
  return text + (holder ? (es ? ", que tiene " : ", held by ") + holder->name
                        : std::string(es ? ", que tiene un hilo que ya terminó"
                                         : ", held by a thread that has ended"));
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
  return text + (language == Language::es ? "; no queda nadie que pueda despertarlos"
                                          : "; nobody is left who could wake them");
}

}  // namespace telar
