// Textures of what is on the screen, each uploaded again only when what it shows has changed; and the range
// of the numbers they are painted from.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/drawing/raster.h"
#include "app/ui/drawing/textures.h"

namespace patchlens::ui {

/// What a texture was made from. Holding the source keeps its address from being given to something else.
struct Source {
    std::shared_ptr<const void> from;
    std::int64_t part = 0;          ///< which part of it, or how it was painted
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
    /// The same of a picture so small that its pyramid is made here.
    const Texture& thumbnail(std::string_view name, const std::shared_ptr<const Image>& image);
    /// range_of(values), looked for again only when `source` is another.
    Range range(std::string_view name, const Source& source, std::span<const float> values);

    /// Once a frame: uploads more of a picture that is not complete yet, once it has stayed for a while:
    /// while a slider is dragged, the next one is there before the details are.
    void refine();
    /// Whether a picture still lacks details.
    bool refining() const;

private:
    struct Entry {
        Source source;
        std::unique_ptr<Texture> texture;
        int frames = 0;  ///< that it has been waiting for its details
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
