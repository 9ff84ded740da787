#include "app/model/state/session.h"

#include "app/model/state/session_fields.h"

namespace patchlens::model {

WeightsPlace weights_place(const ModuleOptions& module) {
    return {module.weights, module.tensor, module.flat_order, module.weight_layout};
}

ModuleOptions with_weights(ModuleOptions module, const WeightsPlace& place) {
    module.weights = place.path;
    module.tensor = place.tensor;
    module.flat_order = place.flat_order;
    module.weight_layout = place.layout;
    return module;
}

void give_picture(Session& session, const std::filesystem::path& picture) {
    session.picture = picture;
    session.picture_mark = {};
    session.absent.picture.clear();
    session.absent.picture_mark = {};
}

void give_second(Session& session, const std::filesystem::path& second) {
    session.second = second;
    session.second_mark = {};
    session.absent.second.clear();
    session.absent.second_mark = {};
}

Facts facts_of(const ModuleOptions& module) {
    return {.products = module.config.conv_shape().fan_in()};
}

void clamp_chapters(Session& session, const Facts& facts) {
    each_chapter([&]<Chapter chapter>() {
        using Type = ChapterOf<chapter>;
        Type::clamp(session.choice<Type>(), session.place<Type>(), facts);
    });
}

void forget_missing_weights(Session& session) {
    session.absent.weights = {};
}

bool same_when_saved(const Session& a, const Session& b) {
    bool same = true;
    each_field(
        [&same](FieldRole role, const char*, const auto& left, const auto& right) {
            if (role != FieldRole::motion) same = same && left == right;
        },
        a, b);
    return same;
}

}  // namespace patchlens::model
