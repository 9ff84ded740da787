# The versions of libraries that their headers do not tell: stb_version, exif_version, jpeg_version, webp_version and
# zip_version; empty where they are not to be had.
file(STRINGS "${Stb_INCLUDE_DIR}/stb_image.h" stb_title LIMIT_COUNT 1)
string(REGEX MATCH "[0-9]+\\.[0-9]+" stb_version "${stb_title}")

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    pkg_check_modules(LibExifPackage QUIET libexif)
    pkg_check_modules(JpegPackage QUIET libjpeg)
    pkg_check_modules(WebPPackage QUIET libwebp)
    pkg_check_modules(LibZipPackage QUIET libzip)
endif()
set(exif_version "${LibExifPackage_VERSION}")
set(jpeg_version "${JpegPackage_VERSION}")
set(webp_version "${WebPPackage_VERSION}")
set(zip_version "${LibZipPackage_VERSION}")
