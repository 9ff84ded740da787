# What every target of our own shares: strict warnings, includes rooted at the repository.
# Dependencies are SYSTEM, so their headers stay silent.
function(patchlens_target name)
    target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                           -Wnon-virtual-dtor -Wold-style-cast -Werror)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # GCC 12 sees overlapping copies in std::string's own operator+ (its bug 105651).
        target_compile_options(${name} PRIVATE -Wno-restrict)
    endif()
    # PyTorch's numbers depend on where a multiply-add is fused; we fuse only where we say so (std::fma, Highway).
    target_compile_options(${name} PRIVATE -ffp-contract=off)
    target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

# patchlens_precompile(NAME HEADER …): what nearly every source of a target includes is read once for all of them, which
# halves the time to build. PATCHLENS_PRECOMPILE=OFF reads every source as it stands, and so finds those that do not name
# what they use.
function(patchlens_precompile name)
    if(NOT PATCHLENS_PRECOMPILE)
        return()
    endif()
    target_precompile_headers(${name} PRIVATE
        <algorithm> <cmath> <cstdint> <filesystem> <functional> <map> <memory> <optional> <span> <string> <string_view>
        <variant> <vector> <Eigen/Core> <nlohmann/json.hpp> ${ARGN})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # False alarms that are silent in system headers, but not in precompiled ones.
        target_compile_options(${name} PRIVATE -Wno-stringop-overflow -Wno-array-bounds -Wno-stringop-overread)
    endif()
endfunction()
