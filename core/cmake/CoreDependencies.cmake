# The libraries core stands on. The system's package is taken where there is one; elsewhere a pinned release is fetched
# and built. Versions are the ones the tests have passed with.
include(FetchContent)
find_package(Threads REQUIRED)

set(FETCHCONTENT_TRY_FIND_PACKAGE_MODE OPT_IN)
set(BUILD_SHARED_LIBS OFF)
set(HWY_ENABLE_TESTS OFF CACHE INTERNAL "")
set(HWY_ENABLE_EXAMPLES OFF CACHE INTERNAL "")
set(HWY_ENABLE_CONTRIB OFF CACHE INTERNAL "")
set(EIGEN_BUILD_DOC OFF CACHE INTERNAL "")
set(EIGEN_BUILD_PKGCONFIG OFF CACHE INTERNAL "")
set(JSON_SystemInclude ON CACHE INTERNAL "")

FetchContent_Declare(Eigen3 SYSTEM
    GIT_REPOSITORY https://gitlab.com/libeigen/eigen.git GIT_TAG 3.4.0
    FIND_PACKAGE_ARGS 3.4 NO_MODULE)
FetchContent_Declare(hwy SYSTEM
    GIT_REPOSITORY https://github.com/google/highway.git GIT_TAG 1.2.0
    FIND_PACKAGE_ARGS 1.0.3 CONFIG)
FetchContent_Declare(nlohmann_json SYSTEM
    GIT_REPOSITORY https://github.com/nlohmann/json.git GIT_TAG v3.11.3
    FIND_PACKAGE_ARGS 3.11 CONFIG)
FetchContent_MakeAvailable(Eigen3 hwy nlohmann_json)
if(TARGET hwy AND NOT TARGET hwy::hwy)
    add_library(hwy::hwy ALIAS hwy)
endif()
find_package(Stb REQUIRED)
find_package(LibExif REQUIRED)
find_package(JPEG REQUIRED)
find_package(PNG REQUIRED)
find_package(WebP REQUIRED)
find_package(LibZip REQUIRED)
