#include "app/command_line/english.h"

#include <exception>
#include <optional>
#include <utility>

#include "app/platform/paths.h"

namespace patchlens::command_line {
namespace {

/// Nothing where the file is missing or damaged, or no memory is left to read it.
std::optional<model::Language> sentences() {
    try {
        return model::Language::load(platform::assets_folder() / "lang" / "en.json");
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

/// " (--weight-layout)": the option that answers what an error's sentence asks. The window has fields for it.
std::string option_for(ErrorCode code) {
    switch (code) {
        case ErrorCode::projection_missing:
        case ErrorCode::tensor_missing:
            return " (--tensor)";
        case ErrorCode::weight_layout_needed:
        case ErrorCode::weight_layout_contradicted:
        case ErrorCode::weight_channels_refused:
            return " (--weight-layout)";
        case ErrorCode::flat_order_needed:
            return " (--flat-order)";
        default:
            return {};
    }
}

}  // namespace

model::Language english() {
    if (auto language = sentences()) return *std::move(language);
    return {"{}", "en.json"};
}

std::string english(const Error& error) {
    const auto language = sentences();
    if (language) return language->sentence(error) + option_for(error.code());
    return std::string(error.what()) +
           "; set PATCHLENS_ASSETS to the assets folder of PatchLens or install it again";
}

}  // namespace patchlens::command_line
