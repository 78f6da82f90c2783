#include "platform/native/reaper.hpp"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <string>
#include <system_error>
#include <thread>

#include "base/check.hpp"
#include "platform/clock.hpp"
#include "platform/native/shared_memory_access.hpp"

extern char** environ;

namespace telar {
namespace {

// Between SIGTERM and SIGKILL: the host thread answers, or is stopped.
constexpr Nanos kPoliteness = kSecond;
// How long after the death of a starter we look for children that it had no time to name, and how
// often. They end by themselves, as soon as they get to be_child.
constexpr Nanos kStraysEnd = 5 * kSecond, kLookForStrays = 10 * kMillisecond;

std::atomic<bool> exists{false};

int exit_code_of(int wait_status) {
  return WIFSIGNALED(wait_status) ? -WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

// `starter` has died: its children die with it. They are ours now (PR_SET_CHILD_SUBREAPER), so reap
// them and say so. Returns whether there may be more of them than it has said.
bool end_children_of(SharedMemory& memory, ProcessId starter) {
  bool more = false;
  for (ProcessId id = 1; id < kMaxProcesses; ++id) {
    const Birth& birth = SharedMemoryAccess::birth(memory, id);
    if (birth.starter_plus_one != starter + 1) continue;
    StatusWords status{memory, birth.status};
    if (status.state() == ProcessState::ended) continue;
    int code = -SIGKILL;
    if (const auto pid = static_cast<pid_t>(status.os_id()); pid > 0) {
      int wait_status;
      pid_t got = waitpid(pid, &wait_status, WNOHANG);
      if (got == 0) {
        kill(pid, SIGKILL);
        got = waitpid(pid, &wait_status, 0);
      }
      if (got == pid) code = exit_code_of(wait_status);
    } else {
      more = true;
    }
    status.end(code);
    more |= end_children_of(memory, id);
  }
  return more;
}

// Signals are for the threads that expect them: a thread that is started meanwhile gets none.
class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~NoSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;

 private:
  sigset_t before_;
};

void say_not_started(ProcessId id, const char* why) {
  std::fprintf(stderr, "%s: cannot start process %u: %s\n", program_invocation_short_name, id, why);
}

}  // namespace

void StatusWords::become(ProcessState state) {
  memory.store(at, static_cast<std::uint32_t>(state));
  memory.notify(at, INT_MAX);
}

void StatusWords::end(int exit_code) {
  memory.store(at + 4, static_cast<std::uint32_t>(exit_code));
  become(ProcessState::ended);
}

Reaper& Reaper::instance() {
  static Reaper* reaper = new Reaper;  // never destroyed: its thread never ends
  return *reaper;
}

bool Reaper::started() { return exists; }

Reaper::Reaper() : wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (wake_ < 0) throw std::system_error(errno, std::generic_category());
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  try {
    const NoSignals held;
    std::thread([this] { run(); }).detach();
  } catch (const std::system_error&) {
    close(wake_);
    throw;
  }
  exists = true;
}

void Reaper::wake() {
  const std::uint64_t one = 1;
  [[maybe_unused]] auto written = ::write(wake_, &one, sizeof one);
}

void Reaper::start(SharedMemory& memory, ProcessId id, Offset status) {
  try {
    instance().add(memory, id, status);
  } catch (const std::system_error& error) {
    say_not_started(id, error.what());
    StatusWords{memory, status}.end(1);
  }
}

void Reaper::add(SharedMemory& memory, ProcessId id, Offset status) {
  TELAR_CHECK(id > 0 && id < kMaxProcesses && SharedMemoryAccess::fd(memory) >= 0);
  SharedMemoryAccess::birth(memory, id) = {child_process_id() + 1,
                                           static_cast<std::uint32_t>(getpid()), status};
  StatusWords words{memory, status};
  words.set_os_id(0);
  words.become(ProcessState::starting);
  {
    std::lock_guard lock(mutex_);
    children_.push_back({.memory = memory.shared_from_this(), .id = id, .status = status});
  }
  wake();
}

void Reaper::end(SharedMemory& memory, ProcessId id, EndSignal signal) {
  {
    std::lock_guard lock(mutex_);
    auto child = std::ranges::find_if(
        children_, [&](const Child& c) { return c.memory.get() == &memory && c.id == id; });
    if (child == children_.end() || child->ended) return;
    if (child->signal == 0 || signal == EndSignal::kill) child->signal = static_cast<int>(signal);
    if (child->pid == 0) return;  // never to be started
    if (child->deadline == kNever) child->deadline = after(monotonic_now(), kPoliteness);
    // Only the reaper's thread waits for the pid, under the lock: it still is this child.
    kill(child->pid, static_cast<int>(signal));
  }
  wake();
}

int Reaper::children() {
  std::lock_guard lock(mutex_);
  return static_cast<int>(children_.size());
}

void Reaper::spawn(Child& child) {
  if (child.signal != 0) return ended(child, -child.signal);

  // The child gets the memory and what a command has, nothing else of ours; as in Python its
  // standard input is empty.
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", 0, 0);
  posix_spawn_file_actions_adddup2(&files, SharedMemoryAccess::fd(*child.memory), kChildMemoryFd);
  posix_spawn_file_actions_addclosefrom_np(&files, kChildMemoryFd + 1);
  // Ctrl-C reaches the whole group, and the run's Stop ends the children. Both signals are held
  // back until the child's main has said what they do there.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t blocked, by_default;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  sigaddset(&blocked, SIGINT);
  sigfillset(&by_default);
  posix_spawnattr_setsigmask(&attributes, &blocked);
  posix_spawnattr_setsigdefault(&attributes, &by_default);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

  std::string name = program_invocation_short_name, option = "--telar-child",
              number = std::to_string(child.id);
  char* arguments[] = {name.data(), option.data(), number.data(), nullptr};
  // By this name it is the program that runs now, even if its file has been replaced since.
  const int error =
      posix_spawn(&child.pid, "/proc/self/exe", &files, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) {
    say_not_started(child.id, std::strerror(error));
    return ended(child, 1);
  }
  StatusWords{*child.memory, child.status}.set_os_id(static_cast<std::uint32_t>(child.pid));
  child.pidfd = static_cast<int>(syscall(SYS_pidfd_open, child.pid, 0));
}

void Reaper::look_after(Child& child, Nanos now) {
  if (child.pid == 0) return spawn(child);
  int wait_status;
  if (waitpid(child.pid, &wait_status, WNOHANG) == child.pid) {
    const int code = exit_code_of(wait_status);
    // Too slow for SIGTERM is still a terminate.
    return ended(child, code == -SIGKILL && child.signal == SIGTERM ? -SIGTERM : code);
  }
  if (now >= child.deadline) {
    child.deadline = kNever;
    kill(child.pid, SIGKILL);
  }
}

void Reaper::ended(Child& child, int exit_code) {
  if (child.pidfd >= 0) close(child.pidfd);
  if (child.pid > 0 && end_children_of(*child.memory, child.id))
    strays_until_ = after(monotonic_now(), kStraysEnd);
  child.ended = true;
  StatusWords{*child.memory, child.status}.end(exit_code);
}

void Reaper::reap_strays() {
  for (;;) {
    siginfo_t info{};
    if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) return;
    // One of ours hides those behind it until it is looked after.
    if (std::ranges::find(children_, info.si_pid, &Child::pid) != children_.end()) return;
    waitpid(info.si_pid, nullptr, 0);
  }
}

void Reaper::run() {
  pthread_setname_np(pthread_self(), "telar-reaper");
  std::vector<pollfd> events;
  std::vector<Child> buried;  // their memory may be unmapped here, outside the lock
  for (;;) {
    events.assign(1, {wake_, POLLIN, 0});
    int timeout = -1;
    {
      std::lock_guard lock(mutex_);
      const Nanos now = monotonic_now();
      Nanos next = kNever;
      for (Child& child : children_) {
        look_after(child, now);
        if (child.ended) continue;
        next = std::min(next, child.deadline);
        if (child.pidfd >= 0)
          events.push_back({child.pidfd, POLLIN, 0});
        else
          next = std::min(next, now + kMillisecond);
      }
      if (now < strays_until_) {
        reap_strays();
        next = std::min(next, now + kLookForStrays);
      }
      const auto first =
          std::ranges::partition(children_, [](const Child& c) { return !c.ended; }).begin();
      std::move(first, children_.end(), std::back_inserter(buried));
      children_.erase(first, children_.end());
      if (next != kNever) timeout = static_cast<int>((next - now) / kMillisecond + 1);
    }
    buried.clear();
    poll(events.data(), events.size(), timeout);
    std::uint64_t ignored;
    [[maybe_unused]] auto got = ::read(wake_, &ignored, sizeof ignored);
  }
}

}  // namespace telar
