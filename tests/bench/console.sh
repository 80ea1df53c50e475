#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# console.sh NODE CONSOLE: how long the console takes to its first window, and how much memory, as a Markdown table. With a
# lab of three nodes that have something to show; on the screen that DISPLAY names.
set -euo pipefail
node=$(cd "$1" && pwd)
console=$(cd "$2" && pwd)
starts=6
command -v xwininfo >/dev/null || { echo "bench: xwininfo is missing (apt-get install x11-utils)" >&2; exit 1; }
work=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-bench.XXXXXX")
export XDG_CACHE_HOME=$work/cache NO_AT_BRIDGE=1
process=
million=

end() { [ -z "$process" ] || { kill "$process" 2>/dev/null && wait "$process" 2>/dev/null; } || true; process=; }
trap 'end; [ -z "$million" ] || kill "$million"; "$node/bin/holdfast" lab down --dir "$work/lab" --quiet >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

now() { date +%s%N; }
row() { printf '| %s | %s | %s |\n' "$1" "$2" "$3"; }
seconds() { awk -v ns="$1" 'BEGIN {printf "%.2f s", ns / 1e9}'; }
visible() { xwininfo -name "Holdfast " 2>/dev/null | grep -q IsViewable; }
memory() { awk -v field="$1:" '$1 == field {printf "%d MB", $2 / 1024}' "/proc/$process/status"; }

start() { # [OPTION...]: sets taken to the nanoseconds until the window is there
    local begun
    begun=$(now)
    "$console/bin/holdfast-console" --home "$home" --settings "$work/settings" "$@" >"$work/log" 2>&1 &
    process=$!
    until visible; do
        kill -0 "$process" || { cat "$work/log" >&2; exit 1; }
        sleep 0.02
    done
    taken=$(($(now) - begun))
}

"$node/bin/holdfast" lab up --dir "$work/lab" --nodes 3 --code 1+1 --quiet >/dev/null
mkdir "$work/papers"
for i in $(seq 500); do head -c 3000 /dev/urandom >"$work/papers/$i"; done
"$node/bin/holdfast" source add "$work/papers" --home "$work/lab/node1" --quiet >/dev/null
"$node/bin/holdfast" backup --wait --home "$work/lab/node1" --quiet >/dev/null
sleep 20 # the nodes come to rest

home=$work/lab/node1
echo "| what | measured | wanted |"
echo "|---|---|---|"
start
row "first start of an installation, to its window" "$(seconds "$taken")" "–"
sleep 15
end
times=
for _ in $(seq "$starts"); do
    start
    times="$times $taken"
    sleep 2
    [ "$(wc -w <<<"$times")" -eq "$starts" ] || end
done
sorted=$(tr ' ' '\n' <<<"$times" | grep . | sort -n)
row "later starts, to the window: fastest, slowest of $starts" \
    "$(seconds "$(head -n 1 <<<"$sorted")"), $(seconds "$(tail -n 1 <<<"$sorted")")" "under 6 s"
sleep 20
row "memory (RSS) 20 s later; the most it ever was" "$(memory VmRSS); $(memory VmHWM)" "under 350 MB"
end
"$node/bin/holdfast" lab down --dir "$work/lab" --quiet >/dev/null

home=$work/million
"$JAVA_HOME/bin/java" -Xmx256m "$(dirname "${BASH_SOURCE[0]}")/MillionEntries.java" "$home" >/dev/null 2>&1 &
million=$!
until [ -e "$home/run/control" ]; do sleep 0.1; done
start -perspective org.holdfast.console.perspective.snapshots
sleep 40
row "the same with a folder of a million entries open" "$(memory VmRSS); $(memory VmHWM)" "under 350 MB"
