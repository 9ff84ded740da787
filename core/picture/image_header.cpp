#include "core/picture/image_header.h"

#include <string>

#include "core/error.h"

namespace patchlens {

void throw_damaged(std::string_view name, std::string_view reason) {
    throw Error(ErrorCode::picture_damaged, {std::string(name), std::string(reason)});
}

}  // namespace patchlens
