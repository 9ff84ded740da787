# libexif, which reads the orientation a camera wrote into a JPEG: target exif::exif.
find_path(LibExif_INCLUDE_DIR libexif/exif-data.h)
find_library(LibExif_LIBRARY exif)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibExif REQUIRED_VARS LibExif_LIBRARY LibExif_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "Install libexif (Debian: libexif-dev).")
if(LibExif_FOUND AND NOT TARGET exif::exif)
    add_library(exif::exif UNKNOWN IMPORTED)
    set_target_properties(exif::exif PROPERTIES
        IMPORTED_LOCATION "${LibExif_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${LibExif_INCLUDE_DIR}")
endif()
mark_as_advanced(LibExif_INCLUDE_DIR LibExif_LIBRARY)
