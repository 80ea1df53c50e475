# SPDX-License-Identifier: EPL-2.0
# Sourced. find_screen makes sure that there is a screen for the console: the one there is, or a virtual one that ends
# with the build. Without either the tests with windows are skipped, and that is said.
find_screen() {
    [ -z "${DISPLAY:-}" ] || return 0
    if ! command -v Xvfb >/dev/null; then
        echo "build: there is no screen, and no Xvfb to make one, so tests of the console are skipped (apt-get install xvfb)"
        return 0
    fi
    screen_number=$(mktemp)
    Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$screen_number" >/dev/null 2>&1 &
    screen_process=$!
    trap 'kill "$screen_process" 2>/dev/null; rm -f "$screen_number"' EXIT
    local tries
    for tries in $(seq 100); do
        [ ! -s "$screen_number" ] || break
        sleep 0.1
    done
    if [ ! -s "$screen_number" ]; then
        echo "build: Xvfb made no screen in 10 s, so tests of the console are skipped" >&2
        return 0
    fi
    DISPLAY=:$(cat "$screen_number")
    export DISPLAY
}
