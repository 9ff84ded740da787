#include "app/platform/about.h"

#include <string>

#include <CLI/Version.hpp>
#include <Eigen/Core>
#include <GLFW/glfw3.h>
#include <fontconfig/fontconfig.h>
#include <hwy/highway.h>
#include <imgui.h>
#include <nlohmann/json.hpp>

namespace patchlens::platform {
namespace {

std::string dotted(int major, int minor, int patch) {
    return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

/// The version of the library loaded at run time, which may differ from the one built against.
std::string glfw_version() {
    int major = 0;
    int minor = 0;
    int patch = 0;
    glfwGetVersion(&major, &minor, &patch);
    return dotted(major, minor, patch);
}

std::string fontconfig_version() {
    const int version = FcGetVersion();
    return dotted(version / 10000, version / 100 % 100, version % 100);
}

}  // namespace

ui::About about() {
    return {PATCHLENS_VERSION,
            {{"Dear ImGui", ImGui::GetVersion(), "MIT"},
             {"GLFW", glfw_version(), "zlib"},
             {"Eigen", dotted(EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION), "MPL 2.0"},
             {"Highway", dotted(HWY_MAJOR, HWY_MINOR, HWY_PATCH), "Apache 2.0"},
             {"stb_image", PATCHLENS_STB_VERSION, "MIT"},
             {"libjpeg-turbo", PATCHLENS_JPEG_VERSION, "IJG, BSD 3-Clause"},
             {"libwebp", PATCHLENS_WEBP_VERSION, "BSD 3-Clause"},
             {"libzip", PATCHLENS_ZIP_VERSION, "BSD 3-Clause"},
             {"libexif", PATCHLENS_EXIF_VERSION, "LGPL 2.1"},
             {"OpenSSL", PATCHLENS_OPENSSL_VERSION, "Apache 2.0"},
             {"JSON for Modern C++",
              dotted(NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH),
              "MIT"},
             {"CLI11", CLI11_VERSION, "BSD 3-Clause"},
             {"fontconfig", fontconfig_version(), "MIT"}}};
}

}  // namespace patchlens::platform
