// Ctrl+C, `kill` and a closed terminal request a stop: work ends when it next checks the token, and leaves
// nothing half-written.
#pragma once

#include <array>
#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace patchlens::platform {

/// While it exists, the first SIGINT, SIGTERM or SIGHUP requests a stop; a second one ends the program at
/// once. A thread of its own waits for the signals, so stop callbacks run as ordinary code, not in a signal
/// handler. Create it before any other thread: in threads started earlier the signals are not blocked. A
/// signal that the parent process ignores (a background job's SIGINT, nohup's SIGHUP) stays ignored.
///
/// SIGPIPE and SIGXFSZ do not end the program meanwhile: the write that caused them fails, and its error is
/// printed after the cleanup.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return stop_.get_token(); }
    /// The signal that arrived, 0 before. Shells expect the exit code 128 + signal.
    int signal() const { return signal_; }

private:
    void wait();

    static constexpr std::array failed_writes{SIGPIPE, SIGXFSZ};

    sigset_t signals_{};
    sigset_t previous_{};
    std::array<struct sigaction, failed_writes.size()> previous_actions_{};  ///< of failed_writes
    std::stop_source stop_;
    std::atomic<int> signal_ = 0;
    std::atomic<bool> closing_ = false;
    std::thread waiter_;
};

}  // namespace patchlens::platform
