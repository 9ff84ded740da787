#include "core/picture/image_header.h"

#include <utility>

namespace patchlens {

void throw_damaged(std::string_view name, Argument reason) {
    throw Error(ErrorCode::picture_damaged, {name, std::move(reason)});
}

}  // namespace patchlens
