# What every target of our own shares: strict warnings, includes rooted at the repository.
# Dependencies are SYSTEM, so their headers stay silent.
function(patchlens_target name)
    target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                           -Wnon-virtual-dtor -Wold-style-cast -Werror)
    # PyTorch's numbers depend on where a multiply-add is fused; we fuse only where we say so (std::fma, Highway).
    target_compile_options(${name} PRIVATE -ffp-contract=off)
    target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()
