#include "core/mapped_file.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file_error.h"

namespace patchlens {
namespace {

/// Closes the descriptor on every way out; the mapping outlives it.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& path) {
    // Opening a pipe would otherwise wait for its other end.
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (descriptor.number() < 0) throw unreadable(path, errno);
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0) throw unreadable(path, errno);
    if (!S_ISREG(status.st_mode)) throw Error(ErrorCode::file_irregular, {path.string()});
    if (status.st_size == 0) return;  // mmap refuses to map nothing

    const auto size = static_cast<std::size_t>(status.st_size);
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
    if (memory == MAP_FAILED) throw unreadable(path, errno);
    bytes_ = {static_cast<const std::byte*>(memory), size};
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace patchlens
