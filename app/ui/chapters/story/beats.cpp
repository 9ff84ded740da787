#include "app/ui/chapters/story/beats.h"

#include <array>
#include <span>

#include "app/model/chapters/word_lookup.h"
#include "app/model/computing/module_weights.h"
#include "app/ui/drawing/numbers.h"

namespace patchlens::ui::story {
namespace {

std::string pair_text(Size size) {
    if (size.height == size.width) return std::to_string(size.height);
    return "(" + std::to_string(size.height) + ", " + std::to_string(size.width) + ")";
}

struct Beat {
    const char* name;  ///< language keys
    const char* more;
    const char* sight;
    model::Spot leads_to;
};

constexpr std::array beats{
    Beat{"story.name.1", "story.more.1", "story.see.1", model::Chapter::words},
    Beat{"story.name.2", "story.more.2", "story.see.2", model::Chapter::words},
    Beat{"story.name.3", "story.more.3", "story.see.3", model::Chapter::patches},
    Beat{"story.name.4", "story.more.4", "story.see.4", model::Chapter::patches},
    Beat{"story.name.5", "story.more.5", "story.see.5", model::ProjectionView::flat},
    Beat{"story.name.6", "story.more.6", "story.see.6", model::ProjectionView::planes},
    Beat{"story.name.7", "story.more.7", "story.see.7", model::ProjectionView::matrix},
    Beat{"story.name.8", "story.more.8", "story.see.8", model::MapsView::maps},
    Beat{"story.name.9", "story.more.9", "story.see.9", model::MapsView::shapes},
    Beat{"story.name.10", "story.more.10", "story.see.10", model::Chapter::code},
    Beat{"story.name.11", "story.more.11", "story.see.11", model::MapsView::filters},
    Beat{"story.name.12", "story.more.12", "story.see.12", model::MapsView::similarity},
    Beat{"story.name.13", "story.more.13", "story.see.13", model::Chapter::explore},
};
static_assert(beats.size() == model::story_beats);

const Beat& beat_of(int beat) {
    return beats.at(static_cast<std::size_t>(beat));
}

/// "4", or "4 × 8" where the two sides differ.
std::string steps_text(Size stride) {
    return stride.height == stride.width ? std::to_string(stride.height) : product(stride);
}

/// A beat's text about settings that are special, else its own.
struct Variant {
    int beat;
    bool holds;
    const char* key;
};

const char* text_of(std::span<const Variant> variants, int beat, const char* otherwise) {
    for (const Variant& variant : variants)
        if (variant.beat == beat && variant.holds) return variant.key;
    return otherwise;
}

/// The sentences of the first two beats.
std::string words_sentence(const Scene& scene, int beat) {
    const model::Language& language = scene.context.language;
    const model::WordLookup* words = scene.context.words;
    const int n = words != nullptr ? words->table->n : 0;
    if (beat == 0) return language("story.beat.1", {std::to_string(n)});
    const WordToken* token = words != nullptr ? words->token() : nullptr;
    return language("story.beat.2", {std::to_string(token != nullptr ? token->index : 0)});
}

std::string picture_sentence(const Scene& scene, const World& world, int beat, bool told) {
    const model::Language& language = scene.context.language;
    const PatchGrid& grid = world.grid;
    const std::string patch = product(grid.patch());
    const std::string patches = grouped(grid.num_patches());
    const std::string dim = std::to_string(world.dim);
    if (beat == 2) {
        if (told) return language("story.beat.3", {product(grid.grid()), patches});
        if (grid.stride() != grid.patch())
            return language("story.beat.3_stride", {patch, steps_text(grid.stride())});
        return language("story.beat.3_before", {patch});
    }
    if (beat == 3) return language("story.beat.4", {std::to_string(world.channels), patch});
    if (beat == 4)
        return language(world.channels == 1 ? "story.beat.5_grey" : "story.beat.5",
                        {grouped(world.values())});
    if (beat == 5)
        return language(scene.results.options.config.bias ? "story.beat.6" : "story.beat.6_no_bias",
                        {dim, grouped(world.values())});
    if (beat == 6) {
        if (world.dims == 1) return language("story.beat.7_one");
        return language("story.beat.7", {grouped(world.dims - 1), grouped(world.dims)});
    }
    if (grid.num_patches() == 1) return language("story.beat.8_one", {dim});
    return told ? language("story.beat.8", {dim, patches, product(grid.grid())})
                : language("story.beat.8_before", {dim});
}

std::string last_sentence(const Scene& scene, const World& world, int beat, bool told) {
    const model::Language& language = scene.context.language;
    const Size grid = world.grid.grid();
    const std::int64_t patches = world.grid.num_patches();
    if (beat == 8 && world.dims == 1)
        return language("story.beat.9_one", {to_string(Shape{1, 1, grid.height, grid.width}),
                                             grouped(patches), to_string(Shape{1, patches, 1})});
    if (beat == 8) {
        return language("story.beat.9",
                        {grouped(world.dims), to_string(Shape{1, world.dims, grid.height, grid.width}),
                         grouped(patches), to_string(Shape{1, patches, world.dims})});
    }
    if (beat == 9) return language("story.beat.10", {convolution_text(scene)});
    if (beat == 10) {
        const model::ModuleOptions& options = scene.session.module;
        const bool one = world.dims == 1;
        if (model::are_learned(options)) return language("story.beat.11_learned");
        if (model::are_drawn(options))
            return language(one ? "story.beat.11_random_one" : "story.beat.11_random");
        return language(one ? "story.beat.11_other_one" : "story.beat.11_other");
    }
    if (beat == 12) return language("story.beat.13");
    if (patches == 1) return language("story.beat.12_one");
    if (!world.twins) return name_of_beat(scene, beat);  // they are still looked for
    if (!world.twins_equal)
        return language("story.beat.12_none",
                        {place_text(world.twins->second), place_text(world.twins->first)});
    return told ? language("story.beat.12")
                : language("story.beat.12_before",
                           {place_text(world.twins->first), place_text(world.twins->second)});
}

}  // namespace

std::string name_of_beat(const Scene& scene, int beat) {
    return scene.context.language(beat_of(beat).name);
}

std::string sentence_of(const Scene& scene, const World& world, int beat, bool told) {
    if (beat < 2) return words_sentence(scene, beat);
    if (beat < 8) return picture_sentence(scene, world, beat, told);
    return last_sentence(scene, world, beat, told);
}

std::string explanation_of(const Scene& scene, const World& world, int beat) {
    const PatchGrid& grid = world.grid;
    const bool grey = world.channels == 1;
    const std::array variants{Variant{2, grid.num_patches() == 1, "story.more.3_one"},
                              Variant{2, grid.stride() != grid.patch(), "story.more.3_stride"},
                              Variant{3, grey, "story.more.4_grey"},
                              Variant{4, grey, "story.more.5_grey"},
                              Variant{5, world.values() == 1, "story.more.6_one"},
                              Variant{5, grey, "story.more.6_grey"},
                              Variant{6, world.dims == 1, "story.more.7_one"}};
    const ConvShape shape = scene.results.module->shape();
    return scene.context.language(text_of(variants, beat, beat_of(beat).more),
                                  {grouped(world.values()), grouped(world.dims), grouped(grid.num_patches()),
                                   grouped(shape.parameters())});
}

std::string sight_of(const Scene& scene, const World& world, int beat) {
    const bool grey = world.channels == 1;
    const bool alone = world.grid.num_patches() == 1;
    const std::array variants{Variant{3, grey, "story.see.4_grey"},
                              Variant{4, grey, "story.see.5_grey"},
                              Variant{6, world.dims == 1, "story.see.7_one"},
                              Variant{7, alone, "story.see.8_one"},
                              Variant{8, world.dims == 1, "story.see.9_one"},
                              Variant{11, alone, "story.see.12_one"},
                              Variant{11, world.twins_known && !world.twins_equal, "story.see.12_alike"}};
    return scene.context.language(text_of(variants, beat, beat_of(beat).sight));
}

model::Spot spot_of(int beat) {
    return beat_of(beat).leads_to;
}

std::string convolution_text(const Scene& scene) {
    const PatchEmbedConfig& config = scene.results.options.config;
    const PatchGrid& grid = scene.grid();
    std::string text = "nn.Conv2d(" + std::to_string(config.in_chans) + ", " +
                       std::to_string(config.embed_dim) + ", kernel_size=" + pair_text(grid.patch()) +
                       ", stride=" + pair_text(grid.stride());
    if (grid.padding() != Size{0, 0}) text += ", padding=" + pair_text(grid.padding());
    if (!config.bias) text += ", bias=False";
    return text + ")";
}

}  // namespace patchlens::ui::story
