# shellcheck shell=bash
# Run by tests/fresh_package on a machine without compilers, beside the .deb and the archive: installs, looks, removes.
set -euo pipefail

must() {
    "$@" || { echo "not so: $*" >&2 && exit 1; }
}
# Every file that is not a cache, a log, or the package manager's own book.
files() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /root -o -path /var/cache \
        -o -path /var/log -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/lib/systemd \) -prune -o -print | sort
}

if command -v cc c++ gcc g++ clang; then
    echo "this machine has a compiler" >&2
    exit 1
fi
files >/tmp/before

echo "Installed by apt, it starts"
apt-get -qq install -y ./patchlens_*.deb >/dev/null
must test "$(patchlens info --json | head -c 1)" = '{'

echo "The archive runs from where it is unpacked, and again from where it is moved to"
mkdir '/tmp/a folder'
tar -xf patchlens-*.tar.gz -C '/tmp/a folder' --strip-components=1
dpkg --remove --force-depends patchlens >/dev/null
mv '/tmp/a folder' /tmp/moved
must /tmp/moved/bin/patchlens embed /tmp/moved/share/patchlens/samples/house.png -o /tmp/vectors.npy
must test -s /tmp/vectors.npy
must test -s /tmp/moved/share/man/man1/patchlens.1
apt-get -qq install -y ./patchlens_*.deb >/dev/null

echo "The window"
export PATCHLENS_PROBE=/tmp/probe.json
xvfb-run -a -s '-screen 0 1280x800x24' bash -ec '
    patchlens /usr/share/patchlens/samples/house.png --chapter explore &
    window=$!
    for _ in $(seq 100); do [ ! -s /tmp/probe.json ] || break; sleep 0.2; done
    sleep 3
    import -window root window.png
    kill $window
    wait $window || true'
must test -s /tmp/probe.json
must test -s window.png
unset PATCHLENS_PROBE

echo "The manual, the completions, the desktop"
manual=$(MANWIDTH=100 man patchlens 2>/dev/null | cat)
must grep -q -e '--weight-layout NAME' <<<"$manual"
must test "$(bash -c '. /usr/share/bash-completion/completions/patchlens
    COMP_WORDS=(patchlens embed --fit s) COMP_CWORD=3; _patchlens; echo "${COMPREPLY[*]}"')" = squash
must zsh -f <<'ZSH'
# What a person sees who presses Tab.
zmodload zsh/zpty
seen=
reads() { local part; for _ in {1..100}; do zpty -r -t shell part && seen+=$part; [[ $seen == *$1* ]] && return 0; sleep 0.2; done; return 1; }
zpty shell zsh -f -i
zpty -w shell 'autoload -U compinit; compinit -u -D; PS1=pro""mpt:'
reads prompt: || exit 1
zpty -w -n shell $'patchlens recon\t'
reads reconstruct
ZSH
# Debian 13's asks for a home page, which there is not; Debian 12's does not know the question.
told=/usr/share/metainfo/org.patchlens.patchlens.metainfo.xml
appstreamcli validate --no-net "$told" >/dev/null ||
    must appstreamcli validate --no-net --override=url-homepage-missing=info "$told"
must desktop-file-validate /usr/share/applications/patchlens.desktop
echo '{}' >/tmp/a.patchlens
must grep -q 'application/x-patchlens+json' /usr/share/mime/globs2

echo "Removed, and nothing is left"
apt-get -qq purge -y --autoremove patchlens >/dev/null
files >/tmp/after
must diff /tmp/before /tmp/after
