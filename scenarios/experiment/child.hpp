#pragma once

#include <functional>
#include <string>

namespace wardmote::experiment {

/// Does `work` in a child process, a copy of this one that is gone afterwards with all it did to memory, and waits for
/// it. What the work throws is thrown here, FolderRefused as such. Returns the signal that ended the child, or 0 if
/// none did. `meanwhile` is called here every tenth of a second or so. The child never outlives this process.
/// Precondition: this process has one thread, since a copy of others' locks would never be opened.
int in_child(std::function<void()> const& work, std::function<void()> const& meanwhile);

/// "signal 11 (Segmentation fault)"
std::string signal_text(int signal);

}  // namespace wardmote::experiment
