#include "program/program.hpp"

#include <utility>

#include "base/check.hpp"
#include "runtime/multiprocessing.hpp"

namespace telar {
namespace {

class CompiledBodies final : public ProgramBodies {
 public:
  explicit CompiledBodies(CompiledMain main) : main_(main) {}

  ProgramBody main(const Parameters& parameters) const override {
    return [main = main_, shared = std::make_shared<const Parameters>(parameters)] {
      return main(*shared);
    };
  }
  ProgramBody child(std::string entry, Bytes arguments) const override {
    return multiprocessing::registered_body(std::move(entry), std::move(arguments));
  }

 private:
  const CompiledMain main_;
};

}  // namespace

Bytes ProgramReference::bytes() const { return serialise(*this); }

ProgramReference ProgramReference::from(const Bytes& bytes) {
  return deserialise<ProgramReference>(bytes);
}

Program::Program(ProgramDescription description, std::shared_ptr<const ProgramBodies> bodies)
    : description_(std::make_shared<const ProgramDescription>(std::move(description))),
      bodies_(std::move(bodies)) {}

ProgramReference Program::reference() const { return {name(), bodies_->text_for_children()}; }

ProgramBody Program::body(const Parameters& parameters) const {
  TELAR_CHECK(&parameters.description() == description_.get());
  // Behind one pointer, so that neither function allocates when it is copied: exploring makes a
  // million of them.
  auto main = std::make_shared<const ProgramBody>(bodies_->main(parameters));
  return
      [main = std::move(main)] { return multiprocessing::main_body([main] { return (*main)(); }); };
}

ProgramBody Program::child(std::string entry, Bytes arguments) const {
  return bodies_->child(std::move(entry), std::move(arguments));
}

Program compiled_program(ProgramDescription description, CompiledMain main) {
  return Program(std::move(description), std::make_shared<const CompiledBodies>(main));
}

}  // namespace telar
