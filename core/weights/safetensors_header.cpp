#include "core/weights/safetensors_header.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/support/utf8.h"

namespace patchlens {
namespace {

using nlohmann::json;

constexpr std::string_view metadata_key = "__metadata__";

/// The fields every entry has; the first one missing is reported.
enum Field : std::size_t { dtype, shape, data_offsets, unknown };
constexpr std::array<std::string_view, 3> field_names{"dtype", "shape", "data_offsets"};

/// Handles the header's JSON events one by one (SAX), without building a JSON tree, so that memory stays
/// small for a header of a million entries.
class HeaderReader final : public json::json_sax_t {
public:
    HeaderReader(const std::string& file_name, const std::stop_token& stop)
        : file_name_(file_name), stop_(stop) {}

    SafetensorsHeader take() { return std::move(header_); }

    bool null() override { return scalar(nullptr, {}); }
    bool boolean(bool) override { return scalar(nullptr, {}); }
    bool number_integer(number_integer_t) override { return scalar(nullptr, {}); }  // negative, or -0
    bool number_unsigned(number_unsigned_t value) override { return scalar(nullptr, value); }
    bool number_float(number_float_t, const string_t&) override { return scalar(nullptr, {}); }
    bool string(string_t& value) override { return scalar(&value, {}); }
    bool binary(binary_t&) override { return scalar(nullptr, {}); }  // JSON text has none

    bool start_object(std::size_t) override {
        if (place_ == Place::outside) {
            place_ = Place::root;
        } else if (place_ == Place::root && !in_metadata()) {
            place_ = Place::entry;
            entry_ = {};
            entry_.tensor.name = name_;
            seen_.clear();
        } else if (place_ == Place::root && !metadata_seen_) {
            place_ = Place::metadata;
            metadata_seen_ = true;
        } else {
            open_ignored();
        }
        return true;
    }
    bool start_array(std::size_t) override {
        if (place_ == Place::entry && field_ == shape) {
            place_ = Place::shape;
        } else if (place_ == Place::entry && field_ == data_offsets) {
            place_ = Place::offsets;
            offset_count_ = 0;
        } else {
            open_ignored();
        }
        return true;
    }
    bool end_object() override {
        if (close_ignored()) return true;
        if (place_ == Place::entry) finish_entry();
        place_ = place_ == Place::root ? Place::outside : Place::root;
        return true;
    }
    bool end_array() override {
        if (close_ignored()) return true;
        const bool two_in_order = offset_count_ == 2 && entry_.begin <= entry_.end;
        if (place_ == Place::offsets && !two_in_order) fail(ErrorCode::safetensors_offsets_invalid);
        place_ = Place::entry;
        return true;
    }
    bool key(string_t& value) override {
        if (ignored_ > 0) return true;
        if (place_ == Place::root) {
            if (stop_.stop_requested()) throw Error(ErrorCode::cancelled);
            name_ = value;
            if (in_metadata() && metadata_seen_) fail(ErrorCode::safetensors_name_repeated);
            return true;
        }
        const bool first = place_ == Place::metadata ? header_.metadata.emplace(value, "").second
                                                     : seen_.insert(value).second;
        if (!first) {
            throw Error(ErrorCode::safetensors_field_repeated,
                        {file_name_, quotable(name_), quotable(value)});
        }
        metadata_name_ = value;
        const auto* const named = std::find(field_names.begin(), field_names.end(), value);
        field_ = static_cast<Field>(named - field_names.begin());
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        throw Error(ErrorCode::safetensors_header_not_json, {file_name_, std::to_string(position)});
    }

private:
    enum class Place { outside, root, entry, metadata, shape, offsets };

    [[noreturn]] void fail(ErrorCode code) const { throw Error(code, {file_name_, quotable(name_)}); }

    bool in_metadata() const { return name_ == metadata_key; }

    /// A text, a whole number from 0 up to 64 bits, or (both absent) anything else.
    bool scalar(const std::string* text, std::optional<std::uint64_t> number) {
        if (ignored_ > 0) return true;
        if (place_ == Place::metadata && text != nullptr) {
            header_.metadata[metadata_name_] = *text;
        } else if (place_ == Place::entry && field_ == dtype && text != nullptr) {
            entry_.tensor.dtype = *text;
        } else if (place_ == Place::shape && number) {
            // A dimension beyond 63 bits overflows the size, unless another dimension is 0.
            if (*number > std::numeric_limits<std::int64_t>::max())
                fail(ErrorCode::safetensors_size_overflow);
            entry_.tensor.shape.push_back(static_cast<std::int64_t>(*number));
        } else if (place_ == Place::offsets && number) {
            (offset_count_ == 0 ? entry_.begin : entry_.end) = *number;
            ++offset_count_;
        } else {
            refuse();
        }
        return true;
    }

    /// Refuses a value of the wrong kind; in an unknown field every kind is allowed.
    void refuse() const {
        switch (place_) {
            case Place::outside:
                throw Error(ErrorCode::safetensors_header_not_object, {file_name_});
            case Place::metadata:
                throw Error(ErrorCode::safetensors_metadata_invalid, {file_name_});
            case Place::root:
                if (in_metadata()) throw Error(ErrorCode::safetensors_metadata_invalid, {file_name_});
                fail(ErrorCode::safetensors_entry_not_object);
            case Place::shape:
                fail(ErrorCode::safetensors_shape_invalid);
            case Place::offsets:
                fail(ErrorCode::safetensors_offsets_invalid);
            case Place::entry:
                if (field_ == dtype) fail(ErrorCode::safetensors_type_invalid);
                if (field_ == shape) fail(ErrorCode::safetensors_shape_invalid);
                if (field_ == data_offsets) fail(ErrorCode::safetensors_offsets_invalid);
        }
    }

    void open_ignored() {
        constexpr int deepest = 128;  // the limit of the format's own reader
        if (ignored_ == 0) refuse();
        if (++ignored_ > deepest) {
            throw Error(ErrorCode::safetensors_header_too_deep, {file_name_, std::to_string(deepest)});
        }
    }
    bool close_ignored() {
        if (ignored_ == 0) return false;
        --ignored_;
        return true;
    }

    void finish_entry() {
        for (const std::string_view field : field_names) {
            if (seen_.contains(field)) continue;
            throw Error(ErrorCode::safetensors_field_missing,
                        {file_name_, quotable(name_), std::string(field)});
        }
        header_.entries.push_back(std::move(entry_));
    }

    const std::string& file_name_;
    const std::stop_token& stop_;
    SafetensorsHeader header_;
    Place place_ = Place::outside;
    int ignored_ = 0;  ///< depth of objects and arrays inside an unknown field
    bool metadata_seen_ = false;
    std::string name_;  ///< the key of the header's object that is being read
    std::string metadata_name_;
    Field field_ = unknown;
    std::set<std::string, std::less<>> seen_;  ///< the fields of the entry so far
    SafetensorsEntry entry_;
    int offset_count_ = 0;
};

}  // namespace

SafetensorsHeader parse_safetensors_header(std::string_view json_text, const std::string& file_name,
                                           const std::stop_token& stop) {
    if (!is_utf8(json_text)) throw Error(ErrorCode::safetensors_header_not_utf8, {file_name});
    // The JSON library would skip a byte order mark; the format allows none.
    if (json_text.starts_with("\xef\xbb\xbf")) {
        throw Error(ErrorCode::safetensors_header_not_json, {file_name, "1"});
    }
    HeaderReader reader(file_name, stop);
    json::sax_parse(json_text.begin(), json_text.end(), &reader);
    SafetensorsHeader header = reader.take();

    // Empty tensors take no bytes: they come before the one that begins at the same offset.
    std::ranges::sort(header.entries, [](const SafetensorsEntry& a, const SafetensorsEntry& b) {
        return std::tie(a.begin, a.end, a.tensor.name) < std::tie(b.begin, b.end, b.tensor.name);
    });
    return header;
}

}  // namespace patchlens
