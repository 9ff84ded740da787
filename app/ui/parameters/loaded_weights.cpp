#include "app/ui/parameters/loaded_weights.h"

#include <algorithm>
#include <utility>

#include "app/model/computing/weight_notes.h"
#include "app/model/files/typed_path.h"
#include "app/ui/parameters/around_projection.h"
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

/// Loads the weights file again, from another place in it.
model::Action from_place(const Controls& controls, const model::WeightsPlace& place) {
    return model::SetModule{model::with_weights(controls.session.module, place)};
}

/// How a file that could not be used might be used after all: its weight's axes or columns taken in one of a
/// few orders.
struct WayOut {
    std::string name;
    std::string label;
    model::WeightsPlace place;
};

/// One for each order, where the file does not determine it.
std::vector<WayOut> ways_out(const Refusal& refusal) {
    std::vector<WayOut> ways;
    const ErrorCode code = refusal.error.code();
    model::WeightsPlace place = *refusal.weights;
    if (code == ErrorCode::flat_order_needed) {
        for (const auto& [name, order] : model::names_of<FlatOrder>) {
            place.flat_order = order;
            ways.push_back({std::string(name), std::string(name), place});
        }
    }
    if (code == ErrorCode::weight_layout_needed || code == ErrorCode::weight_layout_contradicted ||
        code == ErrorCode::weight_channels_refused) {
        const bool any = code == ErrorCode::weight_channels_refused;
        for (const auto& [name, layout] : model::names_of<WeightLayout>) {
            if (!any && refusal.error.arguments().at(3).text.find(name) == std::string::npos) continue;
            place.layout = layout;
            ways.push_back(
                {std::string(name), std::string(name) + ": " + std::string(axis_letters(layout)), place});
        }
    }
    return ways;
}

/// Whether the file has no tensor of a known name, so that the user may know its name.
bool asks_for_a_tensor(ErrorCode code) {
    return code == ErrorCode::projection_missing || code == ErrorCode::tensor_missing ||
           code == ErrorCode::weight_shape_refused;
}

void type_tensor(Controls& controls, const Refusal& refusal) {
    const Rect field = controls.labelled("tensor", controls.language("help.tensor"));
    model::WeightsPlace place = *refusal.weights;
    const auto typed = entry(controls.context, "params/tensor/entry", field, place.tensor, Align::left);
    if (!typed) return;
    place.tensor = *typed;
    controls.actions.push_back(from_place(controls, place));
}

/// The refusal of the weights file, with a button for each way out, or an entry for the tensor's name.
void weights_refusal(Controls& controls, const Refusal& refusal) {
    Context& context = controls.context;
    const std::vector<WayOut> ways = ways_out(refusal);
    const bool asks = asks_for_a_tensor(refusal.error.code());
    const float button = context.px(30 + 5);
    RefusalExtras extras;
    extras.height = button * static_cast<float>(ways.size()) + (asks ? controls.row_height : 0);
    extras.draw = [&](Column& column) {
        for (const WayOut& way : ways) {
            const Press press = chip(context, ("params/weights/" + way.name).c_str(),
                                     {column.x + context.px(12), column.y}, way.label);
            column.gap(button);
            if (press.clicked) controls.actions.push_back(from_place(controls, way.place));
        }
        if (!asks) return;
        Controls inside(context, controls.session, controls.results, controls.memory, column, false,
                        controls.actions);
        type_tensor(inside, refusal);
    };
    controls.refusal_of("params/weights", extras);
}

/// The file's other tensors that could be the projection.
void tensor_row(Controls& controls, const LoadedProjection& loaded) {
    if (loaded.others.empty()) return;
    std::vector<std::string> tensors{loaded.tensor};
    tensors.insert(tensors.end(), loaded.others.begin(), loaded.others.end());
    const Rect field = controls.labelled("tensor", controls.language("help.tensor"));
    const auto chosen =
        choice(controls.context, field,
               {"params/tensor", controls.language("weights.tensors", {std::to_string(tensors.size())}), 0,
                tensors.size() > 8, controls.context.px(420)},
               [&] {
                   std::vector<ChoiceItem> items;
                   for (const std::string& tensor : tensors) {
                       const std::string name = quotable(tensor);
                       items.push_back({name, name, "", ""});
                   }
                   return items;
               });
    if (!chosen || *chosen == 0) return;
    model::WeightsPlace place = model::weights_place(controls.session.module);
    place.tensor = tensors[static_cast<std::size_t>(*chosen)];
    controls.actions.push_back(from_place(controls, place));
}

}  // namespace

void weights_file_row(Controls& controls) {
    Context& context = controls.context;
    const std::filesystem::path& file = controls.session.module.weights;
    const Rect field = controls.labelled("weights", controls.language("help.weights"));
    // Between label and field: the name of a file takes the whole field.
    const float side = field.height();
    const Rect browse = rect_at({field.min.x - context.px(5) - side, field.min.y}, side, side);
    const auto typed = entry(context, "params/weights/entry", field, file.filename().string(), Align::left);
    const bool typing = ImGui::IsItemActive();
    if (file.empty() && !typing && !typed) {
        text_in(context, {{field.min.x + context.px(9), field.min.y}, field.max}, context.fonts.small,
                context.palette.muted, controls.language("weights.path"));
    }
    // The tooltip goes above, so that messages about the file below stay visible.
    explain_on_hover(context, field, file.empty() ? controls.language("help.weights") : file.string().c_str(),
                     Beside::above);
    if (chip(context, "params/weights/open", browse, "…").clicked)
        controls.actions.emplace_back(model::ShowDialog{model::Dialog::open_weights});
    explain_on_hover(context, browse, controls.language("help.open_weights"), Beside::above);
    if (typed && !typed->empty()) {
        model::WeightsPlace place;
        place.path = model::typed_path(*typed, context.known_files.home);
        controls.memory.refusal.reset();
        controls.actions.push_back(from_place(controls, place));
    }
    if (!controls.memory.refusal || controls.memory.refusal->control != "params/weights") return;
    if (!std::exchange(controls.memory.refusal->seen, true))
        Controls::scroll_to(controls.column.y + context.px(8));
    const Refusal refusal = *controls.memory.refusal;
    if (refusal.weights) return weights_refusal(controls, refusal);
    controls.refusal_of("params/weights");
}

void loaded_weights(Controls& controls) {
    Context& context = controls.context;
    Column& column = controls.column;
    const auto say = [&](const std::string& sentence, ImU32 colour) {
        column.gap(context.px(3));
        column.gap(
            paragraph(context, {column.x, column.y}, column.width, context.fonts.small, colour, sentence));
        column.gap(context.px(3));
    };
    if (const LoadedProjection* loaded = controls.loaded()) {
        tensor_row(controls, *loaded);
        const model::Results& results = *controls.results;
        const float top = column.y;
        for (const std::string& sentence :
             model::weight_notes(controls.language, *loaded, results.adaptation, results.options.config)) {
            say(sentence, context.palette.muted);
        }
        context.probe.item("params/weights/about", {column.x, top}, {column.x + column.width, column.y});
        expected_pixels(controls, *loaded);
        around_projection(controls, *loaded);
    } else {
        say(controls.language("weights.opening"), context.palette.muted);
    }
    column.gap(context.px(4));
    const Press random = chip(context, "params/weights/random", {column.x, column.y},
                              controls.language("params.random_weights"));
    column.gap(random.place.height());
    if (random.clicked) {
        controls.attempt("params/weights",
                         model::SetModule{model::with_weights(controls.session.module, {})});
    }
}

}  // namespace patchlens::ui
