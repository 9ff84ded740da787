#include "app/model/files/file_mark.h"

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <span>
#include <vector>

#include <openssl/evp.h>

#include "app/model/files/path_text.h"
#include "core/support/byte_source.h"

namespace patchlens::model {
namespace {

/// An incremental SHA-256.
class Digest {
public:
    Digest() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
        if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1)
            throw std::bad_alloc();
    }
    void add(std::span<const std::byte> bytes) {
        EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
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
    const ByteSource file(path);
    Digest digest;
    std::vector<std::byte> bytes(1U << 20U);
    for (std::uint64_t done = 0; done < file.size();) {
        const auto count =
            static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), file.size() - done));
        file.read(done, std::span(bytes).first(count), stop);
        digest.add(std::span(bytes).first(count));
        done += count;
    }
    return {file.size(), digest.text()};
}

FileMark mark_of(std::span<const std::byte> bytes) {
    Digest digest;
    digest.add(bytes);
    return {bytes.size(), digest.text()};
}

}  // namespace patchlens::model
