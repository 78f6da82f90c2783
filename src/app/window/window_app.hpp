// The window and the page: a Session shown by the Ui.
#pragma once

namespace telar {

// Natively returns when the window is closed, on the page at once: what the program should return.
// If there is no window it says why, in a line on standard error.
int open_window();

}  // namespace telar
