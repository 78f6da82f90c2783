#include "report/action_words.hpp"

#include <gtest/gtest.h>

namespace telar {
namespace {

// In English and in Spanish, in brief and in full.
struct Said {
  std::string en, en_full, es, es_full;
  bool operator==(const Said&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Said& said) {
  return out << said.en << " | " << said.en_full << " | " << said.es << " | " << said.es_full;
}

Said said(Verb verb, ObjectKind kind, std::string_view object, Payload payload = {}) {
  const Action action{.verb = verb, .kind = kind, .object = object, .payload = payload};
  return {action_words(action, Language::en, Wording::brief),
          action_words(action, Language::en, Wording::full),
          action_words(action, Language::es, Wording::brief),
          action_words(action, Language::es, Wording::full)};
}
Said same(std::string_view text) {
  const std::string all(text);
  return {all, all, all, all};
}

TEST(ActionWords, say_what_happens_to_a_variable) {
  const auto counter = [](Verb verb, Payload payload = {}) {
    return said(verb, ObjectKind::shared, "counter", payload);
  };
  EXPECT_EQ(counter(Verb::load, Payload::of(0)), same("counter → 0"));
  EXPECT_EQ(counter(Verb::store, Payload::of(1)), same("counter = 1"));
  EXPECT_EQ(counter(Verb::store, Payload::of(0.5)), same("counter = 0.5"));
  EXPECT_EQ(counter(Verb::store, Payload::of(true)), same("counter = True"));
  EXPECT_EQ(counter(Verb::add, Payload::of(2)), same("counter += 2"));
  EXPECT_EQ(counter(Verb::update, Payload::of(3)), same("counter = 3"));
  EXPECT_EQ(counter(Verb::load),
            (Said{"load counter", "load counter", "lee counter", "lee counter"}));
  EXPECT_EQ(counter(Verb::store),
            (Said{"store counter", "store counter", "guarda counter", "guarda counter"}));
  EXPECT_EQ(counter(Verb::add),
            (Said{"add to counter", "add to counter", "suma a counter", "suma a counter"}));
  EXPECT_EQ(counter(Verb::update),
            (Said{"update counter", "update counter", "actualiza counter", "actualiza counter"}));
}

TEST(ActionWords, say_what_happens_to_a_lock) {
  EXPECT_EQ(said(Verb::acquire, ObjectKind::lock, "mutex"),
            (Said{"acquire mutex", "acquire lock mutex", "toma mutex", "toma el cerrojo mutex"}));
  EXPECT_EQ(
      said(Verb::release, ObjectKind::rlock, "mutex"),
      (Said{"release mutex", "release lock mutex", "suelta mutex", "suelta el cerrojo mutex"}));
  // How many are left is not what it is about.
  EXPECT_EQ(said(Verb::acquire, ObjectKind::semaphore, "two", Payload::of(1)),
            (Said{"acquire two", "acquire semaphore two", "toma two", "toma el semáforo two"}));
  EXPECT_EQ(said(Verb::acquire, ObjectKind::interpreter_lock, "GIL"),
            (Said{"acquire the GIL", "acquire the GIL", "toma el GIL", "toma el GIL"}));
}

TEST(ActionWords, say_what_goes_through_a_queue) {
  EXPECT_EQ(said(Verb::put, ObjectKind::queue, "requests", Payload::of(3)),
            (Said{"put 3", "put 3 into queue requests", "pone 3", "pone 3 en la cola requests"}));
  EXPECT_EQ(
      said(Verb::get, ObjectKind::queue, "requests", Payload::of("a")),
      (Said{"get 'a'", "get 'a' from queue requests", "saca 'a'", "saca 'a' de la cola requests"}));
  EXPECT_EQ(said(Verb::put, ObjectKind::pipe, "requests"),
            (Said{"put into requests", "put into queue requests", "pone en requests",
                  "pone en la cola requests"}));
  EXPECT_EQ(said(Verb::get, ObjectKind::pipe, "requests"),
            (Said{"get from requests", "get from queue requests", "saca de requests",
                  "saca de la cola requests"}));
}

TEST(ActionWords, say_what_is_waited_for_and_signalled) {
  EXPECT_EQ(said(Verb::wait, ObjectKind::event, "go"),
            (Said{"wait for go", "wait for event go", "espera a go", "espera al evento go"}));
  EXPECT_EQ(said(Verb::set, ObjectKind::event, "go"),
            (Said{"set go", "set event go", "activa go", "activa el evento go"}));
  EXPECT_EQ(said(Verb::clear, ObjectKind::event, "go"),
            (Said{"clear go", "clear event go", "desactiva go", "desactiva el evento go"}));
  EXPECT_EQ(said(Verb::look, ObjectKind::event, "go"),
            (Said{"look at go", "look at event go", "mira go", "mira el evento go"}));
  EXPECT_EQ(
      said(Verb::notify, ObjectKind::condition, "news", Payload::of(2)),
      (Said{"notify news", "notify condition news", "avisa a news", "avisa a la condición news"}));
  EXPECT_EQ(
      said(Verb::arrive, ObjectKind::barrier, "all"),
      (Said{"arrive at all", "arrive at barrier all", "llega a all", "llega a la barrera all"}));
  EXPECT_EQ(
      said(Verb::resume, ObjectKind::barrier, "all"),
      (Said{"resume all", "resume barrier all", "sigue con all", "sigue con la barrera all"}));
  EXPECT_EQ(said(Verb::resume, ObjectKind::loop, "", Payload::of(3)),
            (Said{"resume Task-3", "resume Task-3", "sigue con Task-3", "sigue con Task-3"}));
}

TEST(ActionWords, say_what_happens_to_threads_and_processes) {
  EXPECT_EQ(said(Verb::start, ObjectKind::thread, "Thread-1"),
            (Said{"start Thread-1", "start Thread-1", "arranca Thread-1", "arranca Thread-1"}));
  EXPECT_EQ(said(Verb::join, ObjectKind::thread, "Thread-1"),
            (Said{"join Thread-1", "join Thread-1", "espera el final de Thread-1",
                  "espera el final de Thread-1"}));
  EXPECT_EQ(said(Verb::join, ObjectKind::process, "Process-1"),
            (Said{"join Process-1", "join process Process-1", "espera el final de Process-1",
                  "espera el final del proceso Process-1"}));
}

TEST(ActionWords, say_how_long_something_takes_as_the_language_writes_it) {
  const auto half = Payload::of_duration(500 * kMillisecond + 500 * kMicrosecond);
  EXPECT_EQ(said(Verb::sleep, ObjectKind::none, "", half),
            (Said{"sleep 500.5 ms", "sleep 500.5 ms", "duerme 500,5 ms", "duerme 500,5 ms"}));
  EXPECT_EQ(said(Verb::compute, ObjectKind::none, "", half),
            (Said{"compute 500.5 ms", "compute 500.5 ms", "calcula 500,5 ms", "calcula 500,5 ms"}));
  EXPECT_EQ(said(Verb::sleep, ObjectKind::none, ""), (Said{"sleep", "sleep", "duerme", "duerme"}));
  EXPECT_EQ(said(Verb::compute, ObjectKind::none, ""),
            (Said{"compute", "compute", "calcula", "calcula"}));
}

TEST(ActionWords, say_a_step_and_a_write) {
  EXPECT_EQ(said(Verb::step, ObjectKind::none, ""), (Said{"go on", "go on", "sigue", "sigue"}));
  EXPECT_EQ(said(Verb::write, ObjectKind::console, "stdout", Payload::of(12)),
            (Said{"write", "write", "escribe", "escribe"}));
}

// The Store calls it "lock 3".
TEST(ActionWords, call_a_nameless_object_by_its_kind_and_number) {
  EXPECT_EQ(said(Verb::acquire, ObjectKind::lock, "lock 3"),
            (Said{"acquire lock 3", "acquire lock 3", "toma el cerrojo 3", "toma el cerrojo 3"}));
  EXPECT_EQ(
      said(Verb::acquire, ObjectKind::lock, "lock A"),
      (Said{"acquire lock A", "acquire lock lock A", "toma lock A", "toma el cerrojo lock A"}));
  EXPECT_EQ(said(Verb::store, ObjectKind::shared, "variable 4", Payload::of(1)),
            same("variable 4 = 1"));
  EXPECT_EQ(said(Verb::acquire, ObjectKind::lock, ""),
            (Said{"acquire lock", "acquire lock", "toma el cerrojo", "toma el cerrojo"}));
}

TEST(ActionWords, say_of_somebody_what_was_done_to_a_variable) {
  const auto said = [](Verb verb, Language language) {
    return access_words(
        {.verb = verb, .object = "x", .payload = Payload::of(1), .file = "src/a.py", .line = 7},
        language);
  };
  EXPECT_EQ(said(Verb::load, Language::en), "loads x (a.py:7)");
  EXPECT_EQ(said(Verb::load, Language::es), "lee x (a.py:7)");
  EXPECT_EQ(said(Verb::store, Language::en), "stores x (a.py:7)");
  EXPECT_EQ(said(Verb::store, Language::es), "guarda x (a.py:7)");
  EXPECT_EQ(said(Verb::add, Language::en), "adds to x (a.py:7)");
  EXPECT_EQ(said(Verb::add, Language::es), "suma a x (a.py:7)");
  EXPECT_EQ(said(Verb::update, Language::en), "updates x (a.py:7)");
  EXPECT_EQ(said(Verb::update, Language::es), "actualiza x (a.py:7)");
}

TEST(ActionWords, are_there_for_every_verb_and_kind) {
  for (unsigned verb = 0; is_verb(verb); ++verb) {
    for (unsigned kind = 0; is_object_kind(kind); ++kind) {
      for (const Payload payload : {Payload(), Payload::of(1)}) {
        const Said all = said(static_cast<Verb>(verb), static_cast<ObjectKind>(kind), "", payload);
        for (const std::string& text : {all.en, all.en_full, all.es, all.es_full}) {
          EXPECT_FALSE(text.empty());
          EXPECT_FALSE(text.ends_with(' '));
        }
      }
    }
  }
}

}  // namespace
}  // namespace telar
