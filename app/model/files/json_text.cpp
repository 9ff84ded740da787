#include "app/model/files/json_text.h"

namespace patchlens::model {
namespace {

struct TooMuch {};

}  // namespace

nlohmann::json parse_json(std::string_view text) {
    using nlohmann::json;
    int values = 0;
    const auto bounded = [&values](int depth, json::parse_event_t, const json&) {
        if (depth > deepest_json || ++values > most_json_values) throw TooMuch{};
        return true;
    };
    try {
        return json::parse(text, bounded, false);
    } catch (const TooMuch&) {
        return json(json::value_t::discarded);
    }
}

}  // namespace patchlens::model
