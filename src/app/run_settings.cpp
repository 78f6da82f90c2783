#include "app/run_settings.hpp"

namespace telar {

RunSettings run_settings(const Parameters& parameters, Language language) {
  RunSettings settings;
  settings.language = language;
  settings.gil = parameters.is_on(ParameterRole::gil);
  return settings;
}

}  // namespace telar
