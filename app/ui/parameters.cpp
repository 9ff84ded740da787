#include "app/ui/parameters.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/ui/numbers.h"
#include "app/ui/panel.h"
#include "app/ui/slider.h"
#include "app/ui/widgets.h"
#include "core/costs.h"
#include "core/text.h"

namespace patchlens::ui {
namespace {

using model::Side;

const char* channels_key(int channels) {
    switch (channels) {
        case 1:
            return "picture.grey";
        case 2:
            return "picture.grey_alpha";
        case 3:
            return "picture.rgb";
        default:
            return "picture.rgba";
    }
}

const char* fit_key(Fit fit) {
    switch (fit) {
        case Fit::crop:
            return "fit.crop";
        case Fit::squash:
            return "fit.squash";
        case Fit::pad:
            return "fit.pad";
        case Fit::none:
            break;
    }
    return "fit.none";
}

const char* pixels_key(Normalize normalize) {
    switch (normalize) {
        case Normalize::none:
            return "normalize.none";
        case Normalize::imagenet:
            return "normalize.imagenet";
        case Normalize::clip:
            return "normalize.clip";
        case Normalize::half:
            break;
    }
    return "normalize.half";
}

class Parameters {
public:
    /// `room`: the panel's height, which decides how far apart rows stand.
    Parameters(Context& context, const model::Session& session, Column& column, float room,
               model::Actions& actions)
        : context_(context),
          language_(context.language),
          session_(session),
          column_(column),
          actions_(actions) {
        const float wanted = context.px(session.sides_linked ? 716 : 784);
        const bool tight = room < wanted;
        slider_height_ = context.px(tight ? 30 : 34);
        line_height_ = context.px(tight ? 24 : 28);
    }

    void picture_section() {
        section(context_, column_, language_("section.picture"));
        const float side = context_.px(92);
        const Rect row = column_.row(context_.px(96));
        const Rect frame = rect_at({row.min.x, row.min.y}, side, side);
        const bool there = context_.loaded.picture != nullptr;
        fill(context_, frame, context_.palette.field, context_.px(6));
        if (there) {
            const Image& small = *context_.loaded.thumbnail;
            const Texture& texture =
                context_.pictures.of("thumbnail", context_.loaded.thumbnail, Sampling::smooth);
            picture(context_, texture, fitted(frame, small.size.width, small.size.height), context_.px(4));
        }
        Column beside{frame.max.x + context_.px(12), row.min.y - context_.px(3),
                      row.max.x - frame.max.x - context_.px(12)};
        describe_picture(beside, there);
        beside.y = frame.max.y - context_.px(30);
        const Press open = chip(context_, "picture/open", {beside.x, beside.y}, language_("picture.open"));
        if (open.clicked) actions_.emplace_back(model::ShowDialog{model::Dialog::open});
        column_.gap(context_.px(10));
    }

    void module_section() {
        section(context_, column_, "PATCHEMBED");
        if (session_.sides_linked) {
            size_slider<model::SetImgSize>("params/img_size", "img_size", Side::height,
                                           img_size(Side::height));
            size_slider<model::SetPatchSize>("params/patch_size", "patch_size", Side::height,
                                             patch_size(Side::height));
        } else {
            size_slider<model::SetImgSize>("params/img_size", "img_size H", Side::height,
                                           img_size(Side::height));
            size_slider<model::SetImgSize>("params/img_size/width", "img_size W", Side::width,
                                           img_size(Side::width));
            size_slider<model::SetPatchSize>("params/patch_size", "patch_size H", Side::height,
                                             patch_size(Side::height));
            size_slider<model::SetPatchSize>("params/patch_size/width", "patch_size W", Side::width,
                                             patch_size(Side::width));
        }
        constexpr static std::array<std::int64_t, 3> channels{1, 3, 4};
        emit<model::SetInChans>(slider(context_, column_,
                                       {"params/in_chans",
                                        "in_chans",
                                        language_("help.in_chans"),
                                        config().in_chans,
                                        {Track::Kind::stops, 1, 4, channels},
                                        1,
                                        4},
                                       slider_height_));
        emit<model::SetEmbedDim>(slider(context_, column_,
                                        {"params/embed_dim",
                                         "embed_dim",
                                         language_("help.embed_dim"),
                                         config().embed_dim,
                                         {Track::Kind::logarithmic, 1, model::largest_embed_dim, {}},
                                         1,
                                         model::largest_embed_dim},
                                        slider_height_));
        linked_switch();
        column_.gap(context_.px(10));
    }

    void weights_section() {
        section(context_, column_, language_("section.weights"));
        const bool from_file = !session_.module.weights.empty();
        if (!from_file) {
            constexpr std::int64_t last_seed = 100;
            const auto seed = static_cast<std::int64_t>(session_.module.seed);
            emit<model::SetSeed>(slider(context_, column_,
                                        {"params/seed",
                                         "seed",
                                         language_("help.seed"),
                                         seed,
                                         {Track::Kind::linear, 0, last_seed, {}},
                                         0,
                                         std::max(last_seed, seed)},
                                        slider_height_));
        }
        column_.gap(context_.px(2));
        const float height = paragraph(context_, {column_.x, column_.y}, column_.width, context_.fonts.small,
                                       context_.palette.muted, weights_note());
        column_.gap(height + context_.px(14));
    }

    void costs_section() {
        section(context_, column_, language_("section.costs"));
        const PatchGrid grid(seen(), config().patch_size);
        const Costs cost = costs(grid, config().conv_shape());
        const Size dropped = grid.dropped();
        const std::int64_t lost = grid.image().area() - grid.covered().area();
        key_value(context_, column_, "costs/patches", language_("costs.patches"),
                  product(grid.grid()) + " = " + grouped(grid.num_patches()), line_height_);
        key_value(context_, column_, "costs/numbers", language_("costs.numbers"),
                  grouped(config().conv_shape().fan_in()) + " → " + grouped(config().embed_dim),
                  line_height_);
        key_value(context_, column_, "costs/parameters", language_("costs.parameters"),
                  short_count(cost.parameters), line_height_);
        key_value(context_, column_, "costs/macs", language_("costs.macs"), short_count(cost.macs),
                  line_height_);
        key_value(context_, column_, "costs/output", language_("costs.output"),
                  bytes_text(static_cast<std::uint64_t>(cost.output_bytes)), line_height_);
        key_value(context_, column_, "costs/attention", language_("costs.attention"),
                  short_count(cost.attention_pairs), line_height_);
        const std::string dropped_text =
            lost == 0 ? "0"
                      : language_("costs.dropped_value", {grouped(lost), std::to_string(dropped.height),
                                                          std::to_string(dropped.width)});
        key_value(context_, column_, "costs/dropped", language_("costs.dropped"), dropped_text, line_height_);
    }

private:
    const PatchEmbedConfig& config() const { return session_.module.config; }
    Size seen() const {
        const Size picture =
            context_.loaded.picture ? context_.loaded.picture->decoded.image.size : config().img_size;
        return model::seen_size(session_.module, picture);
    }
    static int side_of(Size size, Side side) { return side == Side::height ? size.height : size.width; }

    void describe_picture(Column& beside, bool there) {
        if (!there) {
            text_in(context_, beside.row(context_.px(22)), context_.fonts.body, context_.palette.muted,
                    language_(context_.busy ? "picture.opening" : "picture.none"));
            return;
        }
        const model::Picture& opened = *context_.loaded.picture;
        const Rect name = beside.row(context_.px(20));
        text_in(context_, name, context_.fonts.body, context_.palette.text, opened.path.filename().string());
        explain_on_hover(context_, name, opened.path.string());
        const std::string size = std::to_string(opened.decoded.image.size.width) + " × " +
                                 std::to_string(opened.decoded.image.size.height);
        text_in(context_, beside.row(context_.px(17)), context_.fonts.small, context_.palette.muted,
                size + " · " + language_(channels_key(opened.decoded.image.channels)));
        const Rect fit = beside.row(context_.px(17));
        text_in(context_, fit, context_.fonts.small, context_.palette.muted,
                std::string(language_(fit_key(session_.module.fit))) + " · " +
                    language_(pixels_key(session_.module.normalize)));
        explain_on_hover(context_, fit, language_("help.fit"));
    }

    /// What a side of img_size can be dragged to: not below the patch. With sides linked, both count.
    SliderOptions img_size(Side side) const {
        const Size patch = config().patch_size;
        const int smallest =
            session_.sides_linked ? std::max(patch.height, patch.width) : side_of(patch, side);
        const bool label_only = session_.module.fit == Fit::none;
        return {nullptr,
                nullptr,
                language_("help.img_size"),
                side_of(config().img_size, side),
                {Track::Kind::logarithmic, 8, 2048, {}},
                label_only ? 1 : smallest,
                model::largest_img_size};
    }
    SliderOptions patch_size(Side side) const {
        const Size image = seen();
        const int largest =
            session_.sides_linked ? std::min(image.height, image.width) : side_of(image, side);
        return {nullptr,
                nullptr,
                language_("help.patch_size"),
                side_of(config().patch_size, side),
                {Track::Kind::logarithmic, 1, std::max(2, largest), {}},
                1,
                largest};
    }

    template <typename Set>
    void size_slider(const char* name, const char* label, Side side, SliderOptions options) {
        options.name = name;
        options.label = label;
        const SliderAnswer answer = slider(context_, column_, options, slider_height_);
        if (answer.value) actions_.emplace_back(Set{side, *answer.value});
        if (answer.refused) actions_.emplace_back(model::ReportError{*answer.refused});
    }
    template <typename Set>
    void emit(const SliderAnswer& answer) {
        if (answer.value) actions_.emplace_back(Set{*answer.value});
        if (answer.refused) actions_.emplace_back(model::ReportError{*answer.refused});
    }

    void linked_switch() {
        column_.gap(context_.px(4));
        const Rect row = column_.row(context_.px(24));
        const std::string label = language_("params.linked");
        const float width = context_.px(42) + text_width(context_.fonts.small, label);
        const Rect place{row.min, {std::min(row.max.x, row.min.x + width), row.max.y}};
        const Press press = pressable(context_, "params/linked", place);
        draw_switch(context_,
                    rect_at({row.min.x, row.centre().y - context_.px(8)}, context_.px(30), context_.px(16)),
                    session_.sides_linked, press.hovered);
        text_in(context_, {{row.min.x + context_.px(40), row.min.y}, row.max}, context_.fonts.small,
                context_.palette.muted, label);
        explain_on_hover(context_, place, language_("help.linked"));
        if (press.clicked) actions_.emplace_back(model::LinkSides{!session_.sides_linked});
    }

    std::string weights_note() const {
        const model::ModuleOptions& module = session_.module;
        if (!module.weights.empty()) return language_("weights.file", {module.weights.filename().string()});
        const std::string seed = std::to_string(module.seed);
        if (module.init != Init::torch)
            return language_("weights.other", {std::string(model::name_of(module.init)), seed});
        std::string bound = with_sign(torch_bound(config().conv_shape().fan_in()));
        bound.erase(0, 1);
        return language_("weights.torch", {bound, seed});
    }

    Context& context_;
    const model::Language& language_;
    const model::Session& session_;
    Column& column_;
    model::Actions& actions_;
    float slider_height_ = 0;
    float line_height_ = 0;
};

}  // namespace

void draw_parameters(Context& context, const model::Session& session, const Rect& place,
                     model::Actions& actions) {
    Panel panel(context, "parameters", place);
    Parameters parameters(context, session, panel.column, place.height(), actions);
    parameters.picture_section();
    parameters.module_section();
    parameters.weights_section();
    parameters.costs_section();
}

}  // namespace patchlens::ui
