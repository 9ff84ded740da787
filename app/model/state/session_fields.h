// Every field of a session, once: its key in a saved session, and what becomes of it.
#pragma once

#include "app/model/state/session.h"

namespace patchlens::model {

/// Undo takes back what is computed or selected. Where one looks stays as it is: twelve steps back are twelve
/// changed parameters, whatever was looked at between them.
enum class FieldRole {
    file,    ///< which files are open: undone; saved in a form of its own
    choice,  ///< what is computed or selected: undone and saved
    place,   ///< where one looks and in which colours and language: saved, never undone
    motion,  ///< how far what plays has come: neither undone nor saved
};

/// Calls visit(role, key, field…) for every field of one session, or of several side by side. A dot in a key
/// stands between an object and a key within it.
void each_field(auto&& visit, auto&... s) {
    using enum FieldRole;
    visit(file, "picture", s.picture...);
    visit(file, "picture_mark", s.picture_mark...);
    visit(file, "absent", s.absent...);

    visit(choice, "img_size", s.module.config.img_size...);
    visit(choice, "patch_size", s.module.config.patch_size...);
    visit(choice, "in_chans", s.module.config.in_chans...);
    visit(choice, "embed_dim", s.module.config.embed_dim...);
    visit(choice, "bias", s.module.config.bias...);
    visit(choice, "init", s.module.init...);
    visit(choice, "seed", s.module.seed...);
    visit(choice, "fit", s.module.fit...);
    visit(choice, "filter", s.module.filter...);
    visit(choice, "normalize", s.module.normalize...);
    visit(choice, "weights", s.module.weights...);
    visit(choice, "tensor", s.module.tensor...);
    visit(choice, "weight_layout", s.module.weight_layout...);
    visit(choice, "flat_order", s.module.flat_order...);
    visit(choice, "sides_linked", s.sides_linked...);
    visit(choice, "patch", s.patch...);
    visit(choice, "patch_place", s.patch_place...);
    visit(choice, "dim", s.dim...);
    visit(choice, "chosen_dim", s.chosen_dim...);
    visit(choice, "pinned", s.pinned...);
    visit(choice, "pinned_place", s.pinned_place...);
    visit(choice, "words.sentence", s.words.sentence...);
    visit(choice, "words.n", s.words.n...);
    visit(choice, "words.word", s.words.word...);
    visit(choice, "patches.remainder", s.patches.remainder...);

    visit(place, "chapter", s.chapter...);
    visit(place, "view.zoom", s.view.zoom...);
    visit(place, "view.x", s.view.x...);
    visit(place, "view.y", s.view.y...);
    visit(place, "overlay", s.overlay...);
    visit(place, "overlay_opacity", s.overlay_opacity...);
    visit(place, "vector_view", s.vector_view...);
    visit(place, "grid_lines", s.grid_lines...);
    visit(place, "stretch", s.stretch...);
    visit(place, "patches.apart", s.patches.apart...);
    visit(place, "projection.term", s.projection.term...);
    visit(place, "projection.one_channel", s.projection.one_channel...);
    visit(place, "projection.view", s.projection.view...);
    visit(place, "maps.view", s.maps.view...);
    visit(place, "maps.order", s.maps.order...);
    visit(place, "maps.own_scale", s.maps.own_scale...);
    visit(place, "maps.planes", s.maps.planes...);
    visit(place, "maps.tile", s.maps.tile...);
    visit(place, "maps.matrix.zoom", s.maps.matrix.zoom...);
    visit(place, "maps.matrix.row", s.maps.matrix.row...);
    visit(place, "maps.matrix.column", s.maps.matrix.column...);
    visit(place, "maps.step", s.maps.step...);
    visit(place, "code.notation", s.code.notation...);
    visit(place, "code.line", s.code.line...);
    visit(place, "language", s.language...);
    visit(place, "theme", s.theme...);
    visit(place, "reduced_motion", s.reduced_motion...);

    visit(motion, "words.row", s.words.row...);
    visit(motion, "patches.playing", s.patches.playing...);
    visit(motion, "patches.returning", s.patches.returning...);
    visit(motion, "projection.moment", s.projection.moment...);
    visit(motion, "projection.playing", s.projection.playing...);
    visit(motion, "maps.playing", s.maps.playing...);
    visit(motion, "code.playing", s.code.playing...);
    visit(motion, "code.shown", s.code.shown...);
}

}  // namespace patchlens::model
