#include "app/ui/chapters/projection/stage.h"

#include <string>

#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"
#include "core/picture/preprocess.h"

namespace patchlens::ui::projection {
namespace {

/// Multiply-adds that are fast enough to do within a frame: explain() computes a whole vector.
constexpr std::int64_t preview_limit = 1 << 20;

}  // namespace

Shown shown_number(const Context& context, const model::Results& results) {
    const Shown selected{results.selection, results.explanation, results.summation};
    model::Selection wanted = results.selection;
    if (context.hovered.patch && results.grid.contains(*context.hovered.patch))
        wanted.patch = *context.hovered.patch;
    if (context.hovered.dim && *context.hovered.dim < results.options.config.embed_dim)
        wanted.dim = *context.hovered.dim;
    if (wanted == results.selection || !results.tokens) return selected;
    const ConvShape shape = results.module->shape();
    if (shape.fan_in() * shape.embed_dim > preview_limit) return selected;
    auto explanation = std::make_shared<const Explanation>(
        explain(*results.module, *results.pixels, wanted.patch, wanted.dim));
    auto summation = std::make_shared<const model::Summation>(explanation);
    return {wanted, std::move(explanation), std::move(summation)};
}

double Stage::value_in(Plane plane, std::int64_t term) const {
    const auto index = static_cast<std::size_t>(term);
    switch (plane) {
        case Plane::pixels:
            return shown.explanation->pixels[index];
        case Plane::weights:
            return shown.explanation->weights[index];
        default:
            return shown.explanation->terms[index];
    }
}

Colour Stage::colour_in(Plane plane, std::int64_t term) const {
    const auto value = static_cast<float>(value_in(plane, term));
    const model::Summation& sum = *shown.summation;
    if (plane == Plane::weights) return context.palette.diverging(value, sum.largest_weight());
    if (plane == Plane::products) return context.palette.diverging(value, sum.largest_term());
    if (value != value) return context.palette.diverging.not_a_number;
    const int channel = place_of(patch(), term).channel;
    const auto index = static_cast<std::size_t>(channel);
    const model::Summation::Plane& own = sum.plane(channel);
    const ChannelScaling scaling = channel_scaling(results.options.normalize, channels());
    float low = (0 - scaling.mean.at(index)) / scaling.std.at(index);
    float high = (1 - scaling.mean.at(index)) / scaling.std.at(index);
    if (session.stretch && own.highest_pixel > own.lowest_pixel) {  // one shade cannot be stretched
        low = own.lowest_pixel;
        high = own.highest_pixel;
    }
    return channel_ramp(channel, channels())((value - low) / (high - low));
}

void Stage::look_at(std::int64_t term) {
    look.term = static_cast<int>(std::clamp<std::int64_t>(term, 0, count() - 1));
    look.moment = 0;
    look.playing = false;
}

void tell_term(const Stage& stage, std::int64_t term, Plane plane) {
    const model::Language& language = stage.context.language;
    const TermPlace place = place_of(stage.patch(), term);
    const std::string numbers = without_plus(stage.value_in(Plane::pixels, term)) + " × " +
                                with_sign(stage.value_in(Plane::weights, term)) + " = " +
                                with_sign(stage.value_in(Plane::products, term), 5);
    const std::string where = language(
        "projection.where", {channel_letter(place.channel, stage.channels()), std::to_string(place.channel),
                             std::to_string(place.y), std::to_string(place.x), std::to_string(term)});
    std::string use;
    switch (plane) {
        case Plane::pixels:
            use = language("projection.use_pixel", {grouped(stage.results.options.config.embed_dim)});
            break;
        case Plane::weights:
            use = language("projection.use_weight", {grouped(stage.results.grid.num_patches())});
            break;
        case Plane::products:
            use = language("projection.use_product");
            break;
    }
    tooltip(stage.context, {numbers, where, use});
}

void offer_term_menu(const Stage& stage, const char* name, const Press& press, Plane plane,
                     const std::function<void(MenuLines&)>& more) {
    const model::Term meaning = plane == Plane::pixels    ? model::Term::pixel
                                : plane == Plane::weights ? model::Term::weight
                                                          : model::Term::product;
    offer_menu(stage.context, name, press, meaning, [&](bool at_mouse) {
        const std::int64_t term = at_mouse ? stage.hovered_term.value_or(stage.term()) : stage.term();
        MenuLines lines{copy_value(stage.context, static_cast<float>(stage.value_in(plane, term)))};
        if (more) more(lines);
        return lines;
    });
}

}  // namespace patchlens::ui::projection
