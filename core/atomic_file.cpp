#include "core/atomic_file.h"

#include <cerrno>
#include <cstdio>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file_error.h"

namespace patchlens {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error_number = errno) {
    throw unwritable(path, error_number);
}

/// Where the symbolic links from `path` lead, whether or not there is a file yet.
std::filesystem::path follow_links(const std::filesystem::path& path) {
    constexpr int most_links = 40;  // as many as the kernel follows
    std::filesystem::path place = path;
    std::error_code no_link;
    for (int links = 0; links < most_links; ++links) {
        const std::filesystem::path next = std::filesystem::read_symlink(place, no_link);
        if (no_link) return place;
        place = place.parent_path() / next;  // an absolute link replaces the folder
    }
    fail(path, ELOOP);
}

/// A descriptor under the name of a file, such as /dev/stdout or /dev/fd/3. The file it is open on may be
/// regular, but whoever opened it wants what is written there, not a new file in its place.
bool names_a_descriptor(const std::filesystem::path& path) {
    std::filesystem::path place = path;
    std::error_code error;
    for (int links = 0; links < 40; ++links) {
        const std::string folder = std::filesystem::canonical(place.parent_path() / ".", error).string();
        if (!error && folder.starts_with("/proc/") && folder.ends_with("/fd")) return true;
        const std::filesystem::path next = std::filesystem::read_symlink(place, error);
        if (error) return false;
        place = place.parent_path() / next;
    }
    return false;
}

void write_all(int descriptor, const std::filesystem::path& target, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(target);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path target) : target_(std::move(target)) {
    if (target_.empty()) fail(target_, ENOENT);
    struct stat existing {};
    const bool exists = stat(target_.c_str(), &existing) == 0;
    if (!exists && errno != ENOENT) fail(target_);
    if (exists && S_ISDIR(existing.st_mode)) fail(target_, EISDIR);

    if (exists && (!S_ISREG(existing.st_mode) || names_a_descriptor(target_))) {
        descriptor_ = open(target_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
        if (descriptor_ < 0) fail(target_);
        return;
    }
    // Renaming would replace a file that its owner has protected.
    if (exists && faccessat(AT_FDCWD, target_.c_str(), W_OK, AT_EACCESS) != 0) fail(target_);

    destination_ = follow_links(target_);
    if (!destination_.has_filename()) fail(target_, EISDIR);
    // A fixed short name: a long file name leaves no room for an addition.
    for (int number = 0; descriptor_ < 0; ++number) {
        temporary_ = destination_;
        temporary_.replace_filename(".patchlens-" + std::to_string(getpid()) + "-" + std::to_string(number) +
                                    ".tmp");
        descriptor_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor_ < 0 && errno != EEXIST) fail(target_);
    }
    // A failure leaves the bits that umask gives to every new file.
    if (exists) static_cast<void>(fchmod(descriptor_, existing.st_mode & 0777));
}

AtomicFile::~AtomicFile() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!temporary_.empty()) unlink(temporary_.c_str());
}

void AtomicFile::write(std::span<const std::byte> bytes) {
    write_all(descriptor_, target_, bytes);
}

void AtomicFile::commit() {
    // Some file systems report a full disk only here.
    if (close(std::exchange(descriptor_, -1)) != 0) fail(target_);
    if (temporary_.empty()) return;
    if (rename(temporary_.c_str(), destination_.c_str()) != 0) fail(target_);
    temporary_.clear();
}

void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    AtomicFile file(path);
    file.write(bytes);
    file.commit();
}

}  // namespace patchlens
