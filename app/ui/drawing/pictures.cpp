#include "app/ui/drawing/pictures.h"

#include <algorithm>

namespace patchlens::ui {
namespace {

constexpr int frames_before_details = 10;

}  // namespace

template <typename Upload>
const Texture& Pictures::uploaded(std::string_view name, const Source& source, const Upload& upload) {
    const auto found = entries_.find(name);
    if (found != entries_.end() && found->second.source == source) return *found->second.texture;
    Entry& entry = found != entries_.end() ? found->second : entries_[std::string(name)];
    entry.texture = upload();
    entry.source = source;
    entry.frames = 0;
    return *entry.texture;
}

const Texture& Pictures::of(std::string_view name, const Source& source,
                            const std::function<Image()>& paint) {
    return uploaded(name, source, [&] { return textures_.upload(paint()); });
}

const Texture& Pictures::of(std::string_view name, const std::shared_ptr<const Pyramid>& pyramid) {
    return uploaded(name, Source{pyramid}, [&] { return textures_.upload(pyramid); });
}

const Texture& Pictures::thumbnail(std::string_view name, const std::shared_ptr<const Image>& image) {
    return uploaded(name, Source{image},
                    [&] { return textures_.upload(std::make_shared<const Pyramid>(pyramid(*image))); });
}

Range Pictures::range(std::string_view name, const Source& source, std::span<const float> values) {
    return range(name, source, [&] { return range_of(values); });
}

Range Pictures::range(std::string_view name, const Source& source, const std::function<Range()>& measure) {
    const auto found = ranges_.find(name);
    if (found != ranges_.end() && found->second.source == source) return found->second.range;
    KnownRange& known = found != ranges_.end() ? found->second : ranges_[std::string(name)];
    known = {source, measure()};
    return known.range;
}

std::optional<Image> Pictures::pixels(ImTextureID id) const {
    for (const auto& [name, entry] : entries_) {
        if (entry.texture->id() == id) return entry.texture->pixels();
    }
    return std::nullopt;
}

void Pictures::refine() {
    for (auto& [name, entry] : entries_) {
        if (entry.texture->complete()) continue;
        if (++entry.frames > frames_before_details) entry.texture->refine();
        return;
    }
}

bool Pictures::refining() const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [](const auto& entry) { return !entry.second.texture->complete(); });
}

}  // namespace patchlens::ui
