#include "app/model/code/variables.h"

#include <algorithm>

#include "app/model/code/code_text.h"
#include "app/model/code/notations.h"
#include "core/unfold.h"

namespace patchlens::model {
namespace {

constexpr const char* class_name = "PatchEmbed";

class Variables {
public:
    Variables(const Results& results, Notation notation) : results_(results), notation_(notation) {}

    static CodeVariable class_itself() { return plain(class_name, "class"); }

    /// The variables that a step adds or changes.
    std::vector<CodeVariable> of(CodeLine line, const RunStep& step) const {
        if (step.turn == RunStep::Turn::calls) return {};
        if (step.scope == CodeScope::class_body) return {read(line)};
        switch (line) {
            case CodeLine::arguments:
                return arguments();
            case CodeLine::img_size:
                return {plain("img_size", pair_text(config().img_size))};
            case CodeLine::patch_size:
                return {plain("patch_size", pair_text(config().patch_size))};
            case CodeLine::num_patches:
                return {plain("num_patches", std::to_string(config().num_patches()))};
            case CodeLine::keep_img_size:
                return {plain("self.img_size", pair_text(config().img_size))};
            case CodeLine::keep_patch_size:
                return {plain("self.patch_size", pair_text(config().patch_size))};
            case CodeLine::keep:
                return {plain("self.num_patches", std::to_string(config().num_patches()))};
            case CodeLine::grid:
                return {plain("grid.num_patches()", std::to_string(grid().num_patches()))};
            case CodeLine::shape:
                return {plain("B, C, H, W", list_text(pixels_shape(true)))};
            case CodeLine::convolution:
                return as_drawn(weights("self.proj.weight", "self.proj.bias"));
            case CodeLine::make_module:
                return made_module();
            case CodeLine::initialise:
            case CodeLine::load:
                return weights_of_notation();
            case CodeLine::draw_weights:
            case CodeLine::flatten_weight:
                return flat_weights();
            case CodeLine::forward:
                return {plain("self", class_name), pixels(false)};
            case CodeLine::pixels:
            case CodeLine::cut:
                return {pixels(line == CodeLine::cut)};
            case CodeLine::project:
                return {map("x")};
            case CodeLine::call:
            case CodeLine::to_maps:
                return {map("y")};
            case CodeLine::to_tokens:
            case CodeLine::linear:
                return {tokens()};
            case CodeLine::split:
                if (!grid().plain())
                    return {patches({channels(), rows(), columns(), size().height, size().width},
                                    {0, patch().row, patch().column, 0, 0})};
                return {patches({channels(), rows(), size().height, columns(), size().width},
                                {0, patch().row, 0, patch().column, 0})};
            case CodeLine::reorder:
                return {patches({rows(), columns(), channels(), size().height, size().width},
                                {patch().row, patch().column, 0, 0, 0})};
            case CodeLine::rearrange:
                if (!grid().plain()) return {patches({1, fan(), grid().num_patches()}, {0, 0, token()})};
                [[fallthrough]];
            case CodeLine::to_rows:
                return {patches(batched({grid().num_patches(), fan()}), batched({token(), 0}, 0))};
            case CodeLine::class_definition:
            case CodeLine::docstring:
            case CodeLine::super_init:
            case CodeLine::return_output:
            case CodeLine::seed:
            case CodeLine::fitting:
            case CodeLine::value:
                return {};
        }
        return {};
    }

private:
    const PatchEmbedConfig& config() const { return results_.options.config; }
    const PatchGrid& grid() const { return results_.grid; }
    Size size() const { return config().patch_size; }
    PatchPosition patch() const { return results_.selection.patch; }
    std::int64_t token() const { return grid().token(patch()); }
    std::int64_t dim() const { return results_.selection.dim; }
    std::int64_t channels() const { return config().in_chans; }
    std::int64_t fan() const { return config().conv_shape().fan_in(); }
    std::int64_t rows() const { return grid().grid().height; }
    std::int64_t columns() const { return grid().grid().width; }

    /// NumPy works on one picture, and a Tensor of pixels in C++ is one; everything else has the batch first.
    bool has_batch() const { return notation_ != Notation::numpy; }
    Shape batched(Shape shape, std::int64_t first = 1) const {
        if (has_batch()) shape.insert(shape.begin(), first);
        return shape;
    }

    Shape pixels_shape(bool batch) const {
        const Size image = grid().image();
        Shape shape{channels(), image.height, image.width};
        if (batch) shape.insert(shape.begin(), 1);
        return shape;
    }

    static CodeVariable plain(std::string name, std::string text) {
        CodeVariable variable;
        variable.name = std::move(name);
        variable.text = std::move(text);
        return variable;
    }
    static CodeVariable tensor(std::string name, Shape shape, const Shape& index, float value) {
        return {std::move(name), {}, std::move(shape), list_text(index), value, false};
    }

    /// What the class keeps of a statement while it is read.
    static CodeVariable read(CodeLine line) {
        if (line == CodeLine::docstring) return plain("__doc__", "\"Image to Patch Embedding\"");
        return plain(line == CodeLine::forward ? "forward" : "__init__", "function");
    }

    /// Without the numbers where a later statement puts others in their place: those drawn first are not
    /// known.
    std::vector<CodeVariable> as_drawn(std::vector<CodeVariable> drawn) const {
        const bool final = notation_ == Notation::cpp || weight_statements(results_, "").empty();
        for (CodeVariable& variable : drawn) {
            if (!final) variable.value.reset();
        }
        return drawn;
    }

    std::vector<CodeVariable> made_module() const {
        std::vector<CodeVariable> all = as_drawn(weights_of_notation());
        if (notation_ == Notation::pytorch) all.insert(all.begin(), plain("model", class_name));
        return all;
    }

    std::vector<CodeVariable> arguments() const {
        const bool cpp = notation_ == Notation::cpp;
        const std::string owner = cpp ? "config." : "";
        const auto side = [cpp](Size size) { return cpp ? pair_text(size) : side_or_pair(size); };
        std::vector<CodeVariable> all;
        if (!cpp) all.push_back(plain("self", class_name));
        all.push_back(plain(owner + "img_size", side(config().img_size)));
        all.push_back(plain(owner + "patch_size", side(config().patch_size)));
        all.push_back(plain(owner + "in_chans", std::to_string(config().in_chans)));
        all.push_back(plain(owner + "embed_dim", std::to_string(config().embed_dim)));
        if (cpp) all.push_back(plain("config.bias", config().bias ? "true" : "false"));
        if (cpp && !grid().plain()) {
            all.push_back(plain("config.stride", pair_text(grid().stride())));
            all.push_back(plain("config.padding", pair_text(grid().padding())));
        }
        return all;
    }

    /// The first pixel of the selected patch that lies in x.
    CodeVariable pixels(bool cut) const {
        const bool batch = notation_ == Notation::pytorch || notation_ == Notation::einops;
        Shape shape = pixels_shape(batch);
        const bool padded = cut && !grid().plain();
        if (cut) {
            const Size size = padded ? grid().padded() : grid().covered();
            shape[shape.size() - 2] = size.height;
            shape[shape.size() - 1] = size.width;
        }
        // Before the padding there is no pixel of its own where the patch begins in it.
        const Rectangle place = grid().rectangle(patch());
        const Rectangle inside = grid().inside(patch());
        Shape index{0, place.top, place.left};
        float first = results_.explanation->pixels.front();
        if (padded) {
            index = {0, place.top + grid().padding().height, place.left + grid().padding().width};
        } else if (inside.area() > 0) {
            index = {0, inside.top, inside.left};
            first = results_.explanation->pixels[static_cast<std::size_t>(
                row_index(size(), 0, inside.top - place.top, inside.left - place.left))];
        } else {
            index = {0, 0, 0};
            first = (*results_.pixels)[0];
        }
        if (batch) index.insert(index.begin(), 0);
        return tensor("x", std::move(shape), index, first);
    }

    CodeVariable patches(Shape shape, const Shape& index) const {
        return tensor("patches", std::move(shape), index, results_.explanation->pixels.front());
    }

    CodeVariable bias(std::string name) const {
        return tensor(std::move(name), {config().embed_dim}, {dim()}, results_.explanation->bias);
    }
    std::vector<CodeVariable> weights(const std::string& weight, const std::string& bias_name) const {
        std::vector<CodeVariable> all{tensor(weight,
                                             {config().embed_dim, channels(), size().height, size().width},
                                             {dim(), 0, 0, 0}, results_.explanation->weights.front())};
        if (config().bias) all.push_back(bias(bias_name));
        return all;
    }
    std::vector<CodeVariable> weights_of_notation() const {
        if (notation_ == Notation::cpp) return weights("model.weight()", "model.bias()");
        if (notation_ == Notation::einops) return weights("proj.weight", "proj.bias");
        return weights("model.proj.weight", "model.proj.bias");
    }
    std::vector<CodeVariable> flat_weights() const {
        std::vector<CodeVariable> all{
            tensor("weight", {config().embed_dim, fan()}, {dim(), 0}, results_.explanation->weights.front())};
        if (notation_ == Notation::numpy && config().bias) all.push_back(bias("bias"));
        return all;
    }

    CodeVariable map(std::string name) const {
        return tensor(std::move(name), batched({config().embed_dim, rows(), columns()}),
                      batched({dim(), patch().row, patch().column}, 0), results_.explanation->value);
    }
    CodeVariable tokens() const {
        return tensor("tokens", batched({grid().num_patches(), config().embed_dim}),
                      batched({token(), dim()}, 0), results_.explanation->value);
    }

    const Results& results_;
    Notation notation_;
};

}  // namespace

std::vector<CodeVariable> variables_at(const Results& results, Notation notation, const CodeListing& listing,
                                       const CodeRun& run, int step) {
    const Variables variables(results, notation);
    std::vector<CodeVariable> all;
    const auto set = [&](CodeVariable variable, bool fresh) {
        variable.fresh = fresh;
        const auto same = std::ranges::find(all, variable.name, &CodeVariable::name);
        if (same != all.end()) {
            *same = std::move(variable);
        } else {
            all.push_back(std::move(variable));
        }
    };
    const int last = run.nearest(step);
    const CodeScope scope = run.at(last).scope;
    for (int i = 0; i <= last; ++i) {
        const RunStep& at = run.at(i);
        if (at.scope != scope) continue;
        // The class has its name once all of it was read.
        if (i > 0 && run.at(i - 1).scope == CodeScope::class_body && scope == CodeScope::program)
            set(Variables::class_itself(), i == last);
        std::vector<CodeVariable> now = variables.of(listing.at(at.statement).line, at);
        for (CodeVariable& variable : now)
            set(std::move(variable), i == last);
    }
    return all;
}

}  // namespace patchlens::model
