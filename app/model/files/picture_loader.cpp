#include "app/model/files/picture_loader.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/picture/resize.h"

namespace patchlens::model {
namespace {

LoadedPicture load(const std::filesystem::path& path, const auto& running) {
    const auto on_progress = [&](const OpeningProgress& progress) { return running.report(progress); };
    auto picture = std::make_shared<Picture>(Picture{path, load_image(path, {}, on_progress)});
    auto small = std::make_shared<Image>(thumbnail(picture->decoded.image, thumbnail_side));
    return {std::move(picture), std::move(small), mark_of(path, running.stop())};
}

}  // namespace

Size picture_size(const LoadedPicture& loaded, const ModuleOptions& module) {
    if (loaded.picture) return loaded.picture->decoded.image.size;
    const auto [img_size, patch_size] = std::pair(module.config.img_size, module.config.patch_size);
    return {std::max(img_size.height, patch_size.height), std::max(img_size.width, patch_size.width)};
}

Image thumbnail(const Image& image, int side) {
    const int longer = std::max(image.size.height, image.size.width);
    if (longer <= side) return image;
    const auto smaller = [&](int length) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(length) * side / longer)));
    };
    return resize(image, {smaller(image.size.height), smaller(image.size.width)}, ResizeFilter::bilinear);
}

PictureLoader::PictureLoader(std::function<void()> wake)
    : pictures_([](const std::filesystem::path& path, const auto& running) { return load(path, running); },
                std::move(wake)) {}

}  // namespace patchlens::model
