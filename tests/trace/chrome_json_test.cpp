#include "trace/chrome_json.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/golden.hpp"
#include "tests/json_check.hpp"
#include "tests/trace/programs.hpp"

namespace telar {
namespace {

std::string chrome_json(const Store& store) {
  std::ostringstream out;
  write_chrome_json(out, store, say_plainly);
  EXPECT_TRUE(JsonCheck::valid(out.str()));
  return out.str();
}

TEST(ChromeJson, holds_every_kind_of_thing) {
  std::string json = chrome_json(everything().store());
  for (std::size_t at = 0; (at = json.find("},{\"name\"", at)) != std::string::npos;)
    json.insert(at += 2, "\n");
  expect_golden("chrome_everything.json", json);
}

TEST(ChromeJson, is_valid_for_empty_and_for_large_traces) {
  EXPECT_EQ(chrome_json(Store()), "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[]}\n");
  Store store = pool_of_two().store();
  for (int i = 0; i < 40; ++i) store.append(ten_tasks().events);
  EXPECT_GT(chrome_json(store).size(), std::size_t{1} << 16);
}

}  // namespace
}  // namespace telar
