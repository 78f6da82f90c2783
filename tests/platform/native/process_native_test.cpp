// What only an operating system shows: zombies, orphans, open files, signals.
#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "platform/native/shared_memory_access.hpp"
#include "platform/process.hpp"
#include "platform/signal.hpp"
#include "tests/child.hpp"

extern char** environ;

namespace telar {
namespace {

using testing::eventually;
using testing::Family;
using testing::kTestArea;
using testing::wait_while;

// The letter in /proc/PID/stat, 0 if there is no such process.
char process_letter(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  std::getline(file, line);
  const std::size_t name_end = line.rfind(')');
  return name_end == std::string::npos ? 0 : line[name_end + 2];
}

// All processes whose parent is this one, zombies too.
std::set<pid_t> children_of(pid_t parent) {
  std::set<pid_t> result;
  DIR* all = opendir("/proc");
  while (dirent* entry = readdir(all)) {
    const pid_t pid = std::atoi(entry->d_name);
    if (pid <= 0) continue;
    std::ifstream file("/proc/" + std::string(entry->d_name) + "/stat");
    std::string line;
    std::getline(file, line);
    const std::size_t name_end = line.rfind(')');
    if (name_end == std::string::npos) continue;
    std::istringstream rest(line.substr(name_end + 4));
    pid_t its_parent = 0;
    rest >> its_parent;
    if (its_parent == parent) result.insert(pid);
  }
  closedir(all);
  return result;
}

TELAR_TEST_CHILD(native_waits) {
  memory.add(kTestArea, 1);
  memory.notify(kTestArea, INT_MAX);
  for (;;) memory.wait(kTestArea + 4, 0);
}

TELAR_TEST_CHILD(native_waits_with_a_child) {
  Family run(SharedMemory::inherited());
  run.start(child_process_id() + 1, "native_waits");
  for (;;) memory.wait(kTestArea + 4, 0);
}

TELAR_TEST_CHILD(native_returns) { return 0; }

TELAR_TEST_CHILD(native_lists_open_files) {
  std::set<int> open;
  DIR* all = opendir("/proc/self/fd");
  while (dirent* entry = readdir(all)) {
    if (entry->d_name[0] != '.') open.insert(std::atoi(entry->d_name));
  }
  open.erase(dirfd(all));
  closedir(all);
  int unexpected = 0;
  for (int fd : open) {
    char target[256] = {};
    if (readlink(("/proc/self/fd/" + std::to_string(fd)).c_str(), target, sizeof target - 1) < 0)
      continue;
    const std::string_view name = target;
    const bool own = fd <= 3 || name.starts_with("anon_inode:");
    if (!own) ++unexpected;
  }
  char in[256] = {};
  if (readlink("/proc/self/fd/0", in, sizeof in - 1) < 0 || std::string_view(in) != "/dev/null")
    return 100;
  return unexpected;
}

TEST(NativeProcess, leaves_no_zombies) {
  const auto before = children_of(getpid());
  Family run;
  for (ProcessId id = 1; id <= 20; ++id) {
    run.start(id, id % 2 ? "native_returns" : "native_waits");
    if (id % 2 == 0) run.end(id, id % 4 ? EndSignal::kill : EndSignal::terminate);
    run.join(id);
  }
  EXPECT_EQ(children_of(getpid()), before);
}

TEST(NativeProcess, leaves_no_orphans_when_one_in_the_middle_is_killed_from_outside) {
  const auto before = children_of(getpid());
  Family run;
  run.start(1, "native_waits_with_a_child");
  wait_while(run.memory(), kTestArea, 0);
  const auto grandchild = static_cast<pid_t>(run.os_id(2));
  kill(static_cast<pid_t>(run.os_id(1)), SIGKILL);
  EXPECT_EQ(run.join(1), -9);
  EXPECT_EQ(run.join(2), -9);
  EXPECT_EQ(process_letter(grandchild), 0);
  EXPECT_EQ(children_of(getpid()), before);
}

// Its child has been started, but it has not said which one it is. Exits, as be_child does, but
// late.
TELAR_TEST_CHILD(native_dies_while_it_starts_a_child) {
  const ProcessId own = child_process_id();
  const Offset own_status = SharedMemoryAccess::birth(memory, own).status;
  const Offset status =
      own_status + (own_status - SharedMemoryAccess::birth(memory, own - 1).status);
  SharedMemoryAccess::birth(memory, own + 1) = {own + 1, static_cast<std::uint32_t>(getpid()),
                                                status};
  if (fork() == 0) {
    usleep(100'000);
    _exit(1);
  }
  raise(SIGKILL);
  return 0;
}

TEST(NativeProcess, leaves_no_zombies_of_a_starter_that_had_no_time_to_name_them) {
  static const auto before = children_of(getpid());
  Family run;
  run.start(1, "native_returns");
  run.join(1);
  run.start(2, "native_dies_while_it_starts_a_child");
  EXPECT_EQ(run.join(2), -9);
  EXPECT_EQ(run.join(3), -9);
  EXPECT_NE(children_of(getpid()), before) << "it still sleeps";
  EXPECT_TRUE(eventually([] { return children_of(getpid()) == before; }));
}

// Started by the next test in a process of its own, which it kills.
TEST(NativeProcess, DISABLED_parent_with_children_and_grandchildren) {
  Family run;
  run.start(1, "native_waits_with_a_child");
  run.start(3, "native_waits");
  for (std::uint32_t i = 0; i < 2; ++i) wait_while(run.memory(), kTestArea, i);
  std::printf("PIDS %u %u %u\n", run.os_id(1), run.os_id(2), run.os_id(3));
  std::fflush(stdout);
  for (;;) pause();
}

TEST(NativeProcess, leaves_no_orphans_when_the_main_process_is_killed) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[1], 1);
  std::string filter = "--gtest_filter=*DISABLED_parent_with_children_and_grandchildren",
              run = "--gtest_also_run_disabled_tests", name = "telar_tests";
  char* arguments[] = {name.data(), filter.data(), run.data(), nullptr};
  pid_t parent = 0;
  prctl(PR_SET_CHILD_SUBREAPER, 1);  // so that this process gets to see what becomes of the orphans
  ASSERT_EQ(posix_spawn(&parent, "/proc/self/exe", &files, nullptr, arguments, environ), 0);
  posix_spawn_file_actions_destroy(&files);
  close(ends[1]);
  FILE* output = fdopen(ends[0], "r");
  unsigned pids[3] = {};
  char line[512];
  while (std::fgets(line, sizeof line, output) &&
         std::sscanf(line, "PIDS %u %u %u", &pids[0], &pids[1], &pids[2]) != 3) {
  }
  ASSERT_NE(pids[2], 0u);
  for (unsigned pid : pids) EXPECT_NE(process_letter(static_cast<pid_t>(pid)), 0);
  kill(parent, SIGKILL);
  int status;
  waitpid(parent, &status,
          0);  // or the reaper has, which may still look for the strays of an earlier test
  EXPECT_EQ(process_letter(parent), 0);
  // The end of the pipe, which all of them hold: everybody has died.
  while (std::fgets(line, sizeof line, output)) {
  }
  std::fclose(output);
  for (unsigned pid : pids) {
    if (waitpid(static_cast<pid_t>(pid), &status, 0) == static_cast<pid_t>(pid))
      EXPECT_EQ(WTERMSIG(status), SIGKILL);
    EXPECT_EQ(process_letter(static_cast<pid_t>(pid)), 0);
  }
}

TEST(NativeProcess, gets_none_of_our_open_files) {
  const int leaky = open("/dev/zero", O_RDONLY);  // without O_CLOEXEC
  ASSERT_GE(leaky, 0);
  Family run;
  run.start(1, "native_lists_open_files");
  EXPECT_EQ(run.join(1), 0);
  close(leaky);
}

TEST(NativeProcess, survives_ctrl_c) {
  Family run;
  run.start(1, "native_waits");
  wait_while(run.memory(), kTestArea, 0);
  kill(static_cast<pid_t>(run.os_id(1)), SIGINT);
  run.end(1, EndSignal::terminate);
  EXPECT_EQ(run.join(1), -15);
}

TEST(NativeProcess, is_readable_in_ps) {
  Family run;
  run.start(5, "native_waits");
  wait_while(run.memory(), kTestArea, 0);
  std::ifstream file("/proc/" + std::to_string(run.os_id(5)) + "/cmdline");
  std::stringstream all;
  all << file.rdbuf();
  const std::string name = program_invocation_short_name;
  EXPECT_EQ(all.str(), name + '\0' + "--telar-child" + '\0' + "5" + '\0');
}

TEST(NativeProcess, that_stops_is_killed_in_the_end) {
  Family run;
  run.start(1, "native_waits");
  wait_while(run.memory(), kTestArea, 0);
  kill(static_cast<pid_t>(run.os_id(1)), SIGSTOP);  // its host thread cannot answer SIGTERM
  run.end(1, EndSignal::terminate);
  EXPECT_EQ(run.join(1), -15);
}

TEST(NativeSignal, the_first_interrupt_sets_a_flag) {
  EXPECT_FALSE(interrupted());
  raise(SIGINT);
  EXPECT_TRUE(interrupted());
  interrupted() = false;
}

}  // namespace
}  // namespace telar
