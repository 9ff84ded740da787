#include "core/support/temporary_file.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <optional>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/support/file_error.h"

namespace patchlens {
namespace {

constexpr std::string_view prefix = ".patchlens-";
constexpr std::string_view suffix = ".tmp";

/// True with the lock, and on a file system without locks.
bool lock(int descriptor) {
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

/// Whether the file has not been deleted.
bool has_name(int descriptor) {
    struct stat status {};
    return fstat(descriptor, &status) != 0 || status.st_nlink > 0;
}

/// The process that created a file of that name; nothing if the name is none of ours.
std::optional<pid_t> maker_of(std::string_view name) {
    if (!name.starts_with(prefix) || !name.ends_with(suffix)) return std::nullopt;
    name.remove_prefix(prefix.size());
    name.remove_suffix(suffix.size());
    const std::size_t dash = name.find('-');
    if (dash == 0 || dash == std::string_view::npos || dash + 1 == name.size()) return std::nullopt;
    if (name.find_first_not_of("0123456789", dash + 1) != std::string_view::npos) return std::nullopt;
    pid_t process = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + dash, process);
    if (error != std::errc() || end != name.data() + dash || process <= 0) return std::nullopt;
    return process;
}

/// Whether a process of that number exists; it may be another program's by now. Our own number says nothing:
/// in containers many programs share it, so the lock decides.
bool may_be_alive(pid_t process) {
    return process != getpid() && (kill(process, 0) == 0 || errno != ESRCH);
}

void remove_if_abandoned(const std::filesystem::path& path) {
    const int descriptor = open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) return;
    struct stat status {};
    const bool ours =
        fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid();
    if (ours && flock(descriptor, LOCK_EX | LOCK_NB) == 0) unlink(path.c_str());
    close(descriptor);
}

}  // namespace

TemporaryFile create_temporary(const std::filesystem::path& beside, const std::filesystem::path& target) {
    for (int number = 0;; ++number) {
        std::filesystem::path path = beside;
        path.replace_filename(std::string(prefix) + std::to_string(getpid()) + '-' + std::to_string(number) +
                              std::string(suffix));
        const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor < 0 && errno == EEXIST) continue;
        if (descriptor < 0) throw unwritable(target, errno);
        // Between creation and lock, another process may have removed the file as abandoned.
        if (lock(descriptor) && has_name(descriptor)) return {std::move(path), descriptor};
        close(descriptor);
    }
}

void remove_abandoned(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::directory_iterator at(folder.empty() ? "." : folder, failed);
    for (const std::filesystem::directory_iterator end; !failed && at != end; at.increment(failed)) {
        const auto maker = maker_of(at->path().filename().native());
        if (maker && !may_be_alive(*maker)) remove_if_abandoned(at->path());
    }
}

}  // namespace patchlens
