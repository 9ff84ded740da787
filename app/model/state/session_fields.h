// Every field of a session, once: its key in a saved session, and its role, such as whether undo restores it.
// The fields of a chapter are listed in its own header.
#pragma once

#include "app/model/state/session.h"

namespace patchlens::model {

/// The state of one chapter, as passed to its each_field(); const if the session is.
template <typename Choice, typename Place>
struct ChapterState {
    Choice& choice;
    Place& place;
};
// Clang deduces members of an aggregate from version 17 on.
template <typename Choice, typename Place>
ChapterState(Choice&, Place&) -> ChapterState<Choice, Place>;

template <typename Type>
auto state_of(auto& session) {
    return ChapterState{session.template choice<Type>(), session.template place<Type>()};
}

/// Calls visit(role, key, field…) for every field of one session, or of several side by side. A dot in a key
/// separates an object from a key within it.
void each_field(auto&& visit, auto&... s) {
    using enum FieldRole;
    visit(file, "picture", s.picture...);
    visit(file, "picture_mark", s.picture_mark...);
    visit(file, "second", s.second...);
    visit(file, "second_mark", s.second_mark...);
    visit(file, "absent", s.absent...);
    visit(file, "handout", s.handout...);
    visit(file, "kept", s.kept...);

    visit(choice, "img_size", s.module.config.img_size...);
    visit(choice, "patch_size", s.module.config.patch_size...);
    visit(choice, "stride", s.module.config.stride...);
    visit(choice, "padding", s.module.config.padding...);
    visit(choice, "in_chans", s.module.config.in_chans...);
    visit(choice, "embed_dim", s.module.config.embed_dim...);
    visit(choice, "bias", s.module.config.bias...);
    visit(choice, "init", s.module.init...);
    visit(choice, "random_init", s.random_init...);
    visit(choice, "seed", s.module.seed...);
    visit(choice, "fit", s.module.fit...);
    visit(choice, "filter", s.module.filter...);
    visit(choice, "normalize", s.module.normalize...);
    visit(choice, "weights", s.module.weights...);
    visit(choice, "tensor", s.module.tensor...);
    visit(choice, "weight_layout", s.module.weight_layout...);
    visit(choice, "flat_order", s.module.flat_order...);
    visit(choice, "painted", s.module.painted...);
    visit(choice, "sides_linked", s.sides_linked...);
    visit(choice, "patch", s.patch...);
    visit(choice, "patch_place", s.patch_place...);
    visit(choice, "dim", s.dim...);
    visit(choice, "chosen_dim", s.chosen_dim...);
    visit(choice, "pinned", s.pinned...);
    visit(choice, "pinned_place", s.pinned_place...);

    visit(place, "chapter", s.chapter...);
    visit(place, "stretch", s.stretch...);
    visit(place, "language", s.language...);
    visit(place, "theme", s.theme...);
    visit(place, "reduced_motion", s.reduced_motion...);
    visit(place, "lesson_step", s.lesson_step...);

    each_chapter([&]<Chapter chapter>() {
        using Type = ChapterOf<chapter>;
        Type::each_field(visit, state_of<Type>(s)...);
    });
}

}  // namespace patchlens::model
