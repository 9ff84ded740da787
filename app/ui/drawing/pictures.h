// A cache of the screen's textures, each uploaded again only when its source has changed, and of the ranges
// of the numbers they are painted from.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/drawing/raster.h"
#include "app/ui/drawing/textures.h"

namespace patchlens::ui {

/// What a texture was made from. Owning the source keeps its address from being reused.
struct Source {
    std::shared_ptr<const void> from;
    std::int64_t part = 0;          ///< which part of it, or a variant of the painting
    const void* colours = nullptr;  ///< the palette it was painted in

    bool operator==(const Source&) const = default;
};

class Pictures {
public:
    explicit Pictures(Textures& textures) : textures_(textures) {}

    /// The texture called `name`, painted by `paint` unless it still shows `source`.
    const Texture& of(std::string_view name, const Source& source, const std::function<Image()>& paint);
    /// The texture of a picture that is also made smaller; a large one shows its details some frames later.
    const Texture& of(std::string_view name, const std::shared_ptr<const Pyramid>& pyramid);
    /// The same for a picture so small that its pyramid is built here.
    const Texture& thumbnail(std::string_view name, const std::shared_ptr<const Image>& image);
    /// range_of(values), computed again only when `source` changes.
    Range range(std::string_view name, const Source& source, std::span<const float> values);
    /// The same for numbers that are not one after another in memory.
    Range range(std::string_view name, const Source& source, const std::function<Range()>& measure);

    /// The pixels of the texture that ImGui calls `id`; nothing where there is none.
    std::optional<Image> pixels(ImTextureID id) const;

    /// Once a frame: uploads more of an incomplete picture that has been on the screen for a few frames.
    /// While a slider is dragged, pictures are replaced before that.
    void refine();
    /// Whether a picture still lacks details.
    bool refining() const;

private:
    struct Entry {
        Source source;
        std::unique_ptr<Texture> texture;
        int frames = 0;  ///< since it began to wait for its details
    };

    struct KnownRange {
        Source source;
        Range range;
    };

    template <typename Upload>
    const Texture& uploaded(std::string_view name, const Source& source, const Upload& upload);

    Textures& textures_;
    std::map<std::string, Entry, std::less<>> entries_;
    std::map<std::string, KnownRange, std::less<>> ranges_;
};

}  // namespace patchlens::ui
