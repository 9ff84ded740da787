#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/english.h"
#include "app/command_line/exported.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "app/command_line/parse.h"
#include "app/model/chapters/breakit.h"
#include "app/model/computing/computation.h"
#include "app/ui/drawing/numbers.h"
#include "core/picture/image_format.h"
#include "core/support/thread_pool.h"
#include "core/weights/npy.h"
#include "core/weights/safetensors.h"

namespace patchlens::command_line {
namespace {

constexpr const char* example = "patchlens export photo.jpg --what norms -o norms.csv";
constexpr const char* map_example = "patchlens export photo.jpg --what map --dim 137 -o map.npy";
constexpr const char* similarity_example =
    "patchlens export photo.jpg --what similarity --patch 19,10 -o similarity.png";

/// Refuses an option that only one of the choices of --what uses.
void require_use(const std::optional<std::string>& given, const char* option, bool used,
                 const std::string& what) {
    if (given && !used) throw Error(ErrorCode::option_refused, {option, "--what " + what});
}

ExportFormat format_of(const std::filesystem::path& output, const std::optional<std::string>& asked) {
    if (asked) return model::choice_of<ExportFormat>(*asked, "--format");
    if (has_ending(output, ".csv")) return ExportFormat::csv;
    if (has_ending(output, ".png")) return ExportFormat::png;
    if (has_ending(output, ".safetensors")) return ExportFormat::safetensors;
    return ExportFormat::npy;
}

/// The endings that a file of `form` may have: where the format was asked for, any that is not another's.
std::string endings_of(const std::filesystem::path& output, ExportFormat form, bool asked) {
    if (!asked) return ".npy|.csv|.png|.safetensors";
    const bool telling = output == "-" || has_ending(output, ".npy") || has_ending(output, ".csv") ||
                         has_ending(output, ".png") || has_ending(output, ".safetensors");
    return telling ? "." + std::string(model::name_of(form)) : std::string();
}

/// Where k-means found fewer clusters than it was to look for.
void note_fewer(const ExportedNumbers& clusters, int asked) {
    const auto found =
        static_cast<int>(*std::ranges::max_element(clusters.numbers.values())) + 1;  // from 0, all in use
    if (found >= asked) return;
    print_note(english()("command.fewer_clusters", {std::to_string(found), std::to_string(asked)}));
}

model::AnalysisRequest analyses_for(Exported what, int clusters) {
    model::AnalysisRequest wanted;
    wanted.norms = what == Exported::norms;
    wanted.similarity = what == Exported::similarity;
    wanted.components = what == Exported::components;
    if (what == Exported::clusters) wanted.clusters = clusters;
    return wanted;
}

/// What the window computes of the picture for that view.
model::ResultsPointer computed(const ExportCommand& command, const model::ModuleOptions& options,
                               model::Selection selection, Exported wanted, int clusters_wanted,
                               const Environment& environment) {
    const std::stop_token& stop = environment.stop;
    const DecodedImage decoded = load_image(command.image, {}, until(stop));
    print_notes(command.image, decoded.notes);
    ThreadPool pool(command.module.thread_count());
    // What needs every vector at once has to have them; all else is computed block by block where they are
    // many.
    const bool all = wanted == Exported::tokens || wanted == Exported::clusters;
    const model::OutputMemory memory(all ? std::numeric_limits<std::uint64_t>::max()
                                         : model::ComputeLimits{}.output_bytes);
    const auto picture = std::make_shared<const model::Picture>(model::Picture{command.image, decoded});
    model::ResultsPointer results = model::compute(options, picture, nullptr, memory, {&pool, stop},
                                                   selection, analyses_for(wanted, clusters_wanted), nullptr,
                                                   {}, model::learned_file(environment.assets));
    for (const std::string& note : weight_notes(options, results->loaded.get(), results->adaptation))
        print_note(weights_name(options) + ": " + note);
    results->grid.rectangle(selection.patch);
    if (selection.dim >= options.config.embed_dim) {
        throw Error(ErrorCode::dimension_outside_vector,
                    {std::to_string(selection.dim), std::to_string(options.config.embed_dim),
                     std::to_string(options.config.embed_dim - 1)});
    }
    return results;
}

/// Writes the numbers as asked; `paint` makes the picture of them. `name` is what a tensor is called.
template <typename Paint>
void write_as(ExportFormat form, const std::filesystem::path& place, const std::string& name,
              const ExportedNumbers& exported, const Paint& paint, const std::stop_token& stop) {
    switch (form) {
        case ExportFormat::npy:
            return write_npy(place, exported.numbers, stop);
        case ExportFormat::csv:
            return write_csv(place, exported, stop);
        case ExportFormat::png:
            return write_png(place, paint(), stop);
        case ExportFormat::safetensors:
            return write_safetensors(place, {{name, exported.numbers}}, {{"format", "pt"}}, stop);
    }
}

nlohmann::ordered_json report_of(const std::string& what, const ExportedNumbers& exported,
                                 const std::vector<ColourEnds>& ends) {
    nlohmann::ordered_json report{{"what", what}, {"shape", exported.numbers.shape()}};
    if (ends.empty()) return report;
    nlohmann::ordered_json low = nlohmann::ordered_json::array();
    nlohmann::ordered_json high = nlohmann::ordered_json::array();
    for (const ColourEnds& end : ends) {
        low.push_back(end.low);
        high.push_back(end.high);
    }
    report["low"] = ends.size() == 1 ? low.front() : low;
    report["high"] = ends.size() == 1 ? high.front() : high;
    return report;
}

void print_ends(Exported what, const std::vector<ColourEnds>& ends) {
    const model::Language language = english();
    if (what == Exported::filters) return print_note(language("command.colours_own"));
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const std::string low = ui::shortest(ends[i].low);
        const std::string high = ui::shortest(ends[i].high);
        print_note(what == Exported::components
                       ? language("command.colours_component", {std::to_string(i + 1), low, high})
                       : language("command.colours", {low, high}));
    }
}

}  // namespace

void ExportCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image,
                       "the picture (" + std::string(picture_formats) + "); --what filters needs none");
    command.add_option("--what", what, "what to write: " + model::all_names<Exported>())->type_name("NAME");
    command.add_option("-o,--output", output, "the file to write; - is standard output, for .npy and .csv")
        ->type_name("OUT.npy|.csv|.png|.safetensors|.webp|.py|.ipynb");
    command
        .add_option("--format", format,
                    "npy, csv, png or safetensors, where the name does not say it; of - npy")
        ->type_name("NAME");
    command.add_option("--dim", dim, "of --what map, story, program: which dimension, counted from 0")
        ->type_name("D");
    command
        .add_option("--patch", patch,
                    "of --what similarity: the patch that all are compared with; of story, program: the "
                    "patch that is taken apart")
        ->type_name("ROW,COL");
    command
        .add_option("--clusters", clusters,
                    "of --what clusters: how many k-means looks for among the vectors' directions (6)")
        ->type_name("K");
    command
        .add_option("--fps", fps,
                    "of --what story: pictures a second (10); of a folder, without it: one a beat")
        ->type_name("N");
    command.add_option("--size", size, "of --what story: width x height in pixels (1280x720)")
        ->type_name("WxH");
    command.add_option("--theme", theme, "of --what story: dark, light")->type_name("ID");
    command.add_option("--scale", scale, "of --what story: how large everything is, 0.5 to 4 (1)")
        ->type_name("F");
    command.add_option("--notation", notation, "of --what program: pytorch, einops, numpy (pytorch)")
        ->type_name("NAME");
    command
        .add_option("--mistakes", mistakes,
                    "of --what program: what it does wrong, as in Break it: " + model::all_names<Mistake>())
        ->type_name("NAME,...");
    command.add_option("--lang", language, "of --what story, program: the language, en or zh-CN (en)")
        ->type_name("ID");
    command.add_flag("--json", json, "print one JSON object: the shape, and of .png the ends of its colours");
    module.add_to(command);
}

void ExportCommand::run(const Environment& environment) const {
    if (!what) throw Error(ErrorCode::option_missing, {"--what", example});
    const auto wanted = model::choice_of<Exported>(*what, "--what");
    if (wanted != Exported::filters) require_path(image, Word::picture, example);
    require_path(output, "-o", example);
    const bool program = wanted == Exported::program;
    const bool story = wanted == Exported::story;
    require_use(dim, "--dim", wanted == Exported::map || program || story, *what);
    require_use(patch, "--patch", wanted == Exported::similarity || program || story, *what);
    require_use(language, "--lang", program || story, *what);
    require_use(theme, "--theme", story, *what);
    require_use(scale, "--scale", story, *what);
    require_use(size, "--size", story, *what);
    require_use(fps, "--fps", story, *what);
    require_use(mistakes, "--mistakes", program, *what);
    require_use(notation, "--notation", program, *what);
    require_use(clusters, "--clusters", wanted == Exported::clusters, *what);
    if (wanted == Exported::map && !dim) throw Error(ErrorCode::option_missing, {"--dim", map_example});
    if (wanted == Exported::similarity && !patch)
        throw Error(ErrorCode::option_missing, {"--patch", similarity_example});
    model::Selection selection;
    if (dim) {
        constexpr int largest = std::numeric_limits<int>::max();
        selection.dim = static_cast<int>(parse_integer(*dim, "--dim", 0, largest));
    }
    if (patch) selection.patch = parse_position(*patch, "--patch");
    int clusters_wanted = model::Maps::Choice{}.clusters;
    if (clusters) {
        clusters_wanted = static_cast<int>(
            parse_integer(*clusters, "--clusters", model::fewest_clusters, model::most_shown_clusters));
    }
    if (story) return export_story(environment);
    if (program) return export_program(environment, selection);
    const ExportFormat form = format_of(output, format);
    const std::array inputs{image, module.weights_file()};
    const std::string endings = endings_of(output, form, format.has_value());
    const std::filesystem::path place =
        output_place(output, {endings, form == ExportFormat::npy || form == ExportFormat::csv}, inputs,
                     environment.assets);
    if (json && place == "/dev/stdout") throw Error(ErrorCode::option_refused, {"--json", "-o -"});

    const std::string name = wanted == Exported::filters ? "proj.weight" : *what;
    const ModuleUse use = wanted == Exported::filters ? ModuleUse::weights : ModuleUse::vectors;
    auto [options, loaded] = module.resolve({}, environment, use);
    const std::stop_token& stop = environment.stop;
    ExportedNumbers exported;
    std::vector<ColourEnds> ends;
    const bool of_picture = options.weights.empty() && options.init == Init::pca;
    if (wanted == Exported::filters && !of_picture) {
        if (!image.empty()) print_note(english()("command.idle_picture", {image.string()}));
        exported = filter_numbers(make_weights(options, std::move(loaded), nullptr, stop).weight);
        write_as(
            form, place, name, exported, [&] { return filter_picture(exported, output.string(), ends); },
            stop);
    } else {
        require_path(image, Word::picture, example);
        const model::ResultsPointer results =
            computed(*this, options, selection, wanted, clusters_wanted, environment);
        exported = exported_numbers(wanted, *results);
        if (wanted == Exported::clusters) note_fewer(exported, clusters_wanted);
        write_as(
            form, place, name, exported,
            [&] { return exported_picture(wanted, *results, exported, output.string(), ends); }, stop);
    }
    if (json) return print_json(report_of(*what, exported, ends));
    if (form == ExportFormat::png) print_ends(wanted, ends);
}

}  // namespace patchlens::command_line
