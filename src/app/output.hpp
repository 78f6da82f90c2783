// Standard output as a program's bytes need it: whole, unbuffered, and aware of a reader that is
// gone.
#pragma once
#include <string_view>

namespace telar {

// Writes all of it, now. False once nobody reads any more (`telar run ... | head -1`) or it cannot
// be written; then nothing more is.
bool write_output(std::string_view bytes);
// A line on standard error.
void write_error_line(std::string_view line);

}  // namespace telar
