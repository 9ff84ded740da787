// Ctrl+C and `kill` as a polite request: work stops at its next look at the token and leaves nothing
// half-written.
#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace patchlens::platform {

/// While it lives, the first SIGINT or SIGTERM requests a stop; a second one ends the program at once. A
/// thread of its own waits for the signals, so whatever hangs on the token runs as ordinary code. Create it
/// before any other thread: threads started earlier would still be ended by the signal. A signal the parent
/// process chose to ignore (a background job's SIGINT) stays ignored.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return stop_.get_token(); }
    /// The signal that arrived, 0 before. Shells expect a program so ended to exit with 128 + signal.
    int signal() const { return signal_; }

private:
    void wait();

    sigset_t signals_{};
    sigset_t previous_{};
    std::stop_source stop_;
    std::atomic<int> signal_ = 0;
    std::atomic<bool> closing_ = false;
    std::thread waiter_;
};

}  // namespace patchlens::platform
