#include "platform/usage.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>

namespace telar {
namespace {

Nanos cpu_of(int who) {
  rusage r{};
  if (getrusage(who, &r) != 0) return 0;
  return (r.ru_utime.tv_sec + r.ru_stime.tv_sec) * kSecond +
         (r.ru_utime.tv_usec + r.ru_stime.tv_usec) * kMicrosecond;
}

}  // namespace

Usage usage() {
  Usage u;
  u.cpu = cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN);
  rusage own{};
  if (getrusage(RUSAGE_SELF, &own) == 0) u.peak_kb = own.ru_maxrss;
  if (std::FILE* f = std::fopen("/proc/self/statm", "r")) {
    long size = 0, resident = 0;
    if (std::fscanf(f, "%ld %ld", &size, &resident) == 2)
      u.resident_kb = resident * (sysconf(_SC_PAGESIZE) / 1024);
    std::fclose(f);
  }
  return u;
}

}  // namespace telar
