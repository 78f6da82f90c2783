#include "report/action_words.hpp"

#include "base/json.hpp"
#include "base/time_text.hpp"
#include "words/words.hpp"

namespace telar {
namespace {

// The word for a kind; empty for one that goes without saying.
std::string_view kind_words(ObjectKind kind, Language language) {
  switch (kind) {
    case ObjectKind::lock:
    case ObjectKind::rlock:
      return words::kind_lock.in(language);
    case ObjectKind::condition:
      return words::kind_condition.in(language);
    case ObjectKind::semaphore:
      return words::kind_semaphore.in(language);
    case ObjectKind::event:
      return words::kind_event.in(language);
    case ObjectKind::barrier:
      return words::kind_barrier.in(language);
    case ObjectKind::queue:
    case ObjectKind::pipe:
      return words::kind_queue.in(language);
    case ObjectKind::process:
      return words::kind_process.in(language);
    case ObjectKind::pool:
      return words::kind_pool.in(language);
    case ObjectKind::loop:
      return words::kind_task.in(language);
    case ObjectKind::interpreter_lock:
      return words::kind_gil.in(language);
    case ObjectKind::none:
    case ObjectKind::thread:
    case ObjectKind::console:
    case ObjectKind::shared:
      return {};
  }
  return {};
}

// Whether there is one of its kind, or its name is Telar's own.
bool is_nameless(ObjectKind kind) {
  return kind == ObjectKind::none || kind == ObjectKind::loop || kind == ObjectKind::console ||
         kind == ObjectKind::interpreter_lock;
}

// "lock 3", which the Store calls what has no name: its number. Else empty.
std::string_view number_of_nameless(ObjectKind kind, std::string_view name) {
  const std::string_view word = name_of(kind);
  if (!name.starts_with(word) || name.size() < word.size() + 2 || name[word.size()] != ' ')
    return {};
  const std::string_view number = name.substr(word.size() + 1);
  return number.find_first_not_of("0123456789") == number.npos ? number : std::string_view();
}

// Says one action. Phrases take the object, the value, or the value and the object.
class Sayer {
 public:
  Sayer(const Action& action, Language language, Wording wording)
      : language_(language),
        is_full_(wording == Wording::full),
        value_(payload_words(action.payload, language)) {
    if (is_full_ || is_nameless(action.kind) || action.object.empty() ||
        !number_of_nameless(action.kind, action.object).empty()) {
      object_ = object_words(action.kind, action.object, language);
    } else {
      object_ = action.object;
    }
  }

  std::string object(CheckedPhrase<std::string> phrase) const {
    std::string text = contracted(say(language_, phrase, object_));
    while (text.ends_with(' ')) text.pop_back();  // there is none
    return text;
  }
  // Of a variable: its name and what is done to it, or what is to be done.
  std::string variable(CheckedPhrase<std::string, std::string> phrase,
                       CheckedPhrase<std::string> without) const {
    if (value_.empty()) return object(without);
    return say(language_, phrase, object_.empty() ? std::string("?") : object_, value_);
  }
  // Of a queue: the item, and in full the queue too.
  std::string item(CheckedPhrase<std::string> brief, CheckedPhrase<std::string, std::string> full,
                   CheckedPhrase<std::string> without) const {
    if (value_.empty()) return object(without);
    return is_full_ && !object_.empty() ? contracted(say(language_, full, value_, object_))
                                        : say(language_, brief, value_);
  }
  std::string value(CheckedPhrase<std::string> phrase, const Word& without) const {
    return value_.empty() ? word(without) : say(language_, phrase, value_);
  }
  std::string word(const Word& word) const { return std::string(word.in(language_)); }

 private:
  // Spanish has one word for "a el" and "de el".
  std::string contracted(std::string text) const {
    if (language_ != Language::es || !object_.starts_with("el ")) return text;
    for (const std::string_view two : {" a el ", " de el "})
      if (const auto at = text.find(two); at != std::string::npos)
        text.erase(at + two.size() - 4, 2);
    return text;
  }

  const Language language_;
  const bool is_full_;
  std::string object_, value_;
};

}  // namespace

std::string payload_words(const Payload& payload, Language language) {
  if (payload.kind == PayloadKind::duration)
    return exact_time(payload.duration(), language).c_str();
  return repr(payload);
}

std::string object_words(ObjectKind kind, std::string_view name, Language language) {
  std::string text(kind_words(kind, language));
  if (is_nameless(kind) || name.empty()) return text;
  const std::string_view number = number_of_nameless(kind, name);
  if (!number.empty() && !text.empty()) name = number;
  return text + (text.empty() ? "" : " ") + std::string(name);
}

std::string access_words(const Action& access, Language language) {
  const std::string variable(access.object);
  const std::string place = place_text(access);
  const auto said = [&](CheckedPhrase<std::string> phrase) {
    return say(language, phrase, variable) + (place.empty() ? "" : " (" + place + ")");
  };
  switch (access.verb) {
    case Verb::load:
      return said(words::loads_variable);
    case Verb::store:
      return said(words::stores_variable);
    case Verb::add:
      return said(words::adds_to_variable);
    default:
      return said(words::updates_variable);
  }
}

std::string who_does(std::string_view who, std::string_view does, Language language) {
  return say(language, words::who_does, who, does);
}

void write_place(JsonWriter& json, std::string_view strand, const Action& action) {
  json.begin_object().member("strand", strand).member("verb", name_of(action.verb));
  if (action.line != 0) {
    json.member("file", action.file).member("line", action.line);
  } else {
    json.key("file").null().key("line").null();
  }
  json.end_object();
}

std::string say_in_english(const Action& action) {
  return action_words(action, Language::en, Wording::full);
}

std::string action_words(const Action& action, Language language, Wording wording) {
  using namespace words;
  const Sayer say(action, language, wording);
  switch (action.verb) {
    case Verb::step:
      return say.word(action_step);
    case Verb::acquire:
      return say.object(action_acquire);
    case Verb::release:
      return say.object(action_release);
    case Verb::put:
      return say.item(action_put, action_put_into, action_put_unknown);
    case Verb::get:
      return say.item(action_get, action_get_from, action_get_unknown);
    case Verb::wait:
      return say.object(action_wait);
    case Verb::notify:
      return say.object(action_notify);
    case Verb::set:
      return say.object(action_set);
    case Verb::clear:
      return say.object(action_clear);
    case Verb::start:
      return say.object(action_start);
    case Verb::join:
      return say.object(action_join);
    case Verb::write:
      return say.word(action_write);
    case Verb::sleep:
      return say.value(action_sleep, action_sleep_unknown);
    case Verb::compute:
      return say.value(action_compute, action_compute_unknown);
    case Verb::load:
      return say.variable(action_load, action_load_unknown);
    case Verb::store:
      return say.variable(action_store, action_store_unknown);
    case Verb::add:
      return say.variable(action_add, action_add_unknown);
    case Verb::update:
      return say.variable(action_store, action_update);
    case Verb::look:
      return say.object(action_look);
    case Verb::resume:
      return action.kind == ObjectKind::loop ? say.value(action_resume_task, action_step)
                                             : say.object(action_resume);
    case Verb::arrive:
      return say.object(action_arrive);
  }
  return say.word(action_step);
}

}  // namespace telar
