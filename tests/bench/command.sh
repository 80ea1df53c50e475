#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# command.sh ARCHIVE: how long commands of the archive for Linux take by the clock, and in processor time of their own, as a
# Markdown table; medians of 20, best on a machine that does nothing else. With the node of a lab of three.
set -euo pipefail
archive=$(readlink -f "$1")
rounds=20
work=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-bench.XXXXXX")
export XDG_CACHE_HOME=$work/cache
unset HOLDFAST_JAVA
tar xzf "$archive" -C "$work"
command=$work/holdfast/bin/holdfast
trap '"$command" lab down --dir "$work/lab" --quiet >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

# measure ARGUMENT…: one run's milliseconds by the clock, and of processor time.
measure() {
    local TIMEFORMAT='%R %U %S'
    { time "$command" "$@" >/dev/null; } 2>&1 | awk '{ printf "%.0f %.0f\n", $1 * 1000, ($2 + $3) * 1000 }'
}

median() { sort -n | sed -n "$(((rounds + 1) / 2))p"; }

row() { # WHAT WANTED ARGUMENT…
    local what=$1 wanted=$2 all
    shift 2
    all=$(for _ in $(seq "$rounds"); do measure "$@"; done)
    printf '| %s | %s ms | %s ms | %s |\n' "$what" "$(cut -d' ' -f1 <<<"$all" | median)" \
        "$(cut -d' ' -f2 <<<"$all" | median)" "$wanted"
}

first=$(measure --version)
"$command" lab up --dir "$work/lab" --nodes 3 --code 1+1 --quiet >/dev/null
sleep 20 # the nodes come to rest
export HOLDFAST_HOME=$work/lab/node1
echo "$(cut -d' ' -f1-3 /proc/loadavg) load before, $(nproc) processors"
echo "| command | clock | processor | wanted |"
echo "|---|---:|---:|---|"
printf '| the first after unpacking, `--version` | %s ms | %s ms | – |\n' ${first}
row '`--version`' 'under 300 ms' --version
row '`status`' 'under 300 ms' status
row '`snapshots`' 'under 300 ms' snapshots
row '`help`' '–' help
HOLDFAST_JAVA=${JAVA_HOME:?}
export HOLDFAST_JAVA
"$command" status >/dev/null # leaves the archive of this command in the cache
row '`status` by an installed Java' '–' status
