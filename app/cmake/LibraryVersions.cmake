# The versions of libraries that their headers do not tell: stb_version, exif_version; empty where they are not
# to be had.
file(STRINGS "${Stb_INCLUDE_DIR}/stb_image.h" stb_title LIMIT_COUNT 1)
string(REGEX MATCH "[0-9]+\\.[0-9]+" stb_version "${stb_title}")

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    pkg_check_modules(LibExifPackage QUIET libexif)
endif()
set(exif_version "${LibExifPackage_VERSION}")
