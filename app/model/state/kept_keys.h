// Keys of a JSON file that this program does not know: kept as text, and written again where they were, so
// that an older program loses nothing of a newer one's file.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "app/model/files/json_fields.h"

namespace patchlens::model {

/// The keys a program knows: dotted paths, "choices.words.sentence".
using KnownKeys = std::set<std::string, std::less<>>;

/// What `object` holds besides `known`, as the text of a JSON object; empty for nothing.
std::string kept_keys(const ParsedJson& object, const KnownKeys& known);

/// Adds to `object` what is kept and not in it.
void add_kept(Json& object, std::string_view kept);

/// What has to be changed in `from` to get `to` (RFC 7386: a null takes a key away).
Json merge_patch_between(const Json& from, const Json& to);

}  // namespace patchlens::model
