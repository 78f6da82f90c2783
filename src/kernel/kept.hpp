// Kept: what a layer above the kernel keeps for a process or a strand (an event loop, an
// interpreter), found by its type and owned by the process or strand that it is kept for.
#pragma once
#include <memory>
#include <utility>
#include <vector>

namespace telar {

class Kept {
 public:
  virtual ~Kept() = default;
  // The same program is executed once more on the virtual kernel: what is kept for a process
  // becomes as it was when it was made. (What is kept for a strand is gone when the strand ends.)
  virtual void begin_again() {}
};

// One of each type. Used by the strands of its owner: it has no lock of its own.
class KeptThings {
 public:
  // The one of this type, made from the arguments if there is none.
  template <class T, class... A>
  T& get(A&&... arguments) {
    if (T* const there = find<T>()) return *there;
    auto made = std::make_unique<T>(std::forward<A>(arguments)...);
    T& kept = *made;
    things_.push_back({&kKey<T>, std::move(made)});
    return kept;
  }
  // Null if there is none.
  template <class T>
  T* find() const {
    for (const Thing& thing : things_)
      if (thing.key == &kKey<T>) return static_cast<T*>(thing.kept.get());
    return nullptr;
  }
  void begin_again() {
    for (const Thing& thing : things_) thing.kept->begin_again();
  }
  void clear() { things_.clear(); }

 private:
  // Its address stands for the type.
  template <class T>
  static constexpr char kKey = 0;

  struct Thing {
    const void* key;
    std::unique_ptr<Kept> kept;
  };
  std::vector<Thing> things_;
};

}  // namespace telar
