// The parameters that several scenarios have, with the chapter's values as defaults. One table for
// native and web: the most threads and processes are what a page can start within a second or so.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "program/description.hpp"

namespace telar {

inline constexpr std::string_view kWorkWords[] = {"sleep", "cpu"};
inline constexpr std::string_view kGilWords[] = {"on", "off"};
inline constexpr std::string_view kOffOnWords[] = {"off",
                                                   "on"};  // as it goes wrong, then as it is mended

inline constexpr double kMostThreads = 100, kMostProcesses = 16, kMostJobs = 1000,
                        kMostTasks = 10'000;

inline ParameterSpec count_parameter(std::string_view name, OwnedText label, double default_value,
                                     double most, OwnedText help = {}) {
  return {.name = std::string(name),
          .kind = ParameterSpec::Kind::integer,
          .label = label,
          .default_value = default_value,
          .minimum = 1,
          .maximum = most,
          .help = help};
}

inline ParameterSpec seconds_parameter(double default_value, OwnedText help) {
  return {.name = "seconds",
          .kind = ParameterSpec::Kind::real,
          .label = {"Segundos", "Seconds"},
          .default_value = default_value,
          .minimum = 0,
          .maximum = 3600,
          .help = help};
}

inline ParameterSpec choice_parameter(std::string_view name, OwnedText label,
                                      std::span<const std::string_view> words, OwnedText help) {
  return {.name = std::string(name),
          .kind = ParameterSpec::Kind::choice,
          .label = label,
          .choices = {words.begin(), words.end()},
          .help = help};
}

// The chapter's nap.
inline const ParameterSpec kSeconds = [] {
  ParameterSpec spec = seconds_parameter(5, {"cuánto dura cada tarea", "how long each task lasts"});
  spec.role = ParameterRole::naps;
  return spec;
}();

inline const ParameterSpec kWork{
    .name = "work",
    .kind = ParameterSpec::Kind::choice,
    .role = ParameterRole::work,
    .label = {"Trabajo", "Work"},
    .choices = {std::begin(kWorkWords), std::end(kWorkWords)},
    .help = {"dormir, o calcular sin descanso", "sleep, or compute without a rest"}};

inline const ParameterSpec kGil{
    .name = "gil",
    .kind = ParameterSpec::Kind::choice,
    .role = ParameterRole::gil,
    .label = {"GIL", "GIL"},
    .choices = {std::begin(kGilWords), std::end(kGilWords)},
    .help = {"si los hilos de un proceso se turnan para calcular, como en CPython",
             "whether the threads of a process take turns to compute, as in CPython"}};

inline const ParameterSpec kLock =
    choice_parameter("lock", {"Cerrojo", "Lock"}, kOffOnWords,
                     {"si un cerrojo deja pasar a los hilos de uno en uno",
                      "whether a lock lets the threads through one by one"});

}  // namespace telar
