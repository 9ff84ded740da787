#include "app/ui/widgets/normalize_text.h"

namespace patchlens::ui {

const char* normalize_text(const model::Language& language, Normalize normalize) {
    switch (normalize) {
        case Normalize::none:
            return language("normalize.none");
        case Normalize::imagenet:
            return language("normalize.imagenet");
        case Normalize::clip:
            return language("normalize.clip");
        case Normalize::half:
            break;
    }
    return language("normalize.half");
}

const char* zero_text(const model::Language& language, Normalize normalize) {
    switch (normalize) {
        case Normalize::none:
            return language("projection.zero_black");
        case Normalize::half:
            return language("projection.zero_grey");
        case Normalize::imagenet:
        case Normalize::clip:
            break;
    }
    return language("projection.zero_mean");
}

}  // namespace patchlens::ui
