# shellcheck shell=bash disable=SC2034
# Shared by ./app/run and ./tests/run (bash, sourced): which packages of Debian and Ubuntu PatchLens stands on,
# installing those that are missing, and building. Quiet when nothing is to do.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

program_packages=(
    git ca-certificates cmake g++ ninja-build pkg-config
    libimgui-dev libglfw3-dev python3-glad libstb-dev libeigen3-dev libhwy-dev nlohmann-json3-dev libcli11-dev
    libfontconfig-dev libfreetype-dev libexif-dev libssl-dev libjpeg-dev libpng-dev libwebp-dev libzip-dev
    libxcb1-dev libgl-dev libopengl-dev libegl-dev libgl1-mesa-dri libegl1
    fonts-inter fonts-jetbrains-mono fonts-noto-cjk
)
test_packages=(
    libgtest-dev libgmock-dev libbenchmark-dev
    xvfb xauth xdotool x11-xkb-utils xkb-data xclip x11-utils imagemagick fonts-wqy-microhei fonts-dejavu-core
    python3 python3-numpy python3-pil python3-torch
)

# The packages among the arguments that are not installed, one a line.
missing_packages() {
    comm -23 <(printf '%s\n' "$@" | sort) \
        <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
            sed -n 's/ installed$//p' | sort -u)
}

# The packages among the arguments that the system's archive offers, one a line.
offered_packages() {
    LC_ALL=C apt-cache policy "$@" 2>/dev/null |
        awk '/^[^ ].*:$/ { name = substr($0, 1, length($0) - 1) } /Candidate:/ && $2 != "(none)" { print name }' |
        sort -u
}

# apt-get as root, without questions and without chatter; what goes wrong is printed.
apt_get() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Installing packages needs root, and there is no sudo. As root: apt-get install ${missing[*]}" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" >/dev/null
}

# Installs those of the packages that are missing. A system without apt is expected to have them; CMake says
# which one it does not find.
install_packages() {
    command -v apt-get >/dev/null || return 0
    local missing offered absent
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0

    mapfile -t offered < <(offered_packages "${missing[@]}")
    if [ ${#offered[@]} -lt ${#missing[@]} ]; then
        echo "Asking the archive for its list of packages" >&2
        apt_get update
        mapfile -t offered < <(offered_packages "${missing[@]}")
    fi
    absent=$(comm -23 <(printf '%s\n' "${missing[@]}") <(printf '%s\n' "${offered[@]}") | tr '\n' ' ')
    [ -z "$absent" ] || echo "This system's archive does not have: $absent(CMake fetches the libraries it can)" >&2
    [ ${#offered[@]} -gt 0 ] || return 0

    echo "Installing: ${offered[*]}" >&2
    if ! apt_get install -y --no-install-recommends "${offered[@]}"; then
        # A list older than the archive names files that are gone: look again, once.
        apt_get update
        apt_get install -y --no-install-recommends "${offered[@]}"
    fi
}

# What builds and tests are started with: nothing, or a program that changes how they run.
launcher=()

# configure PRESET [CMAKE OPTION …]: makes the build folder of a preset, or brings it up to date.
configure() {
    local preset=$1 generator=() log
    shift
    if [ ! -e "$root/build/$preset/CMakeCache.txt" ] && command -v ninja >/dev/null; then
        generator=(-G Ninja)
    fi
    log=$(mktemp)
    if ! cmake -S "$root" --preset "$preset" "${generator[@]}" "$@" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        exit 1
    fi
    rm -f "$log"
}

# Reads the lines of a build: of those that tell a step, one line says how far it is, renewed on a terminal and now and
# then elsewhere; all others (warnings, errors) are printed as they are.
show_progress() {
    local line shown=0 steps='^\[([0-9]+)/([0-9]+)\] .* ([a-z]+)/'
    while IFS= read -r line; do
        if [[ $line =~ $steps ]]; then
            if [ -t 2 ]; then
                printf '\r\033[KBuilding %s: step %s of %s' "${BASH_REMATCH[3]}" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
            elif [ $((SECONDS - shown)) -ge 15 ]; then
                echo "Building ${BASH_REMATCH[3]}: step ${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}" >&2
                shown=$SECONDS
            fi
        elif [[ ! $line =~ ^(\[[0-9]+/[0-9]+\]|ninja:\ no\ work) ]]; then
            [ ! -t 2 ] || printf '\r\033[K' >&2
            printf '%s\n' "$line" >&2
        fi
    done
    [ ! -t 2 ] || printf '\r\033[K' >&2
}

# build PRESET [TARGET …]: with every processor.
build() {
    local preset=$1 targets=()
    shift
    [ $# -eq 0 ] || targets=(--target "$@")
    "${launcher[@]}" cmake --build "$root/build/$preset" --parallel "$(nproc)" "${targets[@]}" 2>&1 | show_progress
}
