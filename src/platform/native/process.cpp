#include "platform/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <string_view>
#include <thread>

#include "platform/native/reaper.hpp"
#include "platform/native/shared_memory_access.hpp"
#include "platform/run_child.hpp"

namespace telar {
namespace {

constexpr const char* kChildOption = "--telar-child";

ProcessId own_id = 0;

// What the child's host thread waits for besides signals.
struct Host {
  int wake = -1;  // eventfd
  std::mutex mutex;
  std::function<void()> pump;
  Nanos period = kNever;
  bool returned = false;
  int exit_code = 0;

  void notify() {
    const std::uint64_t one = 1;
    [[maybe_unused]] auto written = ::write(wake, &one, sizeof one);
  }
};
Host* host = nullptr;  // in a child only; never destroyed, its threads may outlive main

// Pumps until the child's main strand has returned or somebody asks it to terminate.
void be_host(int signals) {
  for (;;) {
    pollfd events[] = {{signals, POLLIN, 0}, {host->wake, POLLIN, 0}};
    Nanos period;
    bool returned;
    {
      std::lock_guard lock(host->mutex);
      period = host->pump ? host->period : kNever;
      returned = host->returned;
    }
    timespec timeout{static_cast<time_t>(period / kSecond), static_cast<long>(period % kSecond)};
    if (!returned) ppoll(events, 2, period == kNever ? nullptr : &timeout, nullptr);
    // The pump of now, not of before the wait: SIGTERM may come right after it was set.
    std::function<void()> pump;
    {
      std::lock_guard lock(host->mutex);
      pump = host->pump;
    }
    if (pump) pump();
    if (returned) return;
    if (events[0].revents) {
      // Die of it, so that the parent sees the truth.
      signal(SIGTERM, SIG_DFL);
      sigset_t term;
      sigemptyset(&term);
      sigaddset(&term, SIGTERM);
      raise(SIGTERM);
      pthread_sigmask(SIG_UNBLOCK, &term, nullptr);
    }
    std::uint64_t ignored;
    if (events[1].revents) [[maybe_unused]]
      auto got = ::read(host->wake, &ignored, sizeof ignored);
  }
}

[[noreturn]] void be_child(ProcessId id, const std::function<int()>& child) {
  own_id = id;
  prctl(PR_SET_NAME, program_invocation_short_name);  // else it is "exe" in ps
  signal(SIGINT, SIG_IGN);
  sigset_t term;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  pthread_sigmask(SIG_SETMASK, &term,
                  nullptr);  // in every thread to come: SIGTERM goes to signalfd
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (!SharedMemoryAccess::adopt(kChildMemoryFd)) {
    std::fprintf(stderr, "%s is for Telar's own use\n", kChildOption);
    _exit(2);
  }
  SharedMemory& memory = *SharedMemory::inherited();
  const Birth& birth = SharedMemoryAccess::birth(memory, id);
  if (static_cast<std::uint32_t>(getppid()) != birth.starter_os_id)
    _exit(1);  // it died before the prctl
  StatusWords status{memory, birth.status};
  status.set_os_id(static_cast<std::uint32_t>(getpid()));
  status.become(ProcessState::running);

  host = new Host;
  host->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  const int signals = signalfd(-1, &term, SFD_CLOEXEC | SFD_NONBLOCK);
  if (host->wake < 0 || signals < 0) {
    std::fprintf(stderr, "process %u: cannot begin: %s\n", id, std::strerror(errno));
    _exit(1);
  }
  std::thread([&child] {
    const int code = run_child(child);
    {
      std::lock_guard lock(host->mutex);
      host->exit_code = code;
      host->returned = true;
    }
    host->notify();
  }).detach();
  be_host(signals);
  std::fflush(nullptr);
  _exit(host->exit_code);  // daemon threads may still run: no destructors under their feet
}

// The number of a standard stream that was closed before the program began would go to the next
// thing that is opened, and what is printed go there. It gets one that cannot be written (or read),
// so that using it fails as it does for a stream that is closed.
void hold_standard_streams() {
  for (int stream = 0; stream <= 2; ++stream)
    if (fcntl(stream, F_GETFD) < 0) open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
}

}  // namespace

bool has_threads() { return true; }

ProcessId child_process_id() { return own_id; }

int run_program(int argc, char** argv, std::function<int(int, char**)> body,
                std::function<int()> child) {
  hold_standard_streams();
  signal(SIGXFSZ, SIG_IGN);  // a file that is too large fails to be written, as on a full disk
  if (argc == 3 && std::strcmp(argv[1], kChildOption) == 0) {
    const std::string_view number = argv[2];
    ProcessId id = 0;
    std::from_chars(number.data(), number.data() + number.size(), id);
    if (id > 0 && id < kMaxProcesses) be_child(id, child);
  }
  return body(argc, argv);
}

int run_page(int argc, char** argv, std::function<void()> start, std::function<int()> child) {
  return run_program(
      argc, argv,
      [&start](int, char**) {
        start();
        return 0;
      },
      std::move(child));
}

void start_process(SharedMemory& memory, ProcessId id, Offset status) {
  Reaper::start(memory, id, status);
}

void end_process(SharedMemory& memory, ProcessId id, Offset, EndSignal signal) {
  if (Reaper::started()) Reaper::instance().end(memory, id, signal);
}

void set_host_pump(std::function<void()> pump, Nanos period) {
  if (!host) return;
  {
    std::lock_guard lock(host->mutex);
    host->pump = std::move(pump);
    host->period = period;
  }
  host->notify();
}

void warm_up(int, int) {}

Population population() {
  Population result;
  const int own = (Reaper::started() ? 1 : 0) + (host ? 1 : 0);
  std::error_code error;
  for ([[maybe_unused]] auto& thread :
       std::filesystem::directory_iterator("/proc/self/task", error))
    ++result.threads;
  result.threads -= own;
  if (Reaper::started()) result.processes = Reaper::instance().children();
  return result;
}

}  // namespace telar
