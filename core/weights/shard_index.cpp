#include "core/weights/shard_index.h"

#include <cstdint>
#include <utility>

#include <nlohmann/json.hpp>

namespace patchlens {
namespace {

/// Handles the JSON events and keeps the entries of the top level's "weight_map".
class Listener : public nlohmann::json_sax<nlohmann::json> {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool string(string_t& text) override {
        if (depth_ != 2 || !in_map_) return true;
        tensors.push_back({key_, text});
        return true;
    }
    bool start_object(std::size_t) override {
        if (depth_ == 1 && key_ == "weight_map") in_map_ = found = true;
        ++depth_;
        return true;
    }
    bool key(string_t& name) override {
        if (depth_ <= 2) key_ = name;
        return true;
    }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override {
        // The top level of an index is an object.
        return ++depth_ > 1;
    }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }

    std::vector<ListedTensor> tensors;
    bool found = false;

private:
    bool leave() {
        if (--depth_ == 1) in_map_ = false;
        return true;
    }

    int depth_ = 0;
    bool in_map_ = false;
    std::string key_;
};

}  // namespace

std::optional<std::vector<ListedTensor>> read_shard_index(std::string_view json) {
    Listener listener;
    if (!nlohmann::json::sax_parse(json, &listener) || !listener.found) return std::nullopt;
    return std::move(listener.tensors);
}

std::optional<std::vector<ListedTensor>> read_shard_index(const ByteSource& file) {
    constexpr std::uint64_t longest_index = 64U << 20U;
    if (file.size() > longest_index) return std::nullopt;
    return read_shard_index(file.head(static_cast<std::size_t>(file.size())));
}

}  // namespace patchlens
