#include "app/ui/drawing/pictures.h"

namespace patchlens::ui {

const Texture& Pictures::of(std::string_view name, const Source& source, Sampling sampling,
                            const std::function<Image()>& paint) {
    const auto found = entries_.find(name);
    if (found != entries_.end() && found->second.source == source) return *found->second.texture;
    Entry& entry = found != entries_.end() ? found->second : entries_[std::string(name)];
    entry.texture = textures_.upload(paint(), sampling);
    entry.source = source;
    return *entry.texture;
}

const Texture& Pictures::of(std::string_view name, const std::shared_ptr<const Image>& image,
                            Sampling sampling) {
    const Source source{image};
    const auto found = entries_.find(name);
    if (found != entries_.end() && found->second.source == source) return *found->second.texture;
    Entry& entry = found != entries_.end() ? found->second : entries_[std::string(name)];
    entry.texture = textures_.upload(*image, sampling);
    entry.source = source;
    return *entry.texture;
}

Range Pictures::range(std::string_view name, const Source& source, std::span<const float> values) {
    const auto found = ranges_.find(name);
    if (found != ranges_.end() && found->second.source == source) return found->second.range;
    KnownRange& known = found != ranges_.end() ? found->second : ranges_[std::string(name)];
    known = {source, range_of(values)};
    return known.range;
}

}  // namespace patchlens::ui
