#include "app/ui/chapters/code/run_moment.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui::code {
namespace {

using model::CodeLine;
using model::CodePart;
using model::RunStep;
using story::Box;
using story::during;
using story::Moment;
using story::Thing;
using story::World;

constexpr double unloaded = 0.75;  ///< how visible the picture is before it is in a variable

/// How much of a statement has run, 0 to 1, within the functions.
class Progress {
public:
    Progress(const model::CodeListing& listing, const model::CodeRun& run, double time)
        : listing_(listing), run_(run), time_(time) {}

    double of(CodeLine line) const {
        for (int i = 0; i <= run_.last(); ++i) {
            const RunStep& step = run_.at(i);
            if (step.scope == model::CodeScope::class_body || listing_.at(step.statement).line != line)
                continue;
            return std::clamp(time_ - i, 0.0, 1.0);
        }
        return 0;
    }

private:
    const model::CodeListing& listing_;
    const model::CodeRun& run_;
    double time_;
};

void hide(std::vector<Thing>& things) {
    for (Thing& thing : things)
        thing.shown = 0;
}

/// The filters come when the convolution is made. Then the selected one runs over the picture;
/// of the others only the numbers are seen.
void place_filters(const World& world, double made, double crossing, Moment& moment) {
    const double leave = during(crossing, 0, 0.24);
    for (int layer = 0; layer < world.layers(); ++layer) {
        const double late = 0.5 * layer / world.layers();
        Thing& filter = moment.filters[static_cast<std::size_t>(layer)];
        filter = {filter_made(world, layer), during(made, late, late + 0.5) * (1 - during(crossing, 0, 0.1))};
    }
    const Box patch = world.in_picture({0, 0});
    const Box stamp{moment.picture.box.x, moment.band.box.y, patch.w, patch.h};
    Thing& selected = moment.filters.front();
    selected.box = story::between(selected.box, stamp, leave);
    selected.shown = during(made, 0, 0.5) * (1 - during(crossing, 0.94, 1));
}

/// From the map into the tokens' row.
void place_number(const World& world, double projected, double turned, Moment& moment) {
    const Size table{static_cast<int>(world.grid.num_patches()), world.dims};
    const Box in_map = story::cell_in(world.map(), world.grid.grid(), world.patch.row, world.patch.column);
    const Box in_tokens =
        story::cell_in(world.tokens(), table, static_cast<int>(world.grid.token(world.patch)), world.dim);
    moment.number = {story::between(in_map, in_tokens, during(turned, 0.4, 1)), projected >= 1 ? 1.0 : 0.0};
}

Box around(const Box& a, const Box& b) {
    const double left = std::min(a.x, b.x);
    const double top = std::min(a.y, b.y);
    return {left, top, std::max(a.x + a.w, b.x + b.w) - left, std::max(a.y + a.h, b.y + b.h) - top};
}

/// Where all filters stand once they are made.
Box filters_made(const World& world) {
    Box all = filter_made(world, 0);
    for (int layer = 1; layer < world.layers(); ++layer)
        all = around(all, filter_made(world, layer));
    return all;
}

}  // namespace

Box run_view(const World& world, const model::CodeListing& listing, const model::CodeRun& run, double time) {
    constexpr double margin = 0.04;
    const auto with_margin = [](const Box& box) {
        return Box{box.x - margin, box.y - margin, box.w + 2 * margin, box.h + 2 * margin};
    };
    const Progress progress(listing, run, time);
    const Box picture = with_margin(world.picture());
    const Box filters = around(picture, with_margin(filters_made(world)));
    const Box maps = around(filters, with_margin(world.map()));
    Box view = story::between(picture, filters, during(progress.of(CodeLine::convolution), 0, 0.3));
    view = story::between(view, maps, during(progress.of(CodeLine::project), 0, 0.2));
    return story::between(view, run_world, during(progress.of(CodeLine::return_output), 0, 0.3));
}

Box filter_made(const World& world, int layer) {
    constexpr double pitch = 0.34;
    const Box patch = world.grown();
    return story::fitted_in({1.25 + pitch * (layer % 4), pitch * (layer / 4), 0.3, 0.3}, patch.w, patch.h);
}

std::vector<CodePart> lit_parts(const model::CodeListing& listing, const RunStep& step) {
    const CodeLine line = listing.at(step.statement).line;
    if (step.scope == model::CodeScope::class_body || line == CodeLine::class_definition) return {};
    if (line == CodeLine::seed) return {};
    if (line == CodeLine::make_module && step.turn == RunStep::Turn::calls) return {};
    if (line == CodeLine::call)
        return {step.turn == RunStep::Turn::calls ? CodePart::picture : CodePart::map};
    if (line == CodeLine::project)
        return {CodePart::picture, CodePart::patch, CodePart::filter, CodePart::map};
    return model::parts_of(line);
}

Moment run_moment(const World& world, const model::CodeListing& listing, const model::CodeRun& run,
                  double time) {
    const Progress progress(listing, run, time);
    const double crossing = progress.of(CodeLine::project);
    const double stacked = progress.of(CodeLine::return_output);
    const double turned = progress.of(CodeLine::to_tokens);
    // The story's own time, from the filter over the picture to the tokens.
    Moment moment = story::moment_at(world, 7.34 + 0.66 * crossing + 0.38 * stacked + 0.59 * turned);
    for (std::vector<Thing>* things : {&moment.words, &moment.indices, &moment.vectors, &moment.pixels,
                                       &moment.weights, &moment.products, &moment.twins})
        hide(*things);
    for (Thing* thing :
         {&moment.table, &moment.one_hot, &moment.picked, &moment.sum, &moment.bias, &moment.vector})
        thing->shown = 0;
    moment.lifted = 0;
    moment.passing = 0;
    moment.code = 0;

    const double loaded = progress.of(CodeLine::pixels);
    moment.picture = {world.picture(), unloaded + (1 - unloaded) * during(loaded, 0, 1)};
    moment.fallen = during(progress.of(CodeLine::num_patches), 0.1, 1);
    moment.patch = {world.in_picture(world.patch), during(loaded, 0, 1)};
    moment.layers.front().shown *= during(crossing, 0.1, 0.2);  // where the filters stood
    place_filters(world, progress.of(CodeLine::convolution), crossing, moment);
    place_number(world, crossing, turned, moment);
    return moment;
}

double light_at(const model::CodeListing& listing, const model::CodeRun& run, double time, CodePart part) {
    const auto lit = [&](int step) {
        if (step < 0) return 0.0;
        const std::vector<CodePart> parts = lit_parts(listing, run.at(step));
        return std::ranges::find(parts, part) == parts.end() ? 0.0 : 1.0;
    };
    const int now = static_cast<int>(std::ceil(time)) - 1;
    const double begun = during(time - now, 0, 0.3);
    return lit(now - 1) * (1 - begun) + lit(now) * begun;
}

std::optional<Box> place_of_part(const World& world, const Moment& moment, CodePart part) {
    switch (part) {
        case CodePart::picture:
        case CodePart::grid:
            return moment.picture.box;
        case CodePart::patch:
            return world.in_picture(world.patch);
        case CodePart::filter: {
            if (moment.filters.back().shown <= 0 || moment.filters.front().box != filter_made(world, 0))
                return std::nullopt;
            return filters_made(world);
        }
        case CodePart::map: {
            if (moment.layers.front().shown <= 0) return std::nullopt;
            Box all = moment.layers.front().box;
            if (world.layers() > 1 && moment.layers.back().shown > 0) {
                const Box last = moment.layers.back().box;
                all = {all.x, last.y, last.x + last.w - all.x, all.y + all.h - last.y};
            }
            return all;
        }
        case CodePart::tokens: {
            const story::Sheet& sheet = moment.sheet;
            if (sheet.shown <= 0) return std::nullopt;
            return Box{sheet.x, sheet.y, sheet.across_x + sheet.down_x, sheet.across_y + sheet.down_y};
        }
        case CodePart::rows:
            break;
    }
    return std::nullopt;
}

}  // namespace patchlens::ui::code
