#include "runtime/multiprocessing.hpp"

#include <map>
#include <mutex>

#include "base/check.hpp"
#include "kernel/segment.hpp"
#include "kernel/shared_object.hpp"
#include "runtime/builtins.hpp"

namespace telar::multiprocessing {
namespace {

// What a child is started with.
struct StartMessage {
  RunSettings settings;
  std::string name, identity, function;
  bool daemon = false;
  Bytes arguments;
  auto members() { return std::tie(settings, name, identity, function, daemon, arguments); }
};

struct JoinProcess {
  SharedObject& end;
  ProcessId id;
  Nanos until;
  static constexpr Verb kVerb = Verb::join;
  static constexpr Wakes kWakes = Wakes::none;
  static constexpr bool kWrites = false;
  static constexpr auto kSide = SharedObject::Side::getters;
  SharedObject& object() const { return end; }
  bool enabled(const Strand&) const { return end.segment().state_of(id) == ProcessState::ended; }
  void perform(Strand&) {}
  Nanos deadline() const { return until; }
  void expire(Strand&) {}
  void result() const {}
};

// `segment`: of the run; kept as long as it is waited for.
Task<> join_process(std::shared_ptr<Segment> segment, ProcessId id, std::string name,
                    Timeout timeout) {
  Strand& s = co_await current_strand();
  auto end = s.kernel().shared_objects().end_of(*segment, id, name);
  co_await JoinProcess{*end, id, deadline_after(s, timeout)};
}

struct Functions {
  std::mutex mutex;
  std::map<std::string, const FunctionBase*, std::less<>> by_name;
};
Functions& functions() {
  static Functions f;
  return f;
}

}  // namespace

// --- Function

FunctionBase::FunctionBase(std::string name, RemoteCall call)
    : name_(std::move(name)), call_(call) {
  std::lock_guard lock(functions().mutex);
  const bool is_new = functions().by_name.emplace(name_, this).second;
  TELAR_CHECK(is_new);
}

Task<Bytes> call_by_name(const std::string& name, Bytes arguments) {
  const FunctionBase* function = nullptr;
  {
    std::lock_guard lock(functions().mutex);
    auto found = functions().by_name.find(name);
    if (found == functions().by_name.end())
      throw RuntimeError("no function '" + name + "' in this program");
    function = found->second;
  }
  return function->call_(function, std::move(arguments));
}

// --- Process

Task<> Process::start() {
  Strand& s = co_await current_strand();
  ProcessContext& process = s.process();
  if (function_.empty()) throw AssertionError("Process.__init__() not called");
  if (id_) throw AssertionError("cannot start a process twice");
  if (process.daemon) throw AssertionError("daemonic processes are not allowed to have children");
  if (!process.segment()) throw OSError("processes cannot be had here");
  StartMessage message{process.settings, options_.name,   process.identity,
                       function_,        options_.daemon, arguments_};
  co_await turn();
  const std::string number = std::to_string(process.take_process_name_number());
  message.identity += message.identity.empty() ? number : ":" + number;
  if (message.name.empty()) message.name = options_.name = "Process-" + message.identity;
  const auto id = process.segment()->add_process(process.id, serialise(message));
  if (!id) throw OSError("too many processes, or no shared memory left for one");
  segment_ = process.segment();
  id_ = id;
  process.add_child({*id, options_.daemon});
  s.record_text(EventKind::process_started, 0, *id, process.id, options_.name);
  s.kernel().start_process(*id);
}

Task<> Process::join(Timeout timeout) {
  if (!id_) throw AssertionError("can only join a started process");
  return join_process(segment_, *id_, options_.name, timeout);
}

std::optional<int> Process::exitcode() const {
  if (!id_ || segment_->state_of(*id_) != ProcessState::ended) return std::nullopt;
  return segment_->exit_code_of(*id_);
}

bool Process::is_alive() const { return id_ && segment_->state_of(*id_) != ProcessState::ended; }

Task<> Process::terminate() {
  if (!id_) throw AssertionError("can only terminate a started process");
  co_await turn();
  (co_await current_strand()).kernel().end_process(*id_, 15);
}

Task<> Process::kill() {
  if (!id_) throw AssertionError("can only kill a started process");
  co_await turn();
  (co_await current_strand()).kernel().end_process(*id_, 9);
}

// --- programs

void report_error(Strand& strand, std::exception_ptr error) {
  const bool main = number_of(strand.id()) == 0;
  const std::string who =
      main ? strand.process().id == 0 ? "" : "Process " + strand.process().name + ": "
           : "Exception in thread " + strand.name() + ": ";
  strand.write_text(strand.process().console, who + describe(error) + "\n");
}

Task<> main_body(std::function<Task<>()> body) {
  std::exception_ptr error;
  try {
    co_await body();
  } catch (const Stopped&) {
    throw;
  } catch (...) {
    error = std::current_exception();
  }
  Strand& s = co_await current_strand();
  ProcessContext& process = s.process();
  const auto children = process.children();
  for (const auto& child : children)
    if (child.daemon && process.segment()->state_of(child.id) != ProcessState::ended)
      s.kernel().end_process(child.id, 15);
  for (const auto& child : children)
    co_await join_process(process.segment(), child.id, {}, kForever);
  if (error) std::rethrow_exception(error);
}

namespace {

Task<> call_for_nothing(std::string function, Bytes arguments) {
  co_await call_by_name(function, std::move(arguments));
}

// Makes the body and runs it: what cannot be made is raised in the child.
Task<> make_and_run(ChildBody make, StartMessage message) {
  const auto body = make(message.settings.program, message.function, message.arguments);
  co_await body();
}

}  // namespace

std::function<Task<>()> registered_body(std::string name, Bytes arguments) {
  return [name = std::move(name), arguments = std::move(arguments)] {
    return call_for_nothing(name, arguments);
  };
}

ChildProgram child_program(Segment& segment, ProcessId id, const ChildBody& body) {
  auto message = deserialise<StartMessage>(segment.start_message_of(id));
  ChildProgram program{message.settings, message.name, message.identity, message.daemon, {}};
  program.body = [body, message] {
    return main_body([body, message] { return make_and_run(body, message); });
  };
  return program;
}

}  // namespace telar::multiprocessing
