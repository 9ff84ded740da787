#include "app/ui/chapters/code/explanations.h"

#include "app/model/code/code_text.h"
#include "app/ui/drawing/numbers.h"
#include "core/init.h"

namespace patchlens::ui {
namespace {

using model::CodeLine;
using model::Notation;

std::string scaled_level(const model::Results& results, float level) {
    const ChannelScaling scaling =
        channel_scaling(results.options.normalize, results.options.config.in_chans);
    return with_sign((level - scaling.mean[0]) / scaling.std[0], 2);
}

class Explainer {
public:
    Explainer(const Scene& scene, Notation notation)
        : language_(scene.context.language), results_(scene.results), notation_(notation) {}

    std::string of(CodeLine line, const model::RunStep& step) const {
        if (step.scope == model::CodeScope::class_body && line == CodeLine::arguments)
            return language_("code.line.def_init");
        if (step.scope == model::CodeScope::class_body && line == CodeLine::forward)
            return language_("code.line.def_forward");
        if (step.turn == model::RunStep::Turn::comes_back) return back_from(line);
        switch (line) {
            case CodeLine::class_definition:
                return language_("code.line.class");
            case CodeLine::docstring:
                return language_("code.line.docstring");
            case CodeLine::arguments:
                return language_(
                    notation_ == Notation::cpp ? "code.line.cpp_arguments" : "code.line.arguments",
                    {product(grid().patch()), dims()});
            case CodeLine::super_init:
                return language_("code.line.super");
            case CodeLine::img_size:
                return language_("code.line.img_size", {model::pair_text(config().img_size)});
            case CodeLine::patch_size:
                return language_(
                    grid().plain() ? "code.line.patch_size" : "code.line.patch_size_sliding",
                    {model::pair_text(grid().patch()), grouped(grid().num_patches()), stride_text()});
            case CodeLine::num_patches:
                return num_patches();
            case CodeLine::keep_img_size:
                return language_("code.line.keep_size", {"img_size"});
            case CodeLine::keep_patch_size:
                return language_("code.line.keep_size", {"patch_size"});
            case CodeLine::keep:
                return language_("code.line.keep", {grouped(config().num_patches())});
            case CodeLine::convolution:
                return convolution();
            case CodeLine::forward:
                return language_("code.line.forward", {image_text()});
            case CodeLine::shape:
                return shape();
            case CodeLine::project:
                return language_("code.line.project", {fan(), grouped(grid().num_patches()), dims()});
            case CodeLine::return_output:
                return language_("code.line.return_output",
                                 {std::to_string(config().embed_dim), std::to_string(grid().grid().height),
                                  std::to_string(grid().grid().width)});
            case CodeLine::seed:
                return language_("code.line.seed", {std::to_string(results_.options.seed)});
            case CodeLine::make_module:
                return make_module();
            case CodeLine::initialise:
                return language_(
                    is_drawn(results_.options.init) ? "code.line.initialise" : "code.line.initialise_made",
                    {init_name()});
            case CodeLine::load:
                return load();
            case CodeLine::pixels:
                return pixels();
            case CodeLine::call:
                if (notation_ == Notation::pytorch) return language_("code.line.call");
                return language_("code.line.cpp_call",
                                 {dims(), product(grid().grid()), grouped(grid().num_patches())});
            case CodeLine::to_tokens:
                return to_tokens();
            case CodeLine::value:
                return language_("code.line.value", {patch_text(), token(), dim(), value()});
            default:
                return of_matrices(line);
        }
    }

private:
    const PatchEmbedConfig& config() const { return results_.options.config; }
    const PatchGrid& grid() const { return results_.grid; }
    std::string dims() const { return grouped(config().embed_dim); }
    std::string fan() const { return grouped(config().conv_shape().fan_in()); }
    std::string dim() const { return std::to_string(results_.selection.dim); }
    std::string token() const { return grouped(results_.explanation->token); }
    std::string value() const { return with_sign(results_.explanation->value); }
    std::string image_text() const { return product(grid().image()); }
    std::string init_name() const { return std::string(model::name_of(results_.options.init)); }
    std::string patch_text() const { return place_text(results_.selection.patch); }
    std::string filter_text() const {
        return std::to_string(config().in_chans) + " × " + product(grid().patch());
    }

    std::string stride_text() const { return model::side_or_pair(grid().stride()); }
    std::string padding_text() const { return model::side_or_pair(grid().padding()); }

    std::string convolution() const {
        const std::string parameters = grouped(results_.costs.parameters);
        if (grid().plain()) return language_("code.line.convolution", {dims(), filter_text(), parameters});
        const char* key = grid().overlaps()   ? "code.line.convolution_overlap"
                          : grid().has_gaps() ? "code.line.convolution_gaps"
                                              : "code.line.convolution_padded";
        return language_(key, {dims(), filter_text(), parameters, stride_text(), padding_text()});
    }

    /// The statements that use a matrix product instead of a convolution, and those of the library.
    std::string of_matrices(CodeLine line) const {
        const Size dropped = grid().dropped();
        const Size counts = grid().grid();
        switch (line) {
            case CodeLine::cut:
                if (!grid().plain()) return language_("code.line.pad", {padding_text()});
                return language_("code.line.cut",
                                 {std::to_string(dropped.height), std::to_string(dropped.width)});
            case CodeLine::rearrange:
                return language_(grid().plain() ? "code.line.rearrange" : "code.line.unfold",
                                 {grouped(grid().num_patches()), fan()});
            case CodeLine::split:
                if (!grid().plain())
                    return language_("code.line.windows",
                                     {product(grid().patch()), stride_text(), product(counts)});
                return language_("code.line.split",
                                 {grouped(counts.height), std::to_string(grid().patch().height),
                                  grouped(counts.width), std::to_string(grid().patch().width)});
            case CodeLine::reorder:
                return language_("code.line.reorder");
            case CodeLine::to_rows:
                return language_("code.line.to_rows", {grouped(grid().num_patches()), fan()});
            case CodeLine::draw_weights:
                return draw_weights();
            case CodeLine::flatten_weight:
                return language_("code.line.flatten_weight", {dims(), fan()});
            case CodeLine::linear:
                return language_(config().bias ? "code.line.linear" : "code.line.linear_without_bias",
                                 {grouped(grid().num_patches()), fan(), dims()});
            case CodeLine::to_maps:
                return language_("code.line.to_maps", {product(counts), dims()});
            case CodeLine::fitting:
                return language_("code.line.fitting", {product(config().img_size)});
            default:
                return language_("code.line.grid", {product(counts), grouped(grid().num_patches())});
        }
    }

    std::string num_patches() const {
        const Size image = config().img_size;
        const Size patch = config().patch_size;
        const PatchGrid whole = config().grid_of(image);
        if (!whole.plain())
            return language_("code.line.num_patches_sliding",
                             {std::to_string(whole.grid().width), std::to_string(whole.grid().height),
                              grouped(whole.num_patches())});
        const std::string across = std::to_string(image.width) + " // " + std::to_string(patch.width) +
                                   " = " + std::to_string(whole.grid().width);
        const std::string down = std::to_string(image.height) + " // " + std::to_string(patch.height) +
                                 " = " + std::to_string(whole.grid().height);
        const std::string count = grouped(whole.num_patches());
        if (whole.dropped() == Size{0, 0}) return language_("code.line.num_patches", {across, down, count});
        return language_("code.line.num_patches_dropped",
                         {across, down, count, std::to_string(whole.dropped().height),
                          std::to_string(whole.dropped().width)});
    }

    std::string shape() const {
        const std::string wanted = product(config().img_size);
        if (grid().image() == config().img_size) return language_("code.line.shape", {image_text()});
        return language_("code.line.shape_other", {image_text(), wanted, product(grid().grid())});
    }

    std::string make_module() const {
        if (notation_ == Notation::pytorch) return language_("code.line.model");
        if (notation_ == Notation::einops) return language_("code.line.conv", {bound_text(results_), fan()});
        return language_(is_drawn(results_.options.init) ? "code.line.cpp_model" : "code.line.cpp_model_made",
                         {init_name(), dims(), filter_text()});
    }

    /// A call that comes back, with what it made.
    std::string back_from(CodeLine line) const {
        if (line == CodeLine::make_module)
            return language_("code.line.model_back", {bound_text(results_), fan()});
        return language_("code.line.call_back",
                         {dims(), product(grid().grid()), grouped(grid().num_patches())});
    }

    std::string pixels() const {
        const std::string name = results_.picture->path.filename().string();
        if (notation_ == Notation::pytorch || notation_ == Notation::einops)
            return language_("code.line.pixels_batch",
                             {name, image_text(), black_text(results_), white_text(results_)});
        return language_("code.line.pixels",
                         {name, image_text(), black_text(results_), white_text(results_)});
    }

    std::string to_tokens() const {
        if (notation_ == Notation::cpp)
            return language_("code.line.cpp_tokens", {grouped(grid().num_patches()), dims()});
        return language_("code.line.tokens", {dims(), product(grid().grid()), grouped(grid().num_patches())});
    }

    std::string load() const {
        if (model::are_learned(results_.options)) return language_("code.line.load_learned");
        return language_("code.line.load", {results_.options.weights.filename().string()});
    }

    std::string draw_weights() const {
        if (model::stand_in_file(results_.options)) return load();
        if (results_.options.init == Init::torch) return language_("code.line.draw", {bound_text(results_)});
        return language_("code.line.draw_other", {init_name()});
    }

    const model::Language& language_;
    const model::Results& results_;
    Notation notation_;
};

}  // namespace

std::string explained_step(const Scene& scene, model::Notation notation, model::CodeLine line,
                           const model::RunStep& step) {
    return Explainer(scene, notation).of(line, step);
}

std::string bound_text(const model::Results& results) {
    return without_plus(torch_bound(results.options.config.conv_shape().fan_in()));
}

std::string black_text(const model::Results& results) {
    return scaled_level(results, 0);
}

std::string white_text(const model::Results& results) {
    return scaled_level(results, 1);
}

}  // namespace patchlens::ui
