// The text beside the views of what vectors are good for: nearest patches, clusters, the cloud.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/story.h"

namespace patchlens::ui {
namespace {

/// Fewer random dimensions keep the distances of pixels only roughly.
constexpr int many_dimensions = 32;

/// What such vectors know, and what not: it differs between weights that are random and the program's learned
/// ones. Of few random ones, and of all others, less can be said.
std::string honestly(const Scene& scene, const char* of_random, const char* of_learned) {
    const model::ModuleOptions& module = scene.results.options;
    const bool many = module.config.embed_dim >= many_dimensions;
    const char* key = "maps.honest.plain";
    if (model::are_drawn(module) && many) key = of_random;
    if (model::are_learned(module)) key = of_learned;
    return scene.context.language(key, {grouped(module.config.conv_shape().fan_in())});
}

/// How many vectors are left out, and the patch of the first, in the words of `key`.
void say_left_out(const Scene& scene, const char* key, const std::vector<std::int64_t>& left_out,
                  std::vector<std::string>& sentences) {
    if (left_out.empty()) return;
    sentences.push_back(scene.context.language(key, {grouped(static_cast<std::int64_t>(left_out.size())),
                                                     place_text(scene.grid().position(left_out.front()))}));
}

}  // namespace

void tell_neighbours(const Scene& scene, Column& column) {
    const model::Language& language = scene.context.language;
    const auto& found = scene.results.analyses.neighbours;
    const bool distance = scene.session.choice<model::Maps>().measure == model::Measure::euclid;
    std::vector<std::string> sentences{
        language(distance ? "maps.neighbours.euclid" : "maps.neighbours.cosine")};
    if (found && found->nearest.empty()) {
        sentences.emplace_back(language("maps.similarity.alone"));
    } else if (found) {
        const model::MeasuredToken& first = found->nearest.front();
        const std::string value = found->measure == model::Measure::euclid ? without_plus(first.value)
                                                                           : similarity_text(first.value);
        sentences.push_back(language("maps.neighbours.first", {place_text(scene.grid().position(first.token)),
                                                               place_text(found->of), value}));
    }
    sentences.emplace_back(language("maps.neighbours.walk"));
    sentences.push_back(honestly(scene, "maps.neighbours.honest.random", "maps.neighbours.honest.learned"));
    chapter_text(scene.context, column, language("maps.view.neighbours"), sentences);
}

void tell_clusters(const Scene& scene, Column& column) {
    draw_cluster_list(scene, column);
    const model::Language& language = scene.context.language;
    const auto& found = scene.results.analyses.clusters;
    const int wanted = found ? found->wanted : scene.session.choice<model::Maps>().clusters;
    std::vector<std::string> sentences{language("maps.clusters.1", {std::to_string(wanted)})};
    const bool directions = scene.session.choice<model::Maps>().clusters_by == model::Measure::cosine;
    sentences.emplace_back(language(directions ? "maps.clusters.directions" : "maps.clusters.distances"));
    if (found) {
        const Clusters& clusters = found->found;
        const std::size_t count = clusters.sizes.size();
        if (count < static_cast<std::size_t>(wanted))
            sentences.push_back(language("maps.clusters.fewer", {std::to_string(count)}));
        const PatchPosition patch = scene.selected();
        const int label = clusters.labels[static_cast<std::size_t>(scene.grid().token(patch))];
        if (label >= 0) {
            sentences.push_back(
                language("maps.clusters.own", {place_text(patch), std::to_string(label + 1),
                                               grouped(clusters.sizes[static_cast<std::size_t>(label)])}));
        }
        say_left_out(scene, "maps.clusters.left_out", found->left_out, sentences);
    }
    sentences.emplace_back(language("maps.clusters.2"));
    sentences.push_back(
        honestly(scene, directions ? "maps.honest.plain" : "maps.clusters.honest.random",
                 directions ? "maps.clusters.honest.learned_directions" : "maps.clusters.honest.learned"));
    chapter_text(scene.context, column, language("maps.clusters.title"), sentences);
}

void tell_cloud(const Scene& scene, Column& column) {
    const model::Language& language = scene.context.language;
    const auto& found = scene.results.analyses.components;
    const std::string patches = grouped(scene.grid().num_patches());
    const char* title = language("maps.view.cloud");
    if (scene.grid().num_patches() == 1)
        return chapter_text(scene.context, column, title, {language("maps.cloud.alone")});
    if (found && found->total_variance == 0)
        return chapter_text(scene.context, column, title, {language("maps.cloud.equal", {patches})});
    std::vector<std::string> sentences{language("maps.cloud.1", {patches})};
    if (found) {
        const auto directions = std::ranges::count_if(found->shares, [](double share) { return share > 0; });
        if (directions == 1) sentences.emplace_back(language("maps.cloud.line"));
        if (directions == 2) sentences.emplace_back(language("maps.cloud.plane"));
        say_left_out(scene, "maps.cloud.left_out", found->left_out, sentences);
    }
    sentences.emplace_back(language("maps.cloud.2"));
    sentences.push_back(honestly(scene, "maps.cloud.honest.random", "maps.cloud.honest.learned"));
    chapter_text(scene.context, column, title, sentences);
}

}  // namespace patchlens::ui
