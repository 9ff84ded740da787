#include "app/platform/interrupt.h"

#include <cstddef>
#include <initializer_list>

#include <pthread.h>

namespace patchlens::platform {

Interrupt::Interrupt() {
    sigemptyset(&signals_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction action {};
        sigaction(signal, nullptr, &action);
        if (action.sa_handler != SIG_IGN) sigaddset(&signals_, signal);
    }
    // The destructor wakes the thread with SIGUSR1; from anyone else it has no effect.
    sigaddset(&signals_, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &signals_, &previous_);
    struct sigaction ignored {};
    ignored.sa_handler = SIG_IGN;
    for (std::size_t i = 0; i < failed_writes.size(); ++i)
        sigaction(failed_writes.at(i), &ignored, &previous_actions_.at(i));
    waiter_ = std::thread([this] { wait(); });
}

Interrupt::~Interrupt() {
    closing_ = true;
    pthread_kill(waiter_.native_handle(), SIGUSR1);
    waiter_.join();
    for (std::size_t i = 0; i < failed_writes.size(); ++i)
        sigaction(failed_writes.at(i), &previous_actions_.at(i), nullptr);
    pthread_sigmask(SIG_SETMASK, &previous_, nullptr);
}

void Interrupt::wait() {
    while (true) {
        int signal = 0;
        sigwait(&signals_, &signal);
        if (closing_) return;
        if (signal == SIGUSR1) continue;
        if (signal_ != 0) {
            // The second signal: end at once.
            std::signal(signal, SIG_DFL);
            sigset_t only;
            sigemptyset(&only);
            sigaddset(&only, signal);
            pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
            std::raise(signal);
        }
        signal_ = signal;
        stop_.request_stop();
    }
}

}  // namespace patchlens::platform
