#include "app/ui/chapters/story/stage.h"

#include <algorithm>
#include <cmath>

#include "app/model/chapters/word_lookup.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::story {
namespace {

constexpr double hardly = 0.01;  ///< what is less visible is not drawn

}  // namespace

bool Stage::sees(const Thing& thing) const {
    return thing.shown > hardly && place(thing.box).overlaps(area_);
}

float Stage::clear(const Box& box) const {
    const Rect where = place(box);
    const float width = std::min(where.max.x, area_.max.x) - std::max(where.min.x, area_.min.x);
    const float height = std::min(where.max.y, area_.max.y) - std::max(where.min.y, area_.min.y);
    const double seen =
        std::max(0.0F, width) * std::max(0.0F, height) / std::max(1e-6F, where.width() * where.height());
    return static_cast<float>(during(seen, 0.6, 0.97));
}

Faded::Faded(float part)
    : draw_(*ImGui::GetWindowDrawList()), first_(draw_.VtxBuffer.Size), part_(std::clamp(part, 0.0F, 1.0F)) {}

Faded::~Faded() {
    if (part_ == 1) return;
    for (int i = first_; i < draw_.VtxBuffer.Size; ++i) {
        ImU32& colour = draw_.VtxBuffer[i].col;
        const auto solid = static_cast<float>((colour & IM_COL32_A_MASK) >> IM_COL32_A_SHIFT);
        colour = (colour & ~IM_COL32_A_MASK) | (static_cast<ImU32>(solid * part_) << IM_COL32_A_SHIFT);
    }
}

void Stage::picture(const Texture& texture, const Thing& thing, ImVec2 from, ImVec2 to) const {
    if (!sees(thing)) return;
    Rect where = place(thing.box);
    where.max = {std::max(where.max.x, where.min.x + 1), std::max(where.max.y, where.min.y + 1)};
    ImGui::GetWindowDrawList()->AddImage(texture.id(), where.min, where.max, from, to,
                                         light_on_picture.packed(static_cast<float>(thing.shown)));
}

void Stage::colour(const Thing& thing, Colour colour, float rounding) const {
    if (!sees(thing)) return;
    Rect where = place(thing.box);
    where.max = {std::max(where.max.x, where.min.x + 1), std::max(where.max.y, where.min.y + 1)};
    fill(context, where, colour.packed(static_cast<float>(thing.shown)), rounding);
}

void Stage::frame(const Thing& thing, Colour colour, float thickness, float rounding) const {
    if (!sees(thing)) return;
    outline(context, place(thing.box), colour.packed(static_cast<float>(thing.shown)), context.px(thickness),
            rounding);
}

void Stage::write(const Thing& thing, ImFont* font, Colour colour, const std::string& text) const {
    if (!sees(thing)) return;
    const Rect where = place(thing.box);
    const float width = std::ceil(text_width(font, text));
    const float height = line_height(font);
    if (where.width() < width + context.px(4) || where.height() < height || !area_.contains(where)) return;
    const ImVec2 at{std::floor(where.centre().x - width / 2), std::floor(where.centre().y - height / 2)};
    put_text(context, *ImGui::GetWindowDrawList(), font, at, colour.packed(static_cast<float>(thing.shown)),
             text);
    context.probe.text(text, {at.x, at.y, width, height}, false);
}

void Stage::label(const Thing& thing, Side side, const std::string& text, bool important) {
    if (!sees(thing) || thing.shown < 0.3) return;
    const Rect where = place(thing.box);
    ImFont* font = context.fonts.small;
    const float width = std::ceil(text_width(font, text));
    const float height = line_height(font);
    const float gap = context.px(6);
    const float left = std::floor(where.centre().x - width / 2);
    const float top = std::floor(side == Side::above ? where.min.y - gap - height : where.max.y + gap);
    const Rect room = rect_at({left, top}, width, height);
    const bool free = std::ranges::none_of(labels_, [&](const Rect& other) { return other.overlaps(room); });
    if (!area_.contains(room) || !free) return;
    labels_.push_back(room);
    put_text(
        context, *ImGui::GetWindowDrawList(), font, room.min,
        (important ? context.palette.accent : context.palette.muted).packed(static_cast<float>(thing.shown)),
        text);
    context.probe.text(text, {room.min.x, room.min.y, width, height}, false);
}

World world_of(const Scene& scene) {
    World world;
    world.grid = scene.grid();
    world.patch = scene.selected();
    world.channels = scene.results.options.config.in_chans;
    world.dims = scene.dims();
    world.dim = scene.results.selection.dim;
    if (const model::WordLookup* words = scene.context.words; words != nullptr) {
        const int count = static_cast<int>(words->table->tokens.size());
        const int first = std::clamp(words->word - most_words / 2, 0, std::max(0, count - most_words));
        world.words = std::min(count, most_words);
        world.word = words->word - first;
        world.rows = words->table->rows();
        if (const WordToken* token = words->token()) world.row = token->index;
    }
    if (const auto& twins = scene.results.analyses.twins) {
        world.twins_known = true;
        world.twins_equal = twins->pair.has_value();
        if (const auto& pair = twins->pair ? twins->pair : twins->alike)
            world.twins.emplace(pair->first, pair->second);
    }
    return world;
}

}  // namespace patchlens::ui::story
