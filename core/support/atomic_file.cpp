#include "core/support/atomic_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/direct_output.h"
#include "core/support/file_error.h"
#include "core/support/temporary_file.h"

namespace patchlens {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error_number = errno) {
    throw unwritable(path, error_number);
}

/// The target of the symbolic links from `path`, whether or not that file exists yet.
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

/// In parts, so that a stop request is noticed in time.
void write_all(int descriptor, const std::filesystem::path& target, std::span<const std::byte> bytes,
               const std::stop_token& stop) {
    constexpr std::size_t part = 8U << 20U;
    while (!bytes.empty()) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        const ssize_t count = ::write(descriptor, bytes.data(), std::min(bytes.size(), part));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(target);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path target, std::stop_token stop)
    : target_(std::move(target)), stop_(std::move(stop)) {
    if (target_.empty()) fail(target_, ENOENT);
    struct stat existing {};
    const bool exists = stat(target_.c_str(), &existing) == 0;
    if (!exists && errno != ENOENT) fail(target_);
    if (exists && S_ISDIR(existing.st_mode)) fail(target_, EISDIR);

    if (exists && (!S_ISREG(existing.st_mode) || names_a_descriptor(target_))) {
        descriptor_ = open_directly(target_, stop_);
        return;
    }
    // A rename would replace even a write-protected file.
    if (exists && faccessat(AT_FDCWD, target_.c_str(), W_OK, AT_EACCESS) != 0) fail(target_);

    destination_ = follow_links(target_);
    if (!destination_.has_filename()) fail(target_, EISDIR);
    remove_abandoned(destination_.parent_path());
    TemporaryFile temporary = create_temporary(destination_, target_);
    temporary_ = std::move(temporary.path);
    descriptor_ = temporary.descriptor;
    // If this fails, the file keeps the permission bits umask leaves of 0666.
    if (exists) static_cast<void>(fchmod(descriptor_, existing.st_mode & 0777));
}

AtomicFile::~AtomicFile() {
    if (!temporary_.empty()) unlink(temporary_.c_str());
    if (descriptor_ >= 0) close(descriptor_);
}

void AtomicFile::write(std::span<const std::byte> bytes) {
    if (temporary_.empty()) {
        write_directly(descriptor_, target_, bytes, stop_);
    } else {
        write_all(descriptor_, target_, bytes, stop_);
    }
}

void AtomicFile::commit() {
    if (temporary_.empty()) {
        if (close(std::exchange(descriptor_, -1)) != 0) fail(target_);
        return;
    }
    // Some file systems report a full disk only on close. Closing a duplicate shows that, while `descriptor_`
    // keeps the lock until the file has its name.
    const int second = fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
    if (second < 0 || close(second) != 0) fail(target_);
    if (rename(temporary_.c_str(), destination_.c_str()) != 0) fail(target_);
    temporary_.clear();
    close(std::exchange(descriptor_, -1));
}

void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes,
                const std::stop_token& stop) {
    AtomicFile file(path, stop);
    file.write(bytes);
    file.commit();
}

}  // namespace patchlens
