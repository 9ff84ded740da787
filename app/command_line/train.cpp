#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/english.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "app/command_line/parse.h"
#include "app/command_line/progress.h"
#include "app/model/state/names.h"
#include "app/model/state/option_limits.h"
#include "core/picture/image_format.h"
#include "core/support/thread_pool.h"
#include "core/training/filter_order.h"
#include "core/training/mean_filters.h"
#include "core/training/projection_trainer.h"
#include "core/training/random_patches.h"
#include "core/weights/expected_pixels.h"
#include "core/weights/safetensors.h"

namespace patchlens::command_line {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t most_steps = 100'000'000;
constexpr const char* usual_sparseness = "0.12";

/// What the file says of how it was learned.
std::map<std::string, std::string> metadata(const TrainCommand& command, const model::ModuleOptions& options,
                                            const TrainingOptions& training, std::int64_t steps) {
    std::string pictures;
    for (const std::filesystem::path& image : command.images)
        pictures += (pictures.empty() ? "" : ", ") + image.filename().string();
    std::map<std::string, std::string> told{
        {"format", "pt"},
        {"method", std::string(model::name_of(training.method))},
        {"steps", std::to_string(steps)},
        {"seed", std::to_string(training.seed)},
        {"batch", std::to_string(training.batch)},
        {"learning_rate", command.learning_rate},
        {"means_apart", command.means_apart ? "yes" : "no"},
        {trained_normalize, std::string(model::name_of(options.normalize))},
        {"pictures", pictures}};
    if (training.method == TrainingMethod::sparse)
        told["sparseness"] = command.sparseness.value_or(usual_sparseness);
    return told;
}

/// Whether all rows are the same but for rounding, of pixels 0..1 or normalised ones.
bool all_alike(ConstMatrixView rows) {
    constexpr float rounding = 1e-6F;
    for (Eigen::Index row = 1; row < rows.rows(); ++row) {
        if ((rows.row(row) - rows.row(0)).cwiseAbs().maxCoeff() > rounding) return false;
    }
    return true;
}

}  // namespace

void TrainCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", images, "the pictures to learn from (" + std::string(picture_formats) + ")");
    command.add_option("-o,--output", output, "the file to write")->type_name("OUT.safetensors");
    command
        .add_option(
            "--method", method,
            "sparse: edges and blobs; autoencoder: blurred waves: " + model::all_names<TrainingMethod>())
        ->type_name("NAME")
        ->capture_default_str();
    command.add_option("--steps", steps, "how many minibatches")->type_name("N")->capture_default_str();
    command.add_option("--batch", batch, "patches in a minibatch")->type_name("B")->capture_default_str();
    command.add_option("--learning-rate", learning_rate, "of Adam")->type_name("L")->capture_default_str();
    command
        .add_option("--sparseness", sparseness,
                    "its weight in the loss, beside reconstruction; sparse only (" +
                        std::string(usual_sparseness) + ")")
        ->type_name("S");
    command.add_flag(
        "--means-apart", means_apart,
        "the first filters are the means of the colours; the others learn what is left of a patch");
    module.add_to(command);
}

void TrainCommand::run(const Environment& environment) const {
    if (images.empty()) throw Error(ErrorCode::option_missing, {Word::picture, example});
    require_path(output, "-o", example);
    const std::filesystem::path place =
        output_place(output, {".safetensors", false}, images, environment.assets);
    if (module.weights) throw Error(ErrorCode::option_refused, {"--weights", "train"});
    if (module.init) throw Error(ErrorCode::option_refused, {"--init", "train"});
    const model::ModuleOptions options = module.resolve({}, environment, ModuleUse::learning).options;
    const TrainingOptions training{
        .method = model::choice_of<TrainingMethod>(method, "--method"),
        .batch = static_cast<int>(parse_integer(batch, "--batch", 1, TrainingOptions::most_batch)),
        .learning_rate = static_cast<double>(parse_factor(learning_rate, "--learning-rate", 1e-9F, 1.0F)),
        .sparseness = static_cast<double>(
            parse_factor(sparseness.value_or(usual_sparseness), "--sparseness", 0.0F, 1e6F)),
        .seed = options.seed};
    const std::int64_t count = parse_integer(steps, "--steps", 1, most_steps);
    if (sparseness && training.method != TrainingMethod::sparse)
        print_note(english()("command.idle_sparseness", {"--sparseness"}));

    require_writable(place, environment.stop);

    std::vector<Tensor> pictures;
    for (const std::filesystem::path& image : images)
        pictures.push_back(read_pixels(image, options, environment.stop));
    const ConvShape shape = options.config.conv_shape();
    const Tensor patches =
        random_patches(pictures, shape.patch_size, patches_to_learn_from(shape), options.seed);
    const ConstMatrixView rows = patches.matrix(patches.dimension(0));
    ConvShape learning = shape;  // of the filters that learn
    Tensor lesson;               // what they learn from, if not the patches as they are
    if (means_apart) {
        if (shape.embed_dim <= shape.in_chans)
            throw Error(ErrorCode::value_out_of_range,
                        {"--embed-dim", std::to_string(shape.in_chans + 1),
                         std::to_string(model::largest_embed_dim), std::to_string(shape.embed_dim)});
        learning.embed_dim -= shape.in_chans;
        lesson = without_means(rows, shape);
    }
    const ConstMatrixView learned_from = means_apart ? std::as_const(lesson).matrix(rows.rows()) : rows;
    if (all_alike(learned_from)) throw Error(ErrorCode::patches_alike);
    std::optional<Waiting> waiting(std::in_place, "preparing " + std::to_string(rows.rows()) +
                                                      " patches of " + std::to_string(rows.cols()) +
                                                      " numbers");
    ProjectionTrainer trainer(learned_from, learning, training, environment.stop);
    waiting.reset();
    lesson = Tensor();

    ThreadPool pool(module.thread_count());
    const std::int64_t report = std::max<std::int64_t>(count / 20, 1);
    auto before = Clock::now();
    double loss = 0.0;
    std::int64_t since = 0;
    for (std::int64_t step = 1; step <= count; ++step) {
        if (environment.stop.stop_requested()) throw Error(ErrorCode::cancelled);
        loss += trainer.step(&pool);
        ++since;
        if (step % report != 0 && step != count) continue;
        const std::chrono::duration<double> seconds = Clock::now() - before;
        std::cout << "step " << step << "  loss " << std::fixed << std::setprecision(4)
                  << loss / static_cast<double>(since) << "  " << std::setprecision(1)
                  << static_cast<double>(since) / seconds.count() << " steps/s" << std::endl;
        before = Clock::now();
        loss = 0.0;
        since = 0;
    }
    waiting.emplace("ordering " + std::to_string(shape.embed_dim) + " filters");
    ConvParameters learned = trainer.parameters();
    if (means_apart) learned = with_mean_filters(learned, rows, shape);
    learned = reordered(learned, best_first(std::as_const(learned.weight).matrix(shape.embed_dim), rows));
    waiting.reset();
    std::vector<NamedTensor> tensors{{"proj.weight", learned.weight}};
    if (!learned.bias.empty()) tensors.push_back({"proj.bias", learned.bias});
    write_safetensors(place, tensors, metadata(*this, options, training, count), environment.stop);
}

}  // namespace patchlens::command_line
