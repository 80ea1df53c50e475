# SPDX-License-Identifier: EPL-2.0
# Sourced. ask_for_isal: benchmarks compare with ISA-L; gets it where that takes no question, else says what is missing.

ask_for_isal() {
    [ -z "$(ldconfig -p 2>/dev/null | grep -F 'libisal.so.2 ')" ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "bench: installing libisal2 to compare with" >&2
        apt-get install -y -qq libisal2 >&2 && return 0
    fi
    {
        echo "bench: libisal2 (ISA-L, libisal.so.2) IS MISSING, so no row is compared with it."
        echo "bench: install it, for instance with: apt-get install libisal2"
    } >&2
}
