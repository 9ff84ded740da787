#include "core/weights/gguf_header.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>

#include "core/error.h"
#include "core/support/memory.h"
#include "core/support/number_format.h"
#include "core/weights/gguf_types.h"

namespace patchlens {
namespace {

/// The types of values in the metadata.
enum class GgufKind : std::uint32_t { u8, i8, u16, i16, u32, i32, f32, boolean, text, array, u64, i64, f64 };
/// Bytes of a value of each kind; 0 where they differ from value to value.
constexpr std::array<std::uint64_t, 13> kind_sizes{1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

constexpr std::uint64_t longest_gguf_key = 65535;
constexpr std::uint64_t longest_tensor_name = 1024;
constexpr std::uint32_t most_gguf_dimensions = 4;
/// Numbers of an array that are kept, for each channel of a picture one.
constexpr std::uint64_t most_kept_numbers = 16;
/// Arrays of arrays nest at most this deep.
constexpr int most_nested_arrays = 8;

constexpr const char* alignment_key = "general.alignment";
constexpr std::array kept_keys{gguf_image_size, gguf_patch_size, gguf_image_mean, gguf_image_std,
                               alignment_key};

std::uint64_t size_of_kind(GgufKind kind) {
    return kind_sizes.at(static_cast<std::size_t>(kind));
}

template <typename Number>
std::string shortest_text(Number number) {
    std::array<char, 40> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), end};
}

/// A value of fixed size as text, with as many digits as give back the same number.
std::string value_text(GgufKind kind, std::uint64_t bits) {
    switch (kind) {
        case GgufKind::i8:
            return std::to_string(static_cast<std::int8_t>(bits));
        case GgufKind::i16:
            return std::to_string(static_cast<std::int16_t>(bits));
        case GgufKind::i32:
            return std::to_string(static_cast<std::int32_t>(bits));
        case GgufKind::i64:
            return std::to_string(static_cast<std::int64_t>(bits));
        case GgufKind::f32:
            return shortest_text(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
        case GgufKind::f64:
            return shortest_text(std::bit_cast<double>(bits));
        default:
            return std::to_string(bits);
    }
}

/// Reads a GGUF file from its beginning to the end of its header, through a window: arrays of a hundred
/// thousand texts are walked over and never held.
class HeaderWalk {
public:
    HeaderWalk(const ByteSource& file, const std::stop_token& stop) : file_(file), stop_(stop) {}

    GgufHeader read() {
        const std::uint64_t tensors = read_beginning();
        read_metadata();
        read_tensors(tensors);
        const std::uint64_t alignment = alignment_of();
        for (const GgufEntry& entry : header_.entries) {
            if (entry.offset % alignment != 0) damaged(Word::gguf_place_invalid);
        }
        const std::uint64_t beyond = place_ % alignment;
        header_.data_begin = place_ + (beyond == 0 ? 0 : alignment - beyond);
        check_places();
        header_.metadata.erase(alignment_key);
        return std::move(header_);
    }

private:
    [[noreturn]] void damaged(Word why) const { throw Error(ErrorCode::gguf_damaged, {file_.name(), why}); }

    std::uint64_t left() const { return file_.size() - place_; }

    void require(std::uint64_t bytes) const {
        if (bytes > left()) damaged(Word::ends_too_early);
    }
    /// What counts `count` things of at least `bytes` each must fit into what is left of the file.
    void require_count(std::uint64_t count, std::uint64_t bytes) const {
        if (count > left() / bytes) damaged(Word::gguf_count_too_large);
    }

    /// An unsigned little-endian number of `size` bytes, up to 8.
    std::uint64_t number(std::uint64_t size) {
        require(size);
        if (place_ < window_begin_ || place_ + size > window_begin_ + window_.size()) {
            stop_if_asked(stop_);
            constexpr std::uint64_t window_size = 64U << 10U;
            window_.resize(static_cast<std::size_t>(std::min(window_size, left())));
            file_.read(place_, window_);
            window_begin_ = place_;
        }
        std::uint64_t result = 0;
        std::memcpy(&result, window_.data() + (place_ - window_begin_), static_cast<std::size_t>(size));
        place_ += size;
        return result;
    }
    std::uint32_t number32() { return static_cast<std::uint32_t>(number(4)); }

    GgufKind read_kind() {
        const std::uint32_t kind = number32();
        if (kind >= kind_sizes.size()) damaged(Word::gguf_kind_unknown);
        return static_cast<GgufKind>(kind);
    }

    void skip(std::uint64_t bytes) {
        require(bytes);
        place_ += bytes;
    }

    std::string name(std::uint64_t longest) {
        const std::uint64_t length = number(8);
        if (length > left()) damaged(Word::gguf_count_too_large);
        if (length > longest) damaged(Word::gguf_name_too_long);
        std::string characters(static_cast<std::size_t>(length), '\0');
        file_.read(place_, std::as_writable_bytes(std::span(characters)));
        place_ += length;
        return characters;
    }

    /// Magic, version and counts; returns the number of tensors.
    std::uint64_t read_beginning() {
        skip(4);
        const std::uint32_t version = number32();
        // Written on a big-endian machine, the upper half holds the number.
        if (version != 0 && (version & 0xffffU) == 0)
            throw Error(ErrorCode::big_endian_refused, {file_.name()});
        if (version != 2 && version != 3) {
            throw Error(ErrorCode::gguf_version_refused, {file_.name(), std::to_string(version)});
        }
        const std::uint64_t tensors = number(8);
        pairs_ = number(8);
        constexpr std::uint64_t shortest_pair = 8 + 4 + 1;
        constexpr std::uint64_t shortest_tensor = 8 + 4 + 4 + 8;
        require_count(pairs_, shortest_pair);
        require_count(tensors, shortest_tensor);
        constexpr std::uint64_t memory_of_tensor = 200;
        require_memory(tensors * memory_of_tensor, Word::weights_file);
        return tensors;
    }

    void read_metadata() {
        for (std::uint64_t i = 0; i < pairs_; ++i) {
            const std::string key = name(longest_gguf_key);
            const GgufKind kind = read_kind();
            const bool kept = std::ranges::find(kept_keys, std::string_view(key)) != kept_keys.end();
            if (!kept) {
                skip_value(kind, 0);
                continue;
            }
            if (!header_.metadata.emplace(key, kept_value(kind)).second) damaged(Word::gguf_name_repeated);
        }
    }

    void skip_value(GgufKind kind, int depth) {
        if (const std::uint64_t size = size_of_kind(kind); size > 0) return skip(size);
        if (kind == GgufKind::text) {
            const std::uint64_t length = number(8);
            if (length > left()) damaged(Word::gguf_count_too_large);
            return skip(length);
        }
        if (depth == most_nested_arrays) damaged(Word::gguf_kind_unknown);
        const GgufKind item = read_kind();
        const std::uint64_t count = number(8);
        const std::uint64_t size = size_of_kind(item);
        constexpr std::uint64_t shortest_text = 8;
        require_count(count, size > 0 ? size : shortest_text);
        if (size > 0) return skip(count * size);
        for (std::uint64_t i = 0; i < count; ++i)
            skip_value(item, depth + 1);
    }

    /// A number, or a few of them; empty for anything else.
    std::string kept_value(GgufKind kind) {
        if (kind != GgufKind::array) {
            const std::uint64_t size = size_of_kind(kind);
            if (size > 0) return value_text(kind, number(size));
            skip_value(kind, 0);
            return {};
        }
        const std::uint64_t begin = place_;
        const GgufKind item = read_kind();
        const std::uint64_t count = number(8);
        const std::uint64_t size = size_of_kind(item);
        if (size == 0 || count > most_kept_numbers) {
            place_ = begin;
            skip_value(kind, 0);
            return {};
        }
        std::string values;
        for (std::uint64_t i = 0; i < count; ++i)
            values += (i > 0 ? ", " : "") + value_text(item, number(size));
        return values;
    }

    std::uint64_t alignment_of() const {
        const auto said = header_.metadata.find(alignment_key);
        if (said == header_.metadata.end()) return 32;
        std::uint64_t alignment = 0;
        const std::string& digits = said->second;
        std::from_chars(digits.data(), digits.data() + digits.size(), alignment);
        constexpr std::uint64_t largest_alignment = 1U << 20U;
        if (alignment == 0 || alignment % 8 != 0 || alignment > largest_alignment)
            damaged(Word::gguf_alignment_invalid);
        return alignment;
    }

    void read_tensors(std::uint64_t count) {
        header_.entries.reserve(static_cast<std::size_t>(count));
        types_.reserve(static_cast<std::size_t>(count));
        for (std::uint64_t i = 0; i < count; ++i) {
            GgufEntry entry;
            entry.tensor.name = name(longest_tensor_name);
            const std::uint32_t dimensions = number32();
            if (dimensions > most_gguf_dimensions) damaged(Word::gguf_shape_invalid);
            for (std::uint32_t axis = 0; axis < dimensions; ++axis) {
                const std::uint64_t length = number(8);
                if (length > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
                    damaged(Word::gguf_shape_invalid);
                entry.tensor.shape.push_back(static_cast<std::int64_t>(length));
            }
            std::ranges::reverse(entry.tensor.shape);
            types_.push_back(number32());
            entry.tensor.dtype = gguf_type_name(types_.back());
            entry.offset = number(8);
            header_.entries.push_back(std::move(entry));
        }
    }

    /// No two tensors share a byte, and all are within the file.
    void check_places() const {
        std::vector<std::size_t> order(header_.entries.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {}, [&](std::size_t i) { return header_.entries[i].offset; });
        const std::uint64_t data = file_.size() - std::min(file_.size(), header_.data_begin);
        std::uint64_t reached = 0;
        for (const std::size_t i : order) {
            const GgufEntry& entry = header_.entries[i];
            const std::size_t number_bytes = gguf_number_bytes(types_[i]);
            const auto bytes = byte_count(entry.tensor.shape, std::max<std::size_t>(number_bytes, 1));
            if (!bytes) damaged(Word::gguf_shape_invalid);
            if (*bytes == 0) continue;
            if (entry.offset < reached) damaged(Word::gguf_place_invalid);
            // A quantised tensor has at least a byte.
            const std::uint64_t least = number_bytes > 0 ? *bytes : 1;
            if (entry.offset > data || least > data - entry.offset) damaged(Word::ends_too_early);
            reached = entry.offset + least;
        }
    }

    const ByteSource& file_;
    const std::stop_token& stop_;
    std::uint64_t place_ = 0;
    std::vector<std::byte> window_;
    std::uint64_t window_begin_ = 0;
    std::uint64_t pairs_ = 0;
    std::vector<std::uint32_t> types_;  ///< of each tensor, as the file numbers them
    GgufHeader header_;
};

}  // namespace

GgufHeader read_gguf_header(const ByteSource& file, const std::stop_token& stop) {
    return HeaderWalk(file, stop).read();
}

}  // namespace patchlens
