// The window and the page: a Session shown by the Ui. Natively returns when the window is closed;
// on the page at once.
#pragma once

namespace telar {

int open_window();

}  // namespace telar
