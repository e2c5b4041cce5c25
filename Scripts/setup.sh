# Sourced by the other scripts: checks Swift and installs the Debian packages that are missing.
# Silent where nothing is to be done; needs no answers.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

die() {
    printf 'error: %s\n' "$1" >&2
    [ $# -lt 2 ] || printf '\nhint: %s\n' "$2" >&2
    exit 69
}

require_swift() {
    command -v swift >/dev/null 2>&1 ||
        die "Swift is not installed" "install Swift 6.2 or newer from https://www.swift.org/install/linux/ and put it on PATH"
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
    set -- $version
    if [ "${1:-0}" -lt 6 ] || { [ "$1" -eq 6 ] && [ "${2:-0}" -lt 2 ]; }; then
        die "Swift ${1:-?}.${2:-?} is too old" "install Swift 6.2 or newer from https://www.swift.org/install/linux/"
    fi
}

# require_packages PACKAGE…: installs those that are not there yet.
require_packages() {
    command -v dpkg-query >/dev/null 2>&1 ||
        die "this is neither Debian nor Ubuntu" "install the equivalents of these packages by hand: $*"
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local elevate=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 ||
            die "these Debian packages are missing, and neither root nor sudo is at hand: ${missing[*]}" \
                "as root: apt-get install ${missing[*]}"
        elevate=(sudo)
    fi
    printf 'installing %s\n' "${missing[*]}" >&2
    local log
    log=$(mktemp)
    if ! { "${elevate[@]}" apt-get update -qq &&
        "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        die "the packages could not be installed: ${missing[*]}" "check the network and the package sources, then try again"
    fi
    rm -f "$log"
}

# What the program is built from and runs with.
library_packages=(
    libavcodec-dev libavutil-dev libswscale-dev
    libcurl4-openssl-dev libssl-dev pkg-config
    ca-certificates
)
