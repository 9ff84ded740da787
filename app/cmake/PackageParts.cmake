# Read by cpack before it makes a package: a .deb has a few things elsewhere than an archive. The library and its headers
# are in neither.
set(parts program prefix)
if(CPACK_GENERATOR STREQUAL "DEB")
    set(parts program debian)
endif()
list(GET CPACK_INSTALL_CMAKE_PROJECTS 0 build_folder)
set(CPACK_INSTALL_CMAKE_PROJECTS "")
foreach(part IN LISTS parts)
    list(APPEND CPACK_INSTALL_CMAKE_PROJECTS "${build_folder}" patchlens ${part} /)
endforeach()
