#include "core/support/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/support/file_error.h"

namespace patchlens {

ByteSource::ByteSource(const std::filesystem::path& path) : name_(path.string()) {
    // Without O_NONBLOCK, opening a pipe would wait for its other end.
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0) throw unreadable(name_, errno);
    struct stat status {};
    const int error_number = ::fstat(descriptor_, &status) == 0 ? 0 : errno;
    if (error_number == 0 && S_ISREG(status.st_mode)) {
        size_ = static_cast<std::uint64_t>(status.st_size);
        return;
    }
    ::close(descriptor_);  // an exception leaves the constructor: the destructor will not run
    if (error_number != 0) throw unreadable(name_, error_number);
    throw Error(ErrorCode::file_irregular, {name_});
}

ByteSource::ByteSource(std::span<const std::byte> memory, std::string_view name)
    : name_(name), size_(memory.size()), memory_(memory) {}

ByteSource::ByteSource(ByteSource&& other) noexcept
    : name_(std::move(other.name_)),
      size_(std::exchange(other.size_, 0)),
      memory_(std::exchange(other.memory_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

ByteSource::~ByteSource() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void ByteSource::read(std::uint64_t offset, std::span<std::byte> bytes, const std::stop_token& stop) const {
    // Read within a few milliseconds, so that a stop request is noticed in time.
    constexpr std::size_t block = 4U << 20U;
    while (!bytes.empty()) {
        stop_if_asked(stop);
        const std::span<std::byte> part = bytes.first(std::min(block, bytes.size()));
        std::size_t filled = part.size();
        if (descriptor_ < 0) {
            std::memcpy(part.data(), memory_.data() + offset, part.size());
        } else {
            const ::ssize_t got =
                ::pread(descriptor_, part.data(), part.size(), static_cast<::off_t>(offset));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) throw unreadable(name_, errno);
            if (got == 0) throw Error(ErrorCode::file_shrunk, {name_});
            filled = static_cast<std::size_t>(got);
        }
        bytes = bytes.subspan(filled);
        offset += filled;
    }
}

std::string ByteSource::head(std::size_t most) const {
    std::string text(static_cast<std::size_t>(std::min<std::uint64_t>(most, size_)), '\0');
    read(0, std::as_writable_bytes(std::span(text)));
    return text;
}

void stop_if_asked(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
}

}  // namespace patchlens
