#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/parameters/sections.h"
#include "app/ui/widgets/normalize_text.h"
#include "app/ui/widgets/paragraph_height.h"

namespace patchlens::ui {
namespace {

/// "224 / 16 / 768": img_size, patch_size and embed_dim.
std::string sizes_of(const PatchEmbedConfig& config) {
    return std::to_string(config.img_size.height) + " / " + std::to_string(config.patch_size.height) + " / " +
           std::to_string(config.embed_dim);
}

const char* note_key(model::PresetNote note) {
    switch (note) {
        case model::PresetNote::no_bias:
            return "preset.no_bias";
        case model::PresetNote::norm_follows:
            return "preset.norm_follows";
        case model::PresetNote::overlaps:
            return "preset.overlaps";
        case model::PresetNote::drops_remainder:
            break;
    }
    return "preset.drops_remainder";
}

/// The model's name; the module's defaults have a name of their own in each language.
std::string title_of(const model::Language& language, const model::Preset& preset) {
    return preset.name == "seed" ? language("preset.defaults") : preset.title;
}

/// Notes on a model besides its sizes, in one text.
std::string notes_of(const model::Language& language, const model::Preset& preset) {
    std::string text;
    for (const model::PresetNote note : preset.notes)
        text += (text.empty() ? "" : " ") + std::string(language(note_key(note)));
    return text;
}

/// The preset with these sizes and this normalisation; -1 if there is none. If several match, the one last
/// chosen if it is among them.
int preset_of(std::span<const model::Preset> presets, const model::ModuleOptions& module,
              const std::string& last) {
    int found = -1;
    for (std::size_t i = 0; i < presets.size(); ++i) {
        const model::Preset& preset = presets[i];
        if (preset.config != module.config || preset.normalize != module.normalize) continue;
        if (found < 0 || preset.name == last) found = static_cast<int>(i);
    }
    return found;
}

/// Applies the preset's sizes and normalisation. Weights from a file are kept if they can be fitted; if the
/// file has too few dimensions, random weights are offered instead.
void choose(Controls& controls, const std::string& control, const model::Preset& preset) {
    model::ModuleOptions wanted = controls.session.module;
    wanted.config = preset.config;
    wanted.normalize = preset.normalize;
    controls.memory.preset = preset.name;
    const LoadedProjection* loaded = controls.loaded();
    const std::int64_t in_file = loaded != nullptr ? loaded->parameters.weight.dimension(0) : 0;
    if (loaded == nullptr || wanted.config.embed_dim <= in_file) {
        controls.attempt_module(control, wanted);
        return;
    }
    const Error error(ErrorCode::value_out_of_range,
                      {"embed_dim", "1", std::to_string(in_file), std::to_string(wanted.config.embed_dim)});
    controls.refuse(control, error,
                    {{"nearest",
                      controls.language("params.random_weights"),
                      {model::SetModule{model::with_weights(wanted, {})}}}});
    controls.memory.refusal->file_is_why = true;
}

}  // namespace

const model::Preset* preset_choice(Controls& controls, std::span<const model::Preset> presets,
                                   const char* name, const Rect& field) {
    const model::Language& language = controls.language;
    const int chosen = preset_of(presets, controls.session.module, controls.memory.preset);
    const auto at = [&](int index) -> const model::Preset& {
        return presets[static_cast<std::size_t>(index)];
    };
    const auto pressed = choice(controls.context, field,
                                {name, chosen < 0 ? language("preset.own") : title_of(language, at(chosen)),
                                 chosen, true, controls.context.px(340)},
                                [&] {
                                    std::vector<ChoiceItem> items;
                                    for (const model::Preset& preset : presets) {
                                        std::string notes = normalize_text(language, preset.normalize);
                                        notes += ". " + notes_of(language, preset);
                                        items.push_back({preset.name, title_of(language, preset),
                                                         sizes_of(preset.config), std::move(notes)});
                                    }
                                    return items;
                                });
    if (pressed) choose(controls, name, at(*pressed));
    if (chosen >= 0 && controls.memory.preset.empty()) controls.memory.preset = at(chosen).name;
    return chosen < 0 ? nullptr : &at(chosen);
}

void preset_row(Controls& controls, std::span<const model::Preset> presets) {
    if (presets.empty()) return;
    Context& context = controls.context;
    const model::Language& language = controls.language;
    const Rect field = controls.labelled("preset", language("help.preset"));
    const model::Preset* chosen = preset_choice(controls, presets, "params/preset", field);
    controls.refusal_of("params/preset");
    // Dragging a slider may enter and leave a preset, and must not move the sliders: the notes belong to the
    // preset last chosen from the list, and their height stays reserved.
    const auto last = std::find_if(presets.begin(), presets.end(), [&](const model::Preset& preset) {
        return preset.name == controls.memory.preset;
    });
    if (last == presets.end() || last->notes.empty()) return;
    const std::string notes = notes_of(language, *last);
    const Rect room = rect_at({controls.column.x + context.px(96), controls.column.y},
                              controls.column.width - context.px(96), 0);
    const float height = paragraph_height(context, context.fonts.small, notes, room.width());
    if (chosen != nullptr && chosen->name == last->name) {
        paragraph(context, room.min, room.width(), context.fonts.small, context.palette.muted, notes);
        context.probe.item("params/preset/notes", {controls.column.x, room.min.y},
                           {room.max.x, room.min.y + height});
    }
    controls.column.gap(height + context.px(4));
}

}  // namespace patchlens::ui
