# libwebp, libwebpdemux and libwebpmux, which code WebP, read and write its container: targets webp::webp, webp::demux and
# webp::mux.
find_path(WebP_INCLUDE_DIR webp/demux.h)
find_library(WebP_LIBRARY webp)
find_library(WebP_DEMUX_LIBRARY webpdemux)
find_library(WebP_MUX_LIBRARY webpmux)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(WebP REQUIRED_VARS WebP_LIBRARY WebP_DEMUX_LIBRARY WebP_MUX_LIBRARY
    WebP_INCLUDE_DIR
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
    add_library(webp::mux UNKNOWN IMPORTED)
    set_target_properties(webp::mux PROPERTIES
        IMPORTED_LOCATION "${WebP_MUX_LIBRARY}"
        INTERFACE_LINK_LIBRARIES webp::webp)
endif()
mark_as_advanced(WebP_INCLUDE_DIR WebP_LIBRARY WebP_DEMUX_LIBRARY WebP_MUX_LIBRARY)
