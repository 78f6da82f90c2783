// VirtualStrand: what the virtual kernel keeps of a strand. Only the files of this folder see it.
#pragma once
#include <cstdint>
#include <string>
#include <utility>

#include "kernel/strand.hpp"

namespace telar {

class VirtualStrand final : public Strand {
 public:
  VirtualStrand(ProcessContext& process, std::string name, Body body, bool daemon)
      : Strand(process, std::move(name), std::move(body), daemon) {}

  using Strand::body_, Strand::current_, Strand::drive, Strand::error_, Strand::finished_,
      Strand::kept_, Strand::recorder_, Strand::waiter_;

  // As it was made, for the next execution of the same program.
  void begin_again() {
    Strand::begin_again();
    number = wait = 0;
    shown = State::ready;
    ready = computing = false;
  }

  std::uint32_t number = 0;    // in order of creation over the whole execution
  std::uint32_t wait = 0;      // counts its waits: a timer of an earlier one is void
  State shown = State::ready;  // what the trace last said of it
  bool ready = false;          // it is in the kernel's ReadySet
  bool computing = false;      // it holds a modelled core
};

}  // namespace telar
