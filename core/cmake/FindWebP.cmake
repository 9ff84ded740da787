# libwebp and libwebpdemux, which decode WebP and read its container: targets webp::webp and webp::demux.
find_path(WebP_INCLUDE_DIR webp/demux.h)
find_library(WebP_LIBRARY webp)
find_library(WebP_DEMUX_LIBRARY webpdemux)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(WebP REQUIRED_VARS WebP_LIBRARY WebP_DEMUX_LIBRARY WebP_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "Install libwebp (Debian: libwebp-dev).")
if(WebP_FOUND AND NOT TARGET webp::webp)
    add_library(webp::webp UNKNOWN IMPORTED)
    set_target_properties(webp::webp PROPERTIES
        IMPORTED_LOCATION "${WebP_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${WebP_INCLUDE_DIR}")
    add_library(webp::demux UNKNOWN IMPORTED)
    set_target_properties(webp::demux PROPERTIES
        IMPORTED_LOCATION "${WebP_DEMUX_LIBRARY}"
        INTERFACE_LINK_LIBRARIES webp::webp)
endif()
mark_as_advanced(WebP_INCLUDE_DIR WebP_LIBRARY WebP_DEMUX_LIBRARY)
