// The parameters that several scenarios have, with the chapter's values as defaults. One table for
// native and web: the most threads and processes are what a page can start within a second or so.
#pragma once
#include "scenarios/description.hpp"

namespace telar {

inline constexpr std::string_view kWorkWords[] = {"sleep", "cpu"};
inline constexpr std::string_view kGilWords[] = {"on", "off"};
inline constexpr std::string_view kOffOnWords[] = {"off",
                                                   "on"};  // as it goes wrong, then as it is mended

inline constexpr double kMostThreads = 100, kMostProcesses = 16, kMostJobs = 1000,
                        kMostTasks = 10'000;

constexpr ParameterSpec count_parameter(std::string_view name, Text label, double default_value,
                                        double most, Text help = {}) {
  return {.name = name,
          .kind = ParameterSpec::Kind::integer,
          .label = label,
          .default_value = default_value,
          .minimum = 1,
          .maximum = most,
          .help = help};
}

constexpr ParameterSpec seconds_parameter(double default_value, Text help) {
  return {.name = "seconds",
          .kind = ParameterSpec::Kind::real,
          .label = {"Segundos", "Seconds"},
          .default_value = default_value,
          .minimum = 0,
          .maximum = 3600,
          .help = help};
}

constexpr ParameterSpec choice_parameter(std::string_view name, Text label,
                                         std::span<const std::string_view> words, Text help) {
  return {.name = name,
          .kind = ParameterSpec::Kind::choice,
          .label = label,
          .choices = words,
          .help = help};
}

inline constexpr ParameterSpec kSeconds =
    seconds_parameter(5, {"cuánto dura cada tarea", "how long each task lasts"});

inline constexpr ParameterSpec kWork{
    .name = "work",
    .kind = ParameterSpec::Kind::choice,
    .label = {"Trabajo", "Work"},
    .choices = kWorkWords,
    .help = {"dormir, o calcular sin descanso", "sleep, or compute without a rest"}};

inline constexpr ParameterSpec kGil{
    .name = "gil",
    .kind = ParameterSpec::Kind::choice,
    .label = {"GIL", "GIL"},
    .choices = kGilWords,
    .help = {"si los hilos de un proceso se turnan para calcular, como en CPython",
             "whether the threads of a process take turns to compute, as in CPython"}};

inline constexpr ParameterSpec kLock =
    choice_parameter("lock", {"Cerrojo", "Lock"}, kOffOnWords,
                     {"si un cerrojo deja pasar a los hilos de uno en uno",
                      "whether a lock lets the threads through one by one"});

}  // namespace telar
