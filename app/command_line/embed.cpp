#include <array>
#include <utility>

#include "app/command_line/commands.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "app/command_line/progress.h"
#include "app/model/state/names.h"
#include "core/output_blocks.h"
#include "core/picture/image_format.h"
#include "core/support/thread_pool.h"
#include "core/weights/npy.h"

namespace patchlens::command_line {
namespace {

const char* axes_in(Layout layout) {
    switch (layout) {
        case Layout::nlc:
            return "1, N, D";
        case Layout::nhwc:
            return "1, H', W', D";
        case Layout::nchw:
            break;
    }
    return "1, D, H', W'";
}

/// "nchw (1, D, H', W'), …"
std::string output_layouts() {
    std::string text;
    for (const auto& [name, order] : model::names_of<Layout>) {
        if (!text.empty()) text += ", ";
        text += std::string(name) + " (" + axes_in(order) + ")";
    }
    return text;
}

}  // namespace

void EmbedCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image, "the picture (" + std::string(picture_formats) + ")");
    command.add_option("-o,--output", output, "the .npy file to write; - is standard output")
        ->type_name("OUT.npy");
    command.add_option("--layout", layout, "the order of the output's axes: " + output_layouts())
        ->type_name("NAME")
        ->capture_default_str();
    module.add_to(command);
}

void EmbedCommand::run(const Environment& environment) const {
    require_path(image, Word::picture, "patchlens embed photo.jpg -o vectors.npy");
    require_path(output, "-o", "patchlens embed photo.jpg -o vectors.npy");
    const std::array inputs{image, module.weights_file()};
    const std::filesystem::path place = output_place(output, {".npy", true}, inputs, environment.assets);
    auto [options, loaded] = module.resolve({}, environment, ModuleUse::vectors);
    const auto order = model::choice_of<Layout>(layout, "--layout");
    const int threads = module.thread_count();

    const Tensor pixels = read_pixels(image, options, environment.stop);
    const PatchEmbed patch_embed(make_packable_weights(options, std::move(loaded), pixels, environment.stop),
                                 options.config.sliding(), environment.stop);
    const Shape shape = output_shape(patch_embed.grid(pixels), options.config.embed_dim, order);
    Progress progress("embedding", element_count(shape));
    NpyWriter writer(place, shape, environment.stop);
    ThreadPool pool(threads);
    for_each_output_block(patch_embed, pixels, order,
                          [&](std::span<const float> numbers) {
                              writer.write(numbers);
                              progress.advance(static_cast<std::int64_t>(numbers.size()));
                          },
                          {&pool, environment.stop});
    writer.commit();
}

}  // namespace patchlens::command_line
