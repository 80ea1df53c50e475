# SPDX-License-Identifier: EPL-2.0
# Sourced. Ending what the demo started, and nothing else.

# node_processes FOLDER: the nodes whose home lies in FOLDER; a node's command line names its home.
node_processes() {
    local entry
    for entry in /proc/[0-9]*; do
        if { tr '\0' '\n' <"$entry/cmdline"; } 2>/dev/null | grep -q "^-Dholdfast\.home=$1/"; then
            echo "${entry#/proc/}"
        fi
    done
}

# end_processes FOLDER: in good order first; whatever is left after that at once.
end_processes() {
    local pid home
    [ -n "$(node_processes "$1")" ] || return 0
    "$dist/bin/holdfast" lab down --dir "$1/lab" --quiet >/dev/null 2>&1 || true
    for home in "$1"/*/run/control; do
        [ ! -e "$home" ] || "$dist/bin/holdfast" stop --home "${home%/run/control}" --quiet >/dev/null 2>&1 || true
    done
    for pid in $(node_processes "$1"); do
        kill -9 "$pid" 2>/dev/null || true
    done
}
