#include "app/model/computing/saved_run.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "app/model/chapters/weights.h"
#include "app/model/state/names.h"
#include "core/support/file_error.h"
#include "core/weights/safetensors.h"

namespace patchlens::model {
namespace {

using Metadata = std::map<std::string, std::string>;

template <typename Number>
std::string written_number(Number number) {
    char text[40] = {};
    return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

/// `otherwise` where the number is missing or none.
template <typename Number>
Number number_in(const Metadata& metadata, const std::string& key, Number otherwise) {
    const auto found = metadata.find(key);
    if (found == metadata.end()) return otherwise;
    const std::string& text = found->second;
    Number number = otherwise;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

template <typename Value>
Value named_in(const Metadata& metadata, const std::string& key, Value otherwise) {
    const auto found = metadata.find(key);
    for (const auto& [name, value] : names_of<Value>) {
        if (found != metadata.end() && name == found->second) return value;
    }
    return otherwise;
}

std::string text_in(const Metadata& metadata, const std::string& key) {
    const auto found = metadata.find(key);
    return found == metadata.end() ? std::string() : found->second;
}

std::string text_of(const std::vector<double>& losses) {
    std::string text;
    for (const double loss : losses)
        text += (text.empty() ? "" : " ") + written_number(static_cast<float>(loss));
    return text;
}

LossCurve losses_in(const Metadata& metadata) {
    std::vector<double> points;
    std::istringstream text(text_in(metadata, "losses"));
    for (double loss = 0; points.size() + 1 < LossCurve::most_points && text >> loss;)
        points.push_back(loss);
    return {std::move(points),
            std::max<std::int64_t>(1, number_in<std::int64_t>(metadata, "losses_every", 1))};
}

}  // namespace

void write_trained(const TrainingProgress& run, const std::filesystem::path& file) {
    std::error_code failed;
    std::filesystem::create_directories(file.parent_path(), failed);
    if (failed && !file.parent_path().empty()) throw unwritable(file, failed.value());
    const ConvParameters& learned = run.weights->parameters;
    std::vector<NamedTensor> tensors{{"proj.weight", learned.weight}};
    if (!learned.bias.empty()) tensors.push_back({"proj.bias", learned.bias});
    const TrainingOptions& options = run.plan.options;
    Metadata metadata{{"format", "pt"},
                      {"method", std::string(name_of(options.method))},
                      {"steps", std::to_string(run.steps)},
                      {"seed", std::to_string(options.seed)},
                      {"batch", std::to_string(options.batch)},
                      {"settle_after", std::to_string(options.settle_after)},
                      {trained_normalize, std::string(name_of(run.plan.preprocess.normalize))},
                      {"learns_from",
                       std::string(name_of(run.plan.from_samples ? LearnFrom::samples : LearnFrom::picture))},
                      {"picture", run.plan.picture},
                      {"loss", written_number(run.loss)},
                      {"losses", text_of(run.losses.points())},
                      {"losses_every", std::to_string(run.losses.steps_a_point())}};
    if (run.edges.share) metadata["edges"] = written_number(*run.edges.share);
    if (run.edges.quarter_at) metadata["quarter_edges_at"] = std::to_string(*run.edges.quarter_at);
    write_safetensors(file, tensors, metadata);
}

TrainingPointer read_trained(const std::filesystem::path& file, const std::stop_token& stop) {
    const Metadata metadata = SafetensorsFile(ByteSource(file), stop).metadata();
    if (!metadata.contains("method") || !metadata.contains("steps")) return nullptr;
    auto run = std::make_shared<TrainingProgress>();
    ModuleOptions module;
    module.weights = file;
    run->weights = load_weights(module, stop);
    const Shape& shape = run->weights->parameters.weight.shape();
    run->file = file;
    run->plan.shape = {static_cast<int>(shape[0]), static_cast<int>(shape[1]), run->weights->patch_size(),
                       run->weights->has_bias};
    TrainingOptions& options = run->plan.options;
    options.method = named_in(metadata, "method", options.method);
    options.seed = number_in(metadata, "seed", options.seed);
    options.batch = std::clamp(number_in(metadata, "batch", options.batch), 1, TrainingOptions::most_batch);
    options.settle_after = std::max<std::int64_t>(0, number_in<std::int64_t>(metadata, "settle_after", 0));
    run->plan.preprocess.normalize = named_in(metadata, trained_normalize, Normalize::none);
    run->plan.preprocess.in_chans = run->plan.shape.in_chans;
    run->plan.from_samples = named_in(metadata, "learns_from", LearnFrom::picture) == LearnFrom::samples;
    run->plan.picture = text_in(metadata, "picture");
    run->steps = std::max<std::int64_t>(0, number_in<std::int64_t>(metadata, "steps", 0));
    run->loss = number_in(metadata, "loss", 0.0);
    run->losses = losses_in(metadata);
    if (metadata.contains("edges")) run->edges.share = number_in(metadata, "edges", 0.0);
    if (metadata.contains("quarter_edges_at"))
        run->edges.quarter_at = number_in<std::int64_t>(metadata, "quarter_edges_at", 0);
    return run;
}

std::filesystem::path newest_trained(const std::filesystem::path& folder) {
    std::filesystem::path newest;
    std::filesystem::file_time_type when;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const std::filesystem::file_time_type written = entry.last_write_time(failed);
        if (failed || entry.path().extension() != ".safetensors") continue;
        if (!newest.empty() && written <= when) continue;
        newest = entry.path();
        when = written;
    }
    return newest;
}

}  // namespace patchlens::model
