# shellcheck shell=bash disable=SC2034
# Shared by tests/fresh_machine and tests/fresh_package (bash, sourced): machines that have nothing but what a
# debootstrap brings. Processes and mounts go with the script, and so do the machines' folders.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# enter_namespaces "$0" "$@": runs the script once more in namespaces of its own, so that whatever is left running or
# mounted ends with it; and once there, sets $release and makes the folder $machines.
enter_namespaces() {
    local name=${1##*/}
    release=${2-}
    if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
        echo "tests/$name: error: making a machine needs root and debootstrap (apt-get install debootstrap)" >&2
        exit 1
    fi
    if [ "${FRESH_MACHINE_NAMESPACE-}" != yes ]; then
        FRESH_MACHINE_NAMESPACE=yes exec unshare --mount --pid --fork --kill-child "$@"
    fi
    machines=$(mktemp -d "${TMPDIR:-/var/tmp}/patchlens-$release-XXXXXX")
    trap clean_up EXIT
}

clean_up() {
    local folder
    for folder in "$machines"/*/; do
        umount --recursive --lazy "$folder/proc" "$folder/sys" "$folder/dev" 2>/dev/null || true
    done
    rm -rf --one-file-system "$machines"
}

# make_machine FOLDER PACKAGE,PACKAGE: a machine of $release in a new folder.
make_machine() {
    local log=$machines/debootstrap.log
    echo "Making a $release machine" >&2
    if ! debootstrap --variant=minbase --include="$2" "$release" "$1" >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        exit 1
    fi
    rm -f "$log"
}

# switch_on FOLDER: gives a machine its /proc, /sys and /dev.
switch_on() {
    local device
    mount -t proc proc "$1/proc"
    mount -t sysfs -o ro sysfs "$1/sys"
    mount -t tmpfs -o mode=755 tmpfs "$1/dev"
    mkdir "$1/dev/shm" "$1/dev/pts"
    mount -t tmpfs tmpfs "$1/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=666 devpts "$1/dev/pts"
    ln -s pts/ptmx "$1/dev/ptmx"
    for device in 'null 1 3' 'zero 1 5' 'full 1 7' 'random 1 8' 'urandom 1 9' 'tty 5 0'; do
        # shellcheck disable=SC2086
        mknod -m 666 "$1/dev/${device%% *}" c ${device#* }
    done
    ln -s /proc/self/fd "$1/dev/fd"
    ln -s /proc/self/fd/0 "$1/dev/stdin"
    ln -s /proc/self/fd/1 "$1/dev/stdout"
    ln -s /proc/self/fd/2 "$1/dev/stderr"
}

# in_machine FOLDER TITLE COMMAND …: in the machine's /root/patchlens, with nothing of this machine's environment; the
# time it took is printed.
in_machine() {
    local folder=$1 title=$2 start=$SECONDS result=0
    shift 2
    echo "== $release: $title" >&2
    mkdir -p "$folder/root/patchlens"
    chroot "$folder" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin CI="${CI-}" \
        DEBIAN_FRONTEND=noninteractive sh -c 'cd /root/patchlens && exec "$@"' sh "$@" || result=$?
    echo "== $release: $title: $([ "$result" -eq 0 ] && echo passed || echo "failed ($result)") after $((SECONDS - start)) s" >&2
    return "$result"
}
