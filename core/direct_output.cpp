#include "core/direct_output.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <climits>
#include <optional>
#include <string>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/support/file_error.h"

namespace patchlens {
namespace {

/// How long a stop request may go unnoticed while a pipe is waited for.
constexpr std::chrono::milliseconds poll_interval{50};

/// The folder of descriptors that the links from `path` end in, and the descriptor's name there.
std::optional<std::filesystem::path> descriptor_of(const std::filesystem::path& path) {
    constexpr int most_links = 40;  // as many as the kernel follows
    std::filesystem::path place = path;
    std::error_code error;
    for (int links = 0; links < most_links; ++links) {
        const std::filesystem::path folder = std::filesystem::canonical(place.parent_path() / ".", error);
        const std::string name = folder.string();
        if (!error && name.starts_with("/proc/") && name.ends_with("/fd")) return folder / place.filename();
        const std::filesystem::path next = std::filesystem::read_symlink(place, error);
        if (error) return std::nullopt;
        place = place.parent_path() / next;  // an absolute link replaces the folder
    }
    return std::nullopt;
}

/// A second descriptor of a socket that `path` names, which cannot be opened by name; -1 if it is none.
int second_descriptor(const std::filesystem::path& path) {
    const auto place = descriptor_of(path);
    const std::string own = "/proc/" + std::to_string(getpid()) + "/fd";
    if (!place || place->parent_path() != own) return -1;
    const std::string number = place->filename().string();
    int descriptor = -1;
    std::from_chars(number.data(), number.data() + number.size(), descriptor);
    return fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
}

}  // namespace

bool names_a_descriptor(const std::filesystem::path& path) {
    return descriptor_of(path).has_value();
}

int open_directly(const std::filesystem::path& path, const std::stop_token& stop) {
    while (true) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        // Without O_NONBLOCK, opening a pipe blocks until it has a reader and ignores the stop token.
        const int descriptor = open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        if (descriptor >= 0) return descriptor;
        const int reason = errno;
        struct stat status {};
        const bool exists = stat(path.c_str(), &status) == 0;
        if (reason == ENXIO && exists && S_ISSOCK(status.st_mode)) {
            if (const int second = second_descriptor(path); second >= 0) return second;
        }
        const bool nobody_reads_yet = reason == ENXIO && exists && S_ISFIFO(status.st_mode);
        if (!nobody_reads_yet && reason != EINTR) throw unwritable(path, reason);
        std::this_thread::sleep_for(poll_interval);
    }
}

void write_directly(int descriptor, const std::filesystem::path& path, std::span<const std::byte> bytes,
                    const std::stop_token& stop) {
    while (!bytes.empty()) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        pollfd ready{descriptor, POLLOUT, 0};
        if (poll(&ready, 1, static_cast<int>(poll_interval.count())) == 0) continue;
        // A pipe that is ready takes at least this much at once, so that no write blocks.
        const ssize_t count =
            ::write(descriptor, bytes.data(), std::min<std::size_t>(bytes.size(), PIPE_BUF));
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count < 0) throw unwritable(path, errno);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

}  // namespace patchlens
