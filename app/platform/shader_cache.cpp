#include "app/platform/shader_cache.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "app/platform/paths.h"

namespace patchlens::platform {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t room_for_shaders = 16U << 20U;

/// Where Mesa keeps its shaders; empty where it has no place.
fs::path shader_folder() {
    const char* chosen = std::getenv("MESA_SHADER_CACHE_DIR");
    return chosen != nullptr ? fs::path(chosen) : cache_folder().parent_path();
}

}  // namespace

void keep_no_shaders_on_a_full_disk() {
#ifdef __linux__
    fs::path folder = shader_folder();
    std::error_code failed;
    while (folder.has_relative_path() && !fs::exists(folder, failed))
        folder = folder.parent_path();
    const fs::space_info space = fs::space(folder, failed);
    if (failed || space.available >= room_for_shaders) return;
    ::setenv("MESA_SHADER_CACHE_DISABLE", "true", 0);
    ::setenv("MESA_GLSL_CACHE_DISABLE", "true", 0);  // its name before Mesa 22
#endif
}

}  // namespace patchlens::platform
