# The OpenGL 3.3 core loader, generated at build time by glad 2 (Debian: python3-glad): target glad::glad.
find_program(GLAD_PROGRAM glad REQUIRED DOC "glad 2's generator (Debian: python3-glad, elsewhere: pip install glad2)")

set(glad_dir "${PROJECT_BINARY_DIR}/glad")
add_custom_command(
    OUTPUT "${glad_dir}/src/gl.c" "${glad_dir}/include/glad/gl.h" "${glad_dir}/include/KHR/khrplatform.h"
    COMMAND "${GLAD_PROGRAM}" --reproducible --quiet --out-path "${glad_dir}" --api gl:core=3.3 --extensions "" c --loader
    COMMENT "Generating the OpenGL loader"
    VERBATIM)
add_library(patchlens_glad STATIC "${glad_dir}/src/gl.c")
target_include_directories(patchlens_glad SYSTEM PUBLIC "${glad_dir}/include")
target_link_libraries(patchlens_glad PUBLIC ${CMAKE_DL_LIBS})
set_target_properties(patchlens_glad PROPERTIES POSITION_INDEPENDENT_CODE ON)
add_library(glad::glad ALIAS patchlens_glad)
