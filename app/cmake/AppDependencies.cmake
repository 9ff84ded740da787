# The libraries the program stands on, found as core/cmake/CoreDependencies.cmake finds its own.
set(GLFW_BUILD_DOCS OFF CACHE INTERNAL "")
set(GLFW_BUILD_TESTS OFF CACHE INTERNAL "")
set(GLFW_BUILD_EXAMPLES OFF CACHE INTERNAL "")

FetchContent_Declare(CLI11 SYSTEM
    GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git GIT_TAG v2.4.2
    FIND_PACKAGE_ARGS 2.1 CONFIG)
FetchContent_Declare(glfw3 SYSTEM
    GIT_REPOSITORY https://github.com/glfw/glfw.git GIT_TAG 3.4
    FIND_PACKAGE_ARGS 3.3 CONFIG)
FetchContent_MakeAvailable(CLI11 glfw3)
find_package(ImGui REQUIRED)
find_package(Fontconfig REQUIRED)
find_package(Freetype REQUIRED)
find_package(OpenGL REQUIRED COMPONENTS EGL)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND AND UNIX AND NOT APPLE)
    pkg_check_modules(xcb QUIET IMPORTED_TARGET xcb)
endif()
include(Glad)
