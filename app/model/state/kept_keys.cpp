#include "app/model/state/kept_keys.h"

namespace patchlens::model {
namespace {

/// Whether some known path goes on from `path`.
bool leads_on(const KnownKeys& known, const std::string& path) {
    const auto next = known.lower_bound(path + ".");
    return next != known.end() && next->starts_with(path + ".");
}

ParsedJson unknown_in(const ParsedJson& object, const KnownKeys& known, const std::string& before) {
    ParsedJson kept = ParsedJson::object();
    for (const auto& [key, value] : object.items()) {
        const std::string path = before + key;
        if (known.contains(path)) continue;
        if (!leads_on(known, path)) {
            kept[key] = value;
        } else if (value.is_object()) {
            ParsedJson within = unknown_in(value, known, path + ".");
            if (!within.empty()) kept[key] = std::move(within);
        }
    }
    return kept;
}

void add_missing(Json& object, const Json& kept) {
    for (const auto& [key, value] : kept.items()) {
        if (!object.contains(key)) {
            object[key] = value;
        } else if (value.is_object() && object[key].is_object()) {
            add_missing(object[key], value);
        }
    }
}

}  // namespace

std::string kept_keys(const ParsedJson& object, const KnownKeys& known) {
    const ParsedJson kept = unknown_in(object, known, "");
    return kept.empty() ? std::string() : kept.dump();
}

void add_kept(Json& object, std::string_view kept) {
    if (!kept.empty()) add_missing(object, Json::parse(kept));
}

Json merge_patch_between(const Json& from, const Json& to) {
    Json patch = Json::object();
    for (const auto& [key, value] : from.items()) {
        if (!to.contains(key)) patch[key] = nullptr;
    }
    for (const auto& [key, value] : to.items()) {
        const auto before = from.find(key);
        if (before == from.end()) {
            patch[key] = value;
        } else if (before->is_object() && value.is_object()) {
            Json within = merge_patch_between(*before, value);
            if (!within.empty()) patch[key] = std::move(within);
        } else if (*before != value) {
            patch[key] = value;
        }
    }
    return patch;
}

}  // namespace patchlens::model
