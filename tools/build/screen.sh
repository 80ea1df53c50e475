# SPDX-License-Identifier: EPL-2.0
# Sourced. find_screen makes sure that there is a screen for the console: the one there is, or a virtual one that ends
# with the build. Without either the tests with windows are skipped, and that is said.
# screenshots takes the pictures of the console and of the web page into docs/images.
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

screenshots() {
    local pictures picture taken=0 nodes=/tmp/holdfast # its path is in the pictures
    if [ -z "${DISPLAY:-}" ] || ! command -v convert >/dev/null; then
        echo "build: pictures need a screen and ImageMagick (apt-get install xvfb imagemagick)" >&2
        return 1
    fi
    mkdir "$nodes" || return 1
    pictures=$(mktemp -d)
    maven --quiet clean verify -Dspotless.check.skip=true -pl :org.holdfast.console.test -am \
        "-Dtest=org/holdfast/console/test/ScreenshotsIT" -Dsurefire.failIfNoSpecifiedTests=false \
        "-Dconsole.dist=$root/dist/holdfast" "-Dconsole.shots=$pictures" "-Dconsole.nodes=$nodes" || taken=$?
    rm -rf "$nodes"
    mkdir "$nodes"
    maven --quiet test -Dspotless.check.skip=true -pl :org.holdfast.system "-Dtest=WebPageIT#pictures" \
        "-Dholdfast.dist=$root/dist/holdfast" "-Dholdfast.shots=$pictures" "-Dholdfast.nodes=$nodes" || taken=$?
    rm -rf "$nodes"
    if [ "$taken" -ne 0 ]; then
        echo "build: the pictures were not all taken (above), so docs/images is as it was" >&2
        rm -rf "$pictures"
        return "$taken"
    fi
    local trim
    for picture in "$pictures"/*.png; do
        trim=(-trim +repage) # of the screen around a window; a page has no such edge
        case $picture in */web-*) trim=() ;; esac
        convert "$picture" -strip "${trim[@]}" +dither -colors 64 -define png:compression-level=9 "png8:docs/images/$(basename "$picture")"
    done
    rm -rf "$pictures"
    echo "build: docs/images has $(find docs/images -name 'console-*.png' | wc -l) pictures of the console, and $(find docs/images -name 'web-*.png' | wc -l) of the web page; look at them"
}
