# What `cpack` makes: an archive that runs from wherever it is unpacked, and where Debian's tools are, a .deb whose
# dependencies are those of the system it is built on.
set(CPACK_PACKAGE_NAME patchlens)
set(CPACK_PACKAGE_VENDOR "The PatchLens authors")
set(CPACK_PACKAGE_CONTACT "The PatchLens authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION "PatchLens opens a picture and shows which pixels make which patch,
which multiplications make which number, and what the vector of every
patch looks like. Every number is the one that PyTorch would print. It is
made for teaching.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
string(TOLOWER "patchlens-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" CPACK_PACKAGE_FILE_NAME)

# Which parts go into which package: cpack reads this file once for each.
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_LIST_DIR}/PackageParts.cmake")
set(CPACK_GENERATOR TGZ)

find_program(PATCHLENS_SHLIBDEPS dpkg-shlibdeps)
find_program(PATCHLENS_FILE file)
if(PATCHLENS_SHLIBDEPS AND PATCHLENS_FILE AND PATCHLENS_GZIP)
    list(APPEND CPACK_GENERATOR DEB)
    set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
    set(CPACK_DEBIAN_PACKAGE_SECTION education)
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
    # What no linker sees: OpenGL and the client of speech-dispatcher are opened at run time, and fonts are looked for.
    set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libgl1, libgl1-mesa-dri, libspeechd2, fonts-inter, fonts-jetbrains-mono, \
fonts-noto-cjk | fonts-wqy-microhei")
    set(CPACK_DEBIAN_PACKAGE_SUGGESTS speech-dispatcher)
endif()
include(CPack)
