# Dear ImGui with its GLFW and OpenGL 3 backends: target imgui::imgui.
# PATCHLENS_IMGUI_DIR builds a source tree of any version from 1.86 on; otherwise the system's library is taken,
# and where there is none a pinned release is fetched.
set(PATCHLENS_IMGUI_DIR "" CACHE PATH "A Dear ImGui source tree to build instead of the system's library")
include(FindPackageHandleStandardArgs)

if(NOT PATCHLENS_IMGUI_DIR)
    find_package(PkgConfig QUIET)
    if(PkgConfig_FOUND)
        pkg_check_modules(ImGuiPackage QUIET IMPORTED_TARGET imgui>=1.86)
    endif()
    if(NOT ImGuiPackage_FOUND)
        FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git GIT_TAG v1.90.9)
        FetchContent_MakeAvailable(imgui)
        set(PATCHLENS_IMGUI_DIR "${imgui_SOURCE_DIR}")
    endif()
endif()

if(PATCHLENS_IMGUI_DIR)
    file(GLOB imgui_sources "${PATCHLENS_IMGUI_DIR}/imgui*.cpp")
    list(FILTER imgui_sources EXCLUDE REGEX "imgui_demo")
    add_library(patchlens_imgui STATIC EXCLUDE_FROM_ALL ${imgui_sources}
        "${PATCHLENS_IMGUI_DIR}/backends/imgui_impl_glfw.cpp"
        "${PATCHLENS_IMGUI_DIR}/backends/imgui_impl_opengl3.cpp")
    # Old names are refused here alone: from 1.87 on ImGuiIO is another struct without them, and the system's library
    # has them.
    target_compile_definitions(patchlens_imgui PUBLIC
        IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_USE_WCHAR32)
    target_include_directories(patchlens_imgui SYSTEM PUBLIC "${PATCHLENS_IMGUI_DIR}" "${PATCHLENS_IMGUI_DIR}/backends")
    target_link_libraries(patchlens_imgui PUBLIC glfw ${CMAKE_DL_LIBS})
    add_library(imgui::imgui ALIAS patchlens_imgui)
    set(ImGui_LOCATION "${PATCHLENS_IMGUI_DIR}")
else()
    add_library(imgui::imgui INTERFACE IMPORTED)
    target_link_libraries(imgui::imgui INTERFACE PkgConfig::ImGuiPackage glfw ${CMAKE_DL_LIBS})
    find_path(ImGui_BACKENDS_DIR imgui_impl_glfw.h HINTS ${ImGuiPackage_INCLUDE_DIRS} PATH_SUFFIXES backends REQUIRED)
    target_include_directories(imgui::imgui SYSTEM INTERFACE ${ImGuiPackage_INCLUDE_DIRS} "${ImGui_BACKENDS_DIR}")
    set(ImGui_LOCATION "${ImGuiPackage_LIBDIR}")
endif()
find_package_handle_standard_args(ImGui REQUIRED_VARS ImGui_LOCATION)
