#include "app/kernel_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "scenarios/library.hpp"

namespace telar {
namespace {

// What is said of a schedule written like this.
std::string said_of(std::string_view schedule, Language language) {
  Parameters parameters = library().front().defaults();
  std::optional<VirtualRun::Options> virtual_time;
  const std::pair<std::string_view, std::string_view> option{"schedule", schedule};
  return read_kernel_words(std::span(&option, 1), false, parameters, virtual_time, language);
}

TEST(KernelWords, a_schedule_written_wrong_is_refused_in_one_line_that_says_how_one_is_written) {
  struct {
    std::string_view text, es, en;
  } const bad[] = {{"a~b", "una planificación incompleta", "an incomplete schedule"},
                   {"~0~a", "una planificación sin programa o sin comportamiento",
                    "a schedule without its program or its behaviour"},
                   {"p~0-xyz~a", "a la planificación le falta algo, o se ha cambiado",
                    "something of the schedule was lost, or changed"},
                   {"p~n~0~a", "un parámetro mal escrito en la planificación",
                    "a parameter written wrong in the schedule"},
                   {"p~n_2\n~0~a", "un parámetro mal escrito en la planificación",
                    "a parameter written wrong in the schedule"},
                   {"p~0~a,b", "pasos mal escritos en la planificación",
                    "choices written wrong in the schedule"}};
  for (const auto& [text, es, en] : bad) {
    EXPECT_EQ(
        said_of(text, Language::es),
        std::string(es) +
            "; se espera PROGRAMA~PARÁMETRO_VALOR~COMPORTAMIENTO~PASOS, como lo escribe telar run");
    EXPECT_EQ(
        said_of(text, Language::en),
        std::string(en) +
            "; PROGRAM~PARAMETER_VALUE~BEHAVIOUR~CHOICES is expected, as telar run prints it");
  }
}

}  // namespace
}  // namespace telar
