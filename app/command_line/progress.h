// The progress of a long command, on a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace patchlens::command_line {

/// Writes "embedding 43 %" to standard error where that is a terminal and the work has taken over a second;
/// cleared when done.
class Progress {
public:
    Progress(std::string what, std::int64_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void advance(std::int64_t amount);

private:
    std::string what_;
    std::int64_t total_;
    std::int64_t done_ = 0;
    int shown_ = -1;  ///< the percentage on the terminal; -1: none
    bool terminal_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Says on the same terminal what is being done while nobody can tell how far it is; cleared when done.
class Waiting {
public:
    explicit Waiting(const std::string& what);
    ~Waiting();
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

private:
    std::size_t shown_ = 0;  ///< how many characters are on the terminal
};

}  // namespace patchlens::command_line
