#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/drawing/numbers.h"
#include "app/ui/parameters/sections.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui {
namespace {

using model::Side;

int side_of(Size size, Side side) {
    return side == Side::height ? size.height : size.width;
}

Size stride_of(const PatchEmbedConfig& config) {
    return config.stride.value_or(config.patch_size);
}

/// A row for one side of a size, or for both where they are linked.
struct SideRow {
    const char* name;   ///< "params/patch_size"
    const char* label;  ///< the argument's name in code
    Side side;
};

/// What a size of the module is, and what it can be.
struct SizeOption {
    const char* help;  ///< language key
    Size value;
    Size initial;  ///< the default
    Track track;
    model::Limits limits;
};

/// `Set` is the action that sets one side, `member` the size in the module's configuration.
template <typename Set, typename Member>
void side_row(Controls& controls, const SideRow& row, const SizeOption& option,
              Member PatchEmbedConfig::*member) {
    controls.number({row.name,
                     row.label,
                     option.help,
                     side_of(option.value, row.side),
                     side_of(option.initial, row.side),
                     option.track,
                     option.limits,
                     [side = row.side](std::int64_t value) {
                         return Set{side, value};
                     },
                     {},
                     {},
                     [&controls, member](Size size) {
                         model::ModuleOptions wanted = controls.session.module;
                         wanted.config.*member = size;
                         return wanted;
                     }});
}

void img_size_row(Controls& controls, const SideRow& row) {
    const model::Session& session = controls.session;
    side_row<model::SetImgSize>(controls, row,
                                {session.module.fit == Fit::none ? "help.img_size_label" : "help.img_size",
                                 session.module.config.img_size,
                                 controls.initial().config.img_size,
                                 {Track::Kind::logarithmic, 8, 2048, {}},
                                 model::img_size_limits(session, row.side)},
                                &PatchEmbedConfig::img_size);
}

void patch_size_row(Controls& controls, const SideRow& row) {
    const model::Limits limits =
        model::patch_size_limits(controls.session, controls.picture_size(), row.side);
    side_row<model::SetPatchSize>(controls, row,
                                  {"help.patch_size",
                                   controls.session.module.config.patch_size,
                                   controls.initial().config.patch_size,
                                   {Track::Kind::logarithmic, 1, std::max<std::int64_t>(2, limits.most), {}},
                                   limits},
                                  &PatchEmbedConfig::patch_size);
}

void stride_row(Controls& controls, const SideRow& row) {
    const PatchEmbedConfig& config = controls.session.module.config;
    side_row<model::SetStride>(
        controls, row,
        {"help.stride",
         stride_of(config),
         controls.initial().config.stride.value_or(config.patch_size),
         {Track::Kind::logarithmic, 1, std::max(2, 2 * side_of(config.patch_size, row.side)), {}},
         model::stride_limits()},
        &PatchEmbedConfig::stride);
}

void padding_row(Controls& controls, const SideRow& row) {
    const PatchEmbedConfig& config = controls.session.module.config;
    side_row<model::SetPadding>(
        controls, row,
        {"help.padding",
         config.padding,
         controls.initial().config.padding,
         {Track::Kind::linear, 0, std::max(1, side_of(config.patch_size, row.side)), {}},
         model::padding_limits(controls.session, controls.picture_size(), row.side)},
        &PatchEmbedConfig::padding);
}

/// A triangle that points to the right, or down at what is unfolded.
void draw_fold(const Context& context, ImVec2 centre, ImU32 colour, bool unfolded) {
    const float half = context.px(4);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (unfolded) {
        draw.AddTriangleFilled({centre.x - half, centre.y - half / 2}, {centre.x + half, centre.y - half / 2},
                               {centre.x, centre.y + half}, colour);
    } else {
        draw.AddTriangleFilled({centre.x - half / 2, centre.y - half}, {centre.x + half, centre.y},
                               {centre.x - half / 2, centre.y + half}, colour);
    }
}

/// A line that folds stride and padding away: what they are stands in it.
void more_rows(Controls& controls) {
    Context& context = controls.context;
    const PatchEmbedConfig& config = controls.session.module.config;
    const Rect row = controls.column.row(context.px(26));
    const auto text_of = [](Size size) {
        return size.height == size.width ? std::to_string(size.height) : product(size);
    };
    const std::string stride = text_of(stride_of(config));
    const std::string padding = text_of(config.padding);
    const std::string label = first_that_fits(context.fonts.small, row.width() - context.px(18),
                                              {controls.language("params.more", {stride, padding}),
                                               controls.language("params.more_short", {stride, padding}),
                                               std::string(controls.language("params.more_word"))});
    const Rect place = rect_at(row.min, row.width(), context.px(24));
    const Press press = pressable(context, "params/more", place);
    const bool changed = config.stride || config.padding != Size{0, 0};
    const ImU32 colour = press.hovered || changed ? context.palette.text : context.palette.muted;
    draw_fold(context, {place.min.x + context.px(7), std::floor(place.centre().y)}, colour,
              controls.memory.more);
    text_in(context, {{place.min.x + context.px(18), place.min.y}, {row.max.x, place.max.y}},
            context.fonts.small, colour, label);
    explain_on_hover(context, place, controls.language("help.more"));
    if (press.clicked) controls.memory.more = !controls.memory.more;
    if (!controls.memory.more) return;
    stride_and_padding_rows(controls);
    // What is unfolded is of no use out of sight. The panel has grown by it only in the frame after.
    if (press.clicked) controls.memory.more_unseen = 2;
    if (controls.memory.more_unseen > 0 && --controls.memory.more_unseen == 0)
        controls.scroll_to(controls.column.y + context.px(8));
}

/// A switch with its name beside it; true if pressed.
bool switch_at(Controls& controls, const char* name, ImVec2 corner, ImFont* font, ImU32 colour,
               const char* label, bool on, const char* help) {
    Context& context = controls.context;
    const float width = context.px(40) + std::ceil(text_width(font, label));
    const Rect place = rect_at(corner, width, context.px(24));
    const Press press = pressable(context, name, place);
    draw_switch(context,
                rect_at({corner.x, place.centre().y - context.px(8)}, context.px(30), context.px(16)), on,
                press.hovered);
    text_in(context, {{corner.x + context.px(38), corner.y}, {place.max.x + 1, place.max.y}}, font, colour,
            label);
    explain_on_hover(context, place, help);
    return press.clicked;
}

void bias_and_sides(Controls& controls) {
    Context& context = controls.context;
    const model::Session& session = controls.session;
    controls.column.gap(context.px(3));
    const Rect row = controls.column.row(context.px(26));
    const model::Language& language = controls.language;
    const bool bias = session.module.config.bias;
    const bool initial = controls.initial().config.bias;
    const bool reset = controls.reset_button("params/bias", row, bias != initial,
                                             language(initial ? "params.bias_on" : "params.bias_off"));
    const bool switched = switch_at(controls, "params/bias", row.min, context.fonts.mono,
                                    context.palette.text, "bias", bias, language("help.bias"));
    means(context, rect_at(row.min, context.px(88), row.height()), model::Term::bias);
    if (reset || switched) {
        model::ModuleOptions wanted = session.module;
        wanted.config.bias = !bias;
        controls.attempt("params/bias", model::SetModule{wanted});
    }
    if (switch_at(controls, "params/linked", {row.min.x + context.px(96), row.min.y}, context.fonts.small,
                  context.palette.muted, language("params.linked"), session.sides_linked,
                  language("help.linked"))) {
        controls.attempt("params/linked", model::LinkSides{!session.sides_linked});
    }
    controls.refusal_of("params/bias");
    controls.refusal_of("params/linked");
}

/// A button beside the heading that resets all options, shown once something has changed.
void reset_all(Controls& controls, const Rect& heading) {
    Context& context = controls.context;
    if (controls.session.module == model::ModuleOptions{}) return;
    const std::string label = controls.language("params.reset_all");
    const float width = std::ceil(text_width(context.fonts.small, label)) + context.px(12);
    const Rect place = rect_at({heading.max.x - width, heading.min.y}, width, heading.height());
    const Press press = pressable(context, "params/reset", place);
    if (press.hovered) fill(context, place, context.palette.raised, context.px(5));
    text_in(context, place, context.fonts.small,
            press.hovered ? context.palette.text : context.palette.accent, label, Align::centre);
    explain_on_hover(context, place, controls.language("help.reset_all"));
    if (press.clicked) controls.attempt("params/reset", model::SetModule{model::ModuleOptions{}});
}

}  // namespace

void stride_and_padding_rows(Controls& controls) {
    if (controls.session.sides_linked) {
        stride_row(controls, {"params/stride", "stride", Side::height});
        padding_row(controls, {"params/padding", "padding", Side::height});
        return;
    }
    stride_row(controls, {"params/stride", "stride H", Side::height});
    stride_row(controls, {"params/stride/width", "stride W", Side::width});
    padding_row(controls, {"params/padding", "padding H", Side::height});
    padding_row(controls, {"params/padding/width", "padding W", Side::width});
}

void size_rows(Controls& controls) {
    if (controls.session.sides_linked) {
        img_size_row(controls, {"params/img_size", "img_size", Side::height});
        patch_size_row(controls, {"params/patch_size", "patch_size", Side::height});
        return;
    }
    img_size_row(controls, {"params/img_size", "img_size H", Side::height});
    img_size_row(controls, {"params/img_size/width", "img_size W", Side::width});
    patch_size_row(controls, {"params/patch_size", "patch_size H", Side::height});
    patch_size_row(controls, {"params/patch_size/width", "patch_size W", Side::width});
}

void in_chans_row(Controls& controls) {
    static constexpr std::array<std::int64_t, 3> possible{1, 3, 4};
    controls.number({"params/in_chans", "in_chans", "help.in_chans", controls.session.module.config.in_chans,
                     controls.initial().config.in_chans, Track{Track::Kind::stops, 1, 4, possible},
                     model::Limits{1, 4}, [](std::int64_t value) { return model::SetInChans{value}; },
                     model::nearest_in_chans});
}

void embed_dim_row(Controls& controls) {
    std::optional<int> in_file;
    if (controls.loaded() != nullptr)
        in_file = static_cast<int>(controls.loaded()->parameters.weight.dimension(0));
    controls.number({"params/embed_dim",
                     "embed_dim",
                     "help.embed_dim",
                     controls.session.module.config.embed_dim,
                     controls.initial().config.embed_dim,
                     Track{Track::Kind::logarithmic, 1, model::largest_embed_dim, {}},
                     model::embed_dim_limits(in_file),
                     [](std::int64_t value) { return model::SetEmbedDim{value}; },
                     {},
                     in_file});
}

void module_section(Controls& controls, std::span<const model::Preset> presets) {
    const Rect heading =
        rect_at({controls.column.x, controls.column.y}, controls.column.width, controls.context.px(22));
    section(controls.context, controls.column, "PATCHEMBED", model::Term::patch_embedding);
    reset_all(controls, heading);
    preset_row(controls, presets);
    size_rows(controls);
    in_chans_row(controls);
    embed_dim_row(controls);
    bias_and_sides(controls);
    more_rows(controls);
    controls.column.gap(controls.context.px(10));
}

}  // namespace patchlens::ui
