# What `cmake --install` lays out for the program, all of it below the prefix and found from the program's own place, so
# that the folder can be moved. Component `program` is the same everywhere; `prefix` is what /usr/local and an archive
# have, `debian` the same things where Debian wants them.
include(GNUInstallDirs)

function(patchlens_install component destination)
    install(FILES ${ARGN} DESTINATION "${destination}" COMPONENT ${component})
endfunction()

install(TARGETS patchlens RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT program)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/assets/" DESTINATION "${CMAKE_INSTALL_DATADIR}/patchlens" COMPONENT program
    FILES_MATCHING PATTERN "*.png" PATTERN "*.json" PATTERN "*.safetensors")
patchlens_install(program "${CMAKE_INSTALL_DATADIR}/icons/hicolor/256x256/apps"
    "${PROJECT_SOURCE_DIR}/assets/icon/patchlens.png")
if(NOT UNIX OR CMAKE_CROSSCOMPILING)
    return()
endif()

# The desktop: the menu's entry, the type of lessons, the text of software centres.
patchlens_install(program "${CMAKE_INSTALL_DATADIR}/applications" "${PROJECT_SOURCE_DIR}/assets/patchlens.desktop")
patchlens_install(program "${CMAKE_INSTALL_DATADIR}/mime/packages" "${PROJECT_SOURCE_DIR}/assets/patchlens-mime.xml")
configure_file("${PROJECT_SOURCE_DIR}/assets/patchlens.metainfo.xml.in"
    "${PROJECT_BINARY_DIR}/pages/org.patchlens.patchlens.metainfo.xml" @ONLY)
patchlens_install(program "${CMAKE_INSTALL_DATADIR}/metainfo"
    "${PROJECT_BINARY_DIR}/pages/org.patchlens.patchlens.metainfo.xml")

# The manual page and the shells' completions, written by a program that knows the command line.
set(pages "${PROJECT_BINARY_DIR}/pages")
add_executable(write_pages write_pages.cpp)
patchlens_target(write_pages)
target_compile_definitions(write_pages PRIVATE PATCHLENS_VERSION="${PROJECT_VERSION}")
target_link_libraries(write_pages PRIVATE patchlens_command_line)
add_custom_command(OUTPUT "${pages}/patchlens.1" "${pages}/patchlens.bash" "${pages}/_patchlens"
    COMMAND write_pages "${PROJECT_SOURCE_DIR}/assets" "${pages}"
    DEPENDS write_pages "${PROJECT_SOURCE_DIR}/assets/presets.json"
    COMMENT "Writing the manual page and the completions"
    VERBATIM)
set(written "${pages}/patchlens.1" "${pages}/patchlens.bash" "${pages}/_patchlens")
install(FILES "${pages}/patchlens.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
    RENAME patchlens COMPONENT program)
patchlens_install(prefix "${CMAKE_INSTALL_MANDIR}/man1" "${pages}/patchlens.1")
patchlens_install(prefix "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" "${pages}/_patchlens")
patchlens_install(prefix "${CMAKE_INSTALL_DOCDIR}" "${PROJECT_SOURCE_DIR}/LICENSE")

find_program(PATCHLENS_GZIP gzip)
if(PATCHLENS_GZIP)
    add_custom_command(OUTPUT "${pages}/patchlens.1.gz"
        COMMAND "${PATCHLENS_GZIP}" --best --no-name --keep --force "${pages}/patchlens.1"
        DEPENDS "${pages}/patchlens.1"
        VERBATIM)
    list(APPEND written "${pages}/patchlens.1.gz")
    install(FILES "${pages}/patchlens.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT debian EXCLUDE_FROM_ALL)
    install(FILES "${pages}/_patchlens" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions"
        COMPONENT debian EXCLUDE_FROM_ALL)
    install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/patchlens"
        RENAME copyright COMPONENT debian EXCLUDE_FROM_ALL)
endif()
add_custom_target(patchlens_pages ALL DEPENDS ${written})
