#include "core/weights/npy_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/support/utf8.h"

namespace patchlens {
namespace {

/// numpy.load's own limit.
constexpr std::size_t longest_header = 10000;
static_assert(longest_npy_beginning == 12 + longest_header);

/// The type as numpy writes it: "=f4", "f4" and "float32" are this machine's "<f4", and a single byte has no
/// byte order. Unknown names stay as they are.
std::string canonical(std::string_view descr) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> words{{
        {"float32", "<f4"},
        {"float16", "<f2"},
        {"float64", "<f8"},
        {"uint8", "|u1"},
        {"int32", "<i4"},
        {"int64", "<i8"},
    }};
    for (const auto& [word, type] : words) {
        if (descr == word) return std::string(type);
    }
    constexpr std::string_view orders = "<>=|";
    const bool ordered = !descr.empty() && orders.find(descr.front()) != std::string_view::npos;
    const std::string_view number = descr.substr(ordered ? 1 : 0);
    if (number == "u1") return "|u1";
    if (ordered && descr.front() == '>') return std::string(descr);
    constexpr std::array<std::string_view, 5> numbers{"f2", "f4", "f8", "i4", "i8"};
    const bool known = std::find(numbers.begin(), numbers.end(), number) != numbers.end();
    return known ? "<" + std::string(number) : std::string(descr);
}

NumberFormat format_of(std::string_view descr, std::string_view file_name) {
    constexpr std::array<std::pair<std::string_view, NumberFormat>, 7> formats{{
        {"<f4", NumberFormat::float32},
        {"<f2", NumberFormat::float16},
        {"<f8", NumberFormat::float64},
        {">f4", NumberFormat::float32_big_endian},
        {"|u1", NumberFormat::uint8},
        {"<i4", NumberFormat::int32},
        {"<i8", NumberFormat::int64},
    }};
    for (const auto& [text, format] : formats) {
        if (canonical(descr) == text) return format;
    }
    if (descr.find('O') != std::string_view::npos) {
        throw Error(ErrorCode::npy_objects_refused, {std::string(file_name)});
    }
    throw Error(ErrorCode::npy_type_refused, {std::string(file_name), quotable(descr)});
}

/// Reads a Python literal of exactly the form {'descr': text, 'fortran_order': bool, 'shape': tuple}.
class DictionaryParser {
public:
    DictionaryParser(std::string_view text, std::string_view file_name, bool long_suffix)
        : text_(text), file_name_(file_name), long_suffix_(long_suffix) {}

    NpyHeader parse() {
        expect('{');
        while (!accept('}')) {
            parse_item();
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        skip_space();
        if (position_ < text_.size()) fail(ErrorCode::npy_header_damaged);
        if (!descr_) throw_key(ErrorCode::npy_key_missing, "descr");
        if (!fortran_order_) throw_key(ErrorCode::npy_key_missing, "fortran_order");
        if (!shape_) throw_key(ErrorCode::npy_key_missing, "shape");
        return {format_of(*descr_, file_name_), *descr_, *fortran_order_, *shape_, 0};
    }

private:
    void parse_item() {
        const std::string key = parse_text();
        expect(':');
        if (key == "descr") {
            set_once(descr_, parse_descr(), key);
        } else if (key == "fortran_order") {
            set_once(fortran_order_, parse_bool(), key);
        } else if (key == "shape") {
            set_once(shape_, parse_shape(), key);
        } else {
            throw_key(ErrorCode::npy_key_unknown, key);
        }
    }

    std::string parse_text() {
        skip_space();
        if (at('u') || at('U')) ++position_;  // u'text', as Python 2 writes it
        if (!at('\'') && !at('"')) fail(ErrorCode::npy_header_damaged);
        const char quote = text_[position_++];
        const std::size_t begin = position_;
        while (!at(quote)) {
            // numpy writes none of these in its keys and types; a backslash would start an escape.
            if (position_ == text_.size() || at('\\') || at('\n')) fail(ErrorCode::npy_header_damaged);
            ++position_;
        }
        return std::string(text_.substr(begin, position_++ - begin));
    }

    std::string parse_descr() {
        skip_space();
        if (at('[')) throw Error(ErrorCode::npy_records_refused, {std::string(file_name_)});
        return parse_text();
    }

    bool parse_bool() {
        skip_space();
        for (const auto& [word, value] : {std::pair{std::string_view("True"), true}, {"False", false}}) {
            if (text_.substr(position_).starts_with(word)) {
                position_ += word.size();
                return value;
            }
        }
        throw Error(ErrorCode::npy_order_invalid, {std::string(file_name_)});
    }

    Shape parse_shape() {
        if (!accept('(')) fail(ErrorCode::npy_shape_invalid);
        Shape shape;
        while (!accept(')')) {
            shape.push_back(parse_dimension());
            if (accept(',')) continue;
            // (5) is a number in brackets in Python; only (5,) is a tuple.
            if (shape.size() == 1 || !accept(')')) fail(ErrorCode::npy_shape_invalid);
            break;
        }
        return shape;
    }

    std::int64_t parse_dimension() {
        skip_space();
        const char* begin = text_.data() + position_;
        std::int64_t dimension = 0;
        const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), dimension);
        if (error != std::errc() || dimension < 0 || *begin == '-') fail(ErrorCode::npy_shape_invalid);
        const bool leading_zero = *begin == '0' && dimension != 0;
        if (leading_zero) fail(ErrorCode::npy_shape_invalid);
        position_ += static_cast<std::size_t>(end - begin);
        if (long_suffix_) accept('L');  // 8L, as Python 2 writes it
        return dimension;
    }

    template <typename Value>
    void set_once(std::optional<Value>& place, Value value, const std::string& key) {
        if (place) throw_key(ErrorCode::npy_key_repeated, key);
        place = std::move(value);
    }

    bool at(char character) const { return position_ < text_.size() && text_[position_] == character; }

    void skip_space() {
        while (at(' ') || at('\n') || at('\t') || at('\r'))
            ++position_;
    }

    bool accept(char character) {
        skip_space();
        if (!at(character)) return false;
        ++position_;
        return true;
    }

    void expect(char character) {
        if (!accept(character)) fail(ErrorCode::npy_header_damaged);
    }

    [[noreturn]] void fail(ErrorCode code) const {
        throw Error(code, {std::string(file_name_), std::to_string(position_)});
    }

    [[noreturn]] void throw_key(ErrorCode code, std::string_view key) const {
        throw Error(code, {std::string(file_name_), quotable(key)});
    }

    std::string_view text_;
    std::string_view file_name_;
    bool long_suffix_;
    std::size_t position_ = 0;
    std::optional<std::string> descr_;
    std::optional<bool> fortran_order_;
    std::optional<Shape> shape_;
};

}  // namespace

NpyHeader parse_npy_header(std::span<const std::byte> beginning, std::string_view name) {
    constexpr std::string_view magic = "\x93NUMPY";
    const std::string_view text(reinterpret_cast<const char*>(beginning.data()), beginning.size());
    if (text.empty()) throw Error(ErrorCode::file_empty, {std::string(name)});
    if (!text.starts_with(magic)) throw Error(ErrorCode::npy_magic_missing, {std::string(name)});

    const auto byte = [&](std::size_t i) {
        if (i >= beginning.size()) throw Error(ErrorCode::npy_header_cut_short, {std::string(name)});
        return std::to_integer<std::uint32_t>(beginning[i]);
    };
    const std::uint32_t major = byte(6);
    const std::uint32_t minor = byte(7);
    if (major < 1 || major > 3 || minor != 0) {
        throw Error(ErrorCode::npy_version_unknown,
                    {std::string(name), std::to_string(major) + "." + std::to_string(minor)});
    }
    std::size_t length = byte(8) | byte(9) << 8U;
    if (major > 1) length |= byte(10) << 16U | byte(11) << 24U;
    const std::size_t begin = major > 1 ? 12 : 10;
    if (length > longest_header) {
        throw Error(ErrorCode::npy_header_too_long,
                    {std::string(name), std::to_string(length), std::to_string(longest_header)});
    }
    if (length > beginning.size() - begin) throw Error(ErrorCode::npy_header_cut_short, {std::string(name)});

    // numpy.load accepts Python 2's long integers in headers before version 3.
    NpyHeader header = DictionaryParser(text.substr(begin, length), name, major < 3).parse();
    header.data_start = begin + length;
    return header;
}

}  // namespace patchlens
