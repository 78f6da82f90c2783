// The chapter's multiprocessing_pool_test.py.
#include "runtime/pool.hpp"

#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"

namespace telar {
namespace {

using multiprocessing::AsyncResult;
using multiprocessing::Function;
using multiprocessing::Pool;

// listing begin
Task<> snooze(int i, Seconds nap) {
  co_await print(Text{"Proceso {} durmiendo {} segundos", "Process {} sleeping {} seconds"}, i,
                 nap);
  co_await time::sleep(nap);
  co_await print(Text{"Proceso {} despierto", "Process {} awake"}, i);
}

Task<> crunch(int i, Seconds work) {
  co_await print(Text{"Proceso {} calculando {} segundos", "Process {} computing {} seconds"}, i,
                 work);
  co_await compute(work);
  co_await print(Text{"Proceso {} ha terminado", "Process {} has finished"}, i);
}

const Function kSnooze{"pool.snooze", snooze};
const Function kCrunch{"pool.crunch", crunch};

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  const auto& target = parameters.choice("work") == "cpu" ? kCrunch : kSnooze;

  Pool pool = co_await Pool::make(parameters.integer("workers"));
  std::vector<AsyncResult<void>> results;
  for (int i = 0; i < n; ++i) {
    results.push_back(co_await pool.apply_async(target, i, seconds));
  }
  for (auto& result : results) {
    co_await result.get();
  }
  co_await pool.close();
  co_await pool.join();
}
// listing end

}  // namespace

extern const CompiledMain kPool = main;

}  // namespace telar
