# What every target of our own shares: strict warnings, includes rooted at the repository.
# Dependencies are SYSTEM, so their headers stay silent.
function(patchlens_target name)
    target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                           -Wnon-virtual-dtor -Wold-style-cast)
    if(PATCHLENS_WARNINGS_ARE_ERRORS)
        target_compile_options(${name} PRIVATE -Werror)
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            # What GCC calls "maybe" depends on what it happens to inline; of std::optional and std::string it is often wrong.
            target_compile_options(${name} PRIVATE -Wno-error=maybe-uninitialized)
        endif()
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # GCC 12 sees overlapping copies in std::string's own operator+ (its bug 105651).
        target_compile_options(${name} PRIVATE -Wno-restrict)
    endif()
    # PyTorch's numbers depend on where a multiply-add is fused; we fuse only where we say so (std::fma, Highway).
    target_compile_options(${name} PRIVATE -ffp-contract=off)
    target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

# patchlens_unite(NAME [ALONE SOURCE …]): compiles the sources of a target several at a time, so that what they include is
# read once for all of them: the whole program then builds in less than half the time. ALONE are sources whose macros or
# own loops over instruction sets are not for others to see. PATCHLENS_UNITE=OFF compiles every source by itself, and so
# finds those that do not name what they use.
function(patchlens_unite name)
    cmake_parse_arguments(PARSE_ARGV 1 unite "" "" "ALONE")
    if(NOT PATCHLENS_UNITE)
        return()
    endif()
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${PATCHLENS_UNITE_SOURCES})
    set_source_files_properties(${unite_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# patchlens_precompile(NAME HEADER …): the same for tests, whose sources share names and stay apart: the headers are read
# once for all of them.
function(patchlens_precompile name)
    if(NOT PATCHLENS_UNITE)
        return()
    endif()
    target_precompile_headers(${name} PRIVATE ${ARGN})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # False alarms that are silent in system headers, but not in precompiled ones.
        target_compile_options(${name} PRIVATE -Wno-stringop-overflow -Wno-array-bounds -Wno-stringop-overread)
    endif()
endfunction()

# patchlens_build_quickly(NAME): for tests, which are large and run in moments: what counts is how soon they are built. Not
# without any optimisation: the linker keeps one copy of each of Eigen's functions, and a test's copy would slow the
# library down.
function(patchlens_build_quickly name)
    target_compile_options(${name} PRIVATE -O1)
endfunction()
