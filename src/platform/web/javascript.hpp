// What library.js offers to the C++ in this folder. "Host": the JavaScript thread of this instance
// (page, Node's main thread, or a process's Worker), which is never blocked; functions marked so
// run there, whoever calls them.
#pragma once
#include <cstdint>

#include "base/time.hpp"

extern "C" {
// Clocks and the machine.
double telar_now_ns();  // since the root instance was made
int telar_cores();

// Waits on a word of this instance's memory. Milliseconds, here and below: negative is for ever; 0:
// timed out.
int telar_heap_wait(void* word, std::uint32_t expected, double milliseconds);

// The buffer that all processes share, by byte address; 0 bytes: there is none.
double telar_ipc_bytes();
void telar_ipc_zero(std::uint32_t address, std::uint32_t bytes);
std::uint32_t telar_ipc_load(std::uint32_t address);
void telar_ipc_store(std::uint32_t address, std::uint32_t value);
std::uint32_t telar_ipc_compare_exchange(std::uint32_t address, std::uint32_t expected,
                                         std::uint32_t desired);
std::uint32_t telar_ipc_add(std::uint32_t address, std::uint32_t value);
int telar_ipc_wait(std::uint32_t address, std::uint32_t expected, double milliseconds);
void telar_ipc_notify(std::uint32_t address, int count);
void telar_ipc_read(std::uint32_t address, void* to, std::uint32_t bytes);
void telar_ipc_write(std::uint32_t address, const void* from, std::uint32_t bytes);

// Processes. Host, without waiting for it.
void telar_start(std::uint32_t id, std::uint32_t status, std::uint32_t part, std::uint32_t bytes);
void telar_end(std::uint32_t status, int signal);
void telar_warm_up(int threads, int processes);
void telar_body_returned(int code);   // root
void telar_child_returned(int code);  // child
void telar_pump_every(double milliseconds);
// Host, waits for the answer: processes in the upper 16 bits, threads in the lower.
int telar_population();
// Called once, on the host, by main: who this instance is.
std::uint32_t telar_child_id();  // 0: the root
std::uint32_t telar_child_part();
std::uint32_t telar_child_bytes();
void telar_on_interrupt(void* flag);  // Host

// Node's files. Both return what was read or 0, or -1 and then the error's name ("ENOENT") or text
// is to be had.
double telar_file_read(const char* path);
void telar_file_take(void* to);
int telar_file_write(const char* path, const void* bytes, std::uint32_t count, int append);
void telar_file_error(char* to, int capacity);
}

namespace telar {
// What the waits above take for a deadline on monotonic_now's clock.
double milliseconds_until(Nanos deadline);
}  // namespace telar
