#include "app/model/file_mark.h"

#include <array>
#include <cerrno>
#include <memory>
#include <new>
#include <vector>

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/model/path_text.h"
#include "core/file_error.h"

namespace patchlens::model {
namespace {

/// An open file that closes itself.
class Input {
public:
    explicit Input(const std::filesystem::path& path)
        // Without O_NONBLOCK, opening a pipe would wait for its other end.
        : path_(path), descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
        if (descriptor_ < 0) fail();
        struct stat status {};
        const bool known = fstat(descriptor_, &status) == 0;
        if (known && S_ISREG(status.st_mode)) return;
        close(descriptor_);
        if (known) throw Error(ErrorCode::file_irregular, {path_.string()});
        fail();
    }
    ~Input() { close(descriptor_); }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    /// Fills as much of `bytes` as there is left.
    std::size_t read(std::vector<unsigned char>& bytes) const {
        while (true) {
            const ssize_t count = ::read(descriptor_, bytes.data(), bytes.size());
            if (count >= 0) return static_cast<std::size_t>(count);
            if (errno != EINTR) fail();
        }
    }

private:
    [[noreturn]] void fail() const { throw unreadable(path_, errno); }

    const std::filesystem::path& path_;
    int descriptor_;
};

/// SHA-256 over what it is given piece by piece.
class Digest {
public:
    Digest() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
        if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1)
            throw std::bad_alloc();
    }
    void add(const unsigned char* bytes, std::size_t count) {
        EVP_DigestUpdate(context_.get(), bytes, count);
    }
    std::string text() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned count = 0;
        EVP_DigestFinal_ex(context_.get(), bytes.data(), &count);
        return hexadecimal_of(std::string(bytes.data(), bytes.data() + count));
    }

private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

}  // namespace

FileMark mark_of(const std::filesystem::path& path, const std::stop_token& stop) {
    const Input file(path);
    Digest digest;
    FileMark mark;
    std::vector<unsigned char> bytes(1U << 20U);
    while (const std::size_t count = file.read(bytes)) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        digest.add(bytes.data(), count);
        mark.bytes += count;
    }
    mark.sha256 = digest.text();
    return mark;
}

}  // namespace patchlens::model
