#include "app/trace_file.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <span>
#include <sstream>
#include <string>

#include "app/summary.hpp"
#include "platform/clock.hpp"
#include "platform/file.hpp"
#include "platform/process.hpp"
#include "report/trace_text.hpp"
#include "scenarios/library.hpp"
#include "tests/runtime/harness.hpp"
#include "tests/threads.hpp"

namespace telar {
namespace {

// A file for the length of a test; the number of the process keeps test programs side by side
// apart.
struct Scratch {
  explicit Scratch(const char* name)
      : path(::testing::TempDir() + "telar-" + std::to_string(os_process_id()) + "-" + name) {}
  ~Scratch() { std::remove(path.c_str()); }
  const std::string path;
};

std::string text_of(const Store& store) {
  std::ostringstream text;
  write_text(text, store, Language::en);
  return text.str();
}

TEST(TraceFile, holds_a_run_as_it_was) {
  TELAR_NEEDS_THREADS();
  const Program& program = *find_program("async-await");
  Parameters parameters = program.defaults();
  EXPECT_EQ(parameters.set("seconds", "0.01", Language::en), "");
  const Scratch file("run.trace");
  const std::string& path = file.path;
  TraceWriter writer;
  ASSERT_EQ(writer.open(path, trace_header(parameters, {}, Language::en), false, Language::en), "");
  Session session;
  session.start(program, parameters, {.language = Language::en});
  for (std::size_t seen = 0;;) {
    session.poll();
    const auto events = std::span(session.store().events()).subspan(seen);
    writer.append(events);
    seen += events.size();
    if (!session.live()) break;
    session.wait(monotonic_now() + kMillisecond);
  }
  writer.finish(trace_ending(session));
  EXPECT_EQ(writer.error(), "");

  LoadedTrace trace;
  ASSERT_EQ(load_trace(path, Language::en, trace), "");
  EXPECT_EQ(text_of(trace.store), text_of(session.store()));
  EXPECT_EQ(trace.cores, hardware_cores());
  EXPECT_TRUE(trace.header.starts_with(
      "scenario=async-await\nparameters=n=10 seconds=0.01\nkernel=real\nlanguage=en\n"))
      << trace.header;
  EXPECT_TRUE(trace.header.ends_with("\noutcome=finished\n")) << trace.header;
}

TEST(TraceFile, is_readable_before_its_run_is_over) {
  const Scratch file("begun.trace");
  const std::string& path = file.path;
  TraceWriter writer;
  ASSERT_EQ(writer.open(path, "scenario=x\n", false, Language::en), "");
  LoadedTrace trace;
  EXPECT_EQ(load_trace(path, Language::en, trace), "");
  EXPECT_EQ(trace.header, "scenario=x\n");
}

TEST(TraceFile, problems_are_one_line_in_the_language) {
  LoadedTrace trace;
  EXPECT_EQ(load_trace("no/such/file", Language::en, trace),
            "cannot read 'no/such/file': No such file or directory");
  EXPECT_EQ(load_trace("no/such/file", Language::es, trace),
            "no se puede leer 'no/such/file': no existe");
  EXPECT_EQ(load_trace("/", Language::en, trace), "cannot read '/': Is a directory");
  EXPECT_EQ(load_trace("/", Language::es, trace), "no se puede leer '/': es un directorio");
  TraceWriter writer;
  EXPECT_EQ(writer.open("no/such/file", "", false, Language::es),
            "no se puede escribir 'no/such/file': no existe");

  const Scratch file("bad.trace");
  const std::string& path = file.path;
  const std::string quoted = "'" + path + "'";
  ASSERT_FALSE(write_file(path, {}));
  EXPECT_EQ(load_trace(path, Language::es, trace),
            quoted + ": no es una traza de Telar: está vacío");
  const std::string junk(100, 'x');
  ASSERT_FALSE(write_file(path, std::as_bytes(std::span(junk))));
  EXPECT_EQ(load_trace(path, Language::es, trace),
            quoted + ": no es una traza de Telar: marca incorrecta en el byte 0");
  EXPECT_EQ(load_trace(path, Language::en, trace),
            quoted + ": not a Telar trace: bad magic at byte 0");
}

TEST(TraceFile, events_that_make_no_sense_are_ignored_and_counted) {
  Store store;
  const Event event{.time = -1, .strand = 1, .kind = EventKind::put, .detail = 0, .a = 1, .b = 0};
  store.append(std::span(&event, 1));
  ASSERT_EQ(store.rejected(), 1u);
  EXPECT_EQ(summary_lines(store, {}, Language::en).back(), "1 event ignored");
  store.append(std::span(&event, 1));
  EXPECT_EQ(summary_lines(store, {}, Language::en).back(), "2 events ignored");
  EXPECT_EQ(summary_lines(store, {}, Language::es).back(), "2 sucesos ignorados");
}

}  // namespace
}  // namespace telar
