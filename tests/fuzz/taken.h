// What a fuzz target's bytes are used as, besides a file: text, or small numbers taken one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace patchlens {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Takes numbers from bytes; zeros once they are used up.
class Taken {
public:
    Taken(const std::uint8_t* data, std::size_t size) : bytes_(data, size) {}

    std::uint8_t byte() {
        if (bytes_.empty()) return 0;
        const std::uint8_t first = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return first;
    }
    /// A whole number from `least` to `most`, by one byte.
    int between(int least, int most) { return least + byte() % (most - least + 1); }
    /// A number from -1 to 1.
    float small() { return static_cast<float>(byte()) / 127.5F - 1; }
    std::string_view rest() const { return text_of(bytes_.data(), bytes_.size()); }

private:
    std::span<const std::uint8_t> bytes_;
};

}  // namespace patchlens
