#include "app/ui/probe.h"

#include <nlohmann/json.hpp>

namespace patchlens::ui {

Probe::Probe() : state_(std::make_unique<nlohmann::ordered_json>(nlohmann::ordered_json::object())) {}

Probe::~Probe() = default;

void Probe::set_state(const nlohmann::ordered_json& state) {
    *state_ = state;
}

void Probe::clear() {
    items_.clear();
    texts_.clear();
    covered_ = 0;
    text_sizes_.clear();
}

void Probe::item(std::string_view name, ImVec2 minimum, ImVec2 maximum) {
    const ImVec4 rectangle{minimum.x, minimum.y, maximum.x - minimum.x, maximum.y - minimum.y};
    items_.insert_or_assign(std::string(name), rectangle);
}

void Probe::further_item(const std::string& name, ImVec2 minimum, ImVec2 maximum) {
    std::string free = name;
    for (int count = 2; items_.contains(free); ++count)
        free = name + "/" + std::to_string(count);
    item(free, minimum, maximum);
}

void Probe::text(std::string_view text, ImVec4 rectangle, bool shortened) {
    if (records_texts_) texts_.push_back({std::string(text), rectangle, shortened});
}

void Probe::text_size(float size) {
    if (records_texts_) text_sizes_.insert(size);
}

std::string Probe::to_json(std::uint64_t frame, std::uint64_t inputs) const {
    nlohmann::ordered_json json;
    json["frame"] = frame;
    json["inputs"] = inputs;
    json["items"] = nlohmann::ordered_json::object();
    for (const auto& [name, rectangle] : items_) {
        json["items"][name] = {rectangle.x, rectangle.y, rectangle.z, rectangle.w};
    }
    json["state"] = *state_;
    return json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace patchlens::ui
