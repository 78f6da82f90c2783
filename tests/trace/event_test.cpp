#include "trace/event.hpp"

#include <gtest/gtest.h>

#include "trace/action.hpp"

namespace telar {
namespace {

TEST(Event, of_an_operation_gives_back_what_was_packed) {
  const Event event = operation_event(7, 3, EventKind::store, 0xfffffffe, Place(4095, 1'048'575),
                                      Payload::of(-0.5), 255);
  EXPECT_EQ(event.time, 7);
  EXPECT_EQ(event.strand, 3u);
  EXPECT_EQ(object_of(event), 0xfffffffe);
  EXPECT_EQ(place_of(event).file(), 4095u);
  EXPECT_EQ(place_of(event).line(), 1'048'575u);
  EXPECT_EQ(payload_of(event), Payload::of(-0.5));
  EXPECT_EQ(detail_of(event), 255);
}

TEST(Event, of_an_operation_without_place_and_payload_is_its_object) {
  const Event event = operation_event(7, 3, EventKind::acquire, 5);
  EXPECT_EQ(event.a, 5u);
  EXPECT_EQ(event.b, 0u);
  EXPECT_EQ(event.detail, 0);
  EXPECT_FALSE(place_of(event).known());
  EXPECT_FALSE(payload_of(event));
}

TEST(Place, that_has_no_room_is_unknown) {
  EXPECT_TRUE(Place(1, 1).known());
  for (const Place place : {Place(), Place(0, 5), Place(5, 0), Place(4096, 5), Place(5, 1 << 20)})
    EXPECT_FALSE(place.known());
}

TEST(Event, counts_what_fits_in_a_detail) {
  EXPECT_EQ(small_count(0), 0);
  EXPECT_EQ(small_count(254), 254);
  EXPECT_EQ(small_count(70'000), 255);
}

TEST(Action, says_its_line_without_folders) {
  EXPECT_EQ(place_text({.file = "src/scenarios/pool/pool.cpp", .line = 7}), "pool.cpp:7");
  EXPECT_EQ(place_text({.file = "mine.py", .line = 7}), "mine.py:7");
  EXPECT_EQ(place_text({.file = "mine.py"}), "");
  EXPECT_EQ(place_text({.line = 7}), "");
}

}  // namespace
}  // namespace telar
