#include "ui/timeline/transport_bar.hpp"

#include <gtest/gtest.h>

namespace telar::ui {
namespace {

TEST(TransportBar, says_where_the_run_is_with_the_short_time_of_the_rest_of_the_page) {
  EXPECT_EQ(place_in_run(21, 21, 21 * kMicrosecond, Language::es),
            "paso 21 de 21 \xc2\xb7 21,0 \xc2\xb5s");
  EXPECT_EQ(place_in_run(3, 21, 20 * kSecond, Language::en), "step 3 of 21 \xc2\xb7 20.0 s");
}

}  // namespace
}  // namespace telar::ui
