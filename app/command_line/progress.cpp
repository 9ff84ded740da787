#include "app/command_line/progress.h"

#include <iostream>
#include <utility>

#include <unistd.h>

namespace patchlens::command_line {
namespace {

void clear_line(std::size_t characters) {
    std::cerr << '\r' << std::string(characters, ' ') << '\r' << std::flush;
}

}  // namespace

Progress::Progress(std::string what, std::int64_t total)
    : what_(std::move(what)), total_(total), terminal_(isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
    if (shown_ >= 0) clear_line(what_.size() + 6);
}

void Progress::advance(std::int64_t amount) {
    done_ += amount;
    if (!terminal_ || total_ <= 0) return;
    if (std::chrono::steady_clock::now() - start_ < std::chrono::seconds(1)) return;
    const auto percent = static_cast<int>(100 * static_cast<double>(done_) / static_cast<double>(total_));
    if (percent == std::exchange(shown_, percent)) return;
    std::cerr << '\r' << what_ << ' ' << percent << " %" << std::flush;
}

Waiting::Waiting(const std::string& what) {
    if (isatty(STDERR_FILENO) == 0) return;
    std::cerr << what << " ..." << std::flush;
    shown_ = what.size() + 4;
}

Waiting::~Waiting() {
    if (shown_ > 0) clear_line(shown_);
}

}  // namespace patchlens::command_line
