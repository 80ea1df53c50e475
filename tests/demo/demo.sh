#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# demo.sh DIST [DIR]: the whole life of Holdfast on this machine, with real files in real processes.
# DIST is an unpacked product; DIR what to back up (else: a few hundred MB of this machine's own files).
# Ends with 0 only if what came back is identical with what was lost. Works in a folder of its own below
# ${TMPDIR:-/tmp} and removes it, unless HOLDFAST_KEEP is set.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/processes.sh"
. "$here/files.sh"

[ $# -ge 1 ] && [ $# -le 2 ] || { echo "usage: demo.sh DIST [DIR]" >&2; exit 2; }
dist=$(cd "$1" && pwd)
if [ $# -eq 2 ] && [ ! -d "$2" ]; then
    echo "demo: there is no directory $2" >&2
    exit 2
fi
given=${2:+$(cd "$2" && pwd)}

readonly nodes=8 code=5+2 killed=3 damaged=6
work=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-demo.XXXXXX")
lab=$work/lab
blank=$work/blank
back=$work/back
owner=$lab/node1
trap finish EXIT
trap 'exit 130' INT TERM

started=$SECONDS
step=0

say() { printf '    %s\n' "$*"; }

title() {
    step=$((step + 1))
    printf '\n%d. %s  [%d s]\n' "$step" "$*" "$((SECONDS - started))"
}

holdfast() { "$dist/bin/holdfast" "$@"; }

# figure KEY FILE: the value of KEY in the last JSON object of FILE; the first one, as inner objects come last.
figure() { tail -n 1 "$2" | grep -o "\"$1\":\"\?[^\",}]*" | head -n 1 | sed 's/^[^:]*:"\?//'; }

seconds() { LC_ALL=C printf '%.1f s' "$1"; }

mebibytes() { echo "$(($1 / 1048576)).$(($1 % 1048576 * 10 / 1048576)) MiB"; }

# java_of_the_product CLASS ARGS…: runs a class of the product's bundles, with the Java the product would take.
java_of_the_product() {
    (
        set +u
        install=$dist
        . "$dist/lib/java.sh"
        find_java
        exec "$java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "$dist/plugins/*" "$@"
    )
}

# in_lab NODE KEY: a setting that the lab gave a node.
in_lab() { sed -n "s/^$2 *= *//p" "$lab/node$1/etc/org.holdfast.node.cfg"; }

finish() {
    local status=$?
    trap - EXIT
    end_processes "$work"
    if [ -n "${HOLDFAST_KEEP:-}" ]; then
        echo "demo: everything is kept in $work"
    else
        chmod -R u+rwX "$work" 2>/dev/null || true
        rm -rf "$work"
    fi
    exit "$status"
}

title "Files to keep"
nasty=$work/files/corner-cases
mkdir -p "$work/files"
make_corner_cases "$nasty"
if [ -n "$given" ]; then
    sources=("$given" "$nasty")
else
    gather_files "$work/files/machine" 300
    sources=("$work/files")
fi
for source in "${sources[@]}"; do
    say "$source: $(find "$source" -type f | wc -l) files, $(du -sh --apparent-size "$source" | cut -f 1)"
done
say "with $corner_cases"

title "Eight machines found a confederation and agree to hold each other's blocks"
holdfast lab up --dir "$lab" --nodes $nodes --code $code | grep -v "^This machine is" | sed 's/^/    /'
holdfast partner list --home "$owner" --json >"$work/partners"
say "Node 1, the owner of the files, has signed agreements with $(grep -c '"type":"partner"' "$work/partners") partners."

title "The owner backs up: compress, encrypt, code $code, encrypt for each partner, spread"
for source in "${sources[@]}"; do
    holdfast source add "$source" --home "$owner" --quiet >"$work/added"
done
holdfast backup --wait --home "$owner" --json >"$work/backup"
bytes=$(figure bytes "$work/backup") stored=$(figure stored_bytes "$work/backup") took=$(figure seconds "$work/backup")
say "Snapshot $(figure id "$work/backup") is $(figure state "$work/backup"): $(figure files "$work/backup") files," \
    "$(mebibytes "$bytes") in $(seconds "$took") ($(awk "BEGIN { printf \"%.1f\", $bytes / 1e6 / ($took + 0.001) }") MB/s)."
say "$(mebibytes "$stored") lie at $(figure partners "$work/backup") partners, any 5 of 7 shards of each segment are enough."

title "The recovery sheet is printed; it leaves the machine on paper"
holdfast sheet --text --home "$owner" >"$work/sheet.txt"
say "$(wc -l <"$work/sheet.txt") lines. $(holdfast sheet --check "$work/sheet.txt" --home "$owner")"

title "One partner dies, another one's disk rots"
holdfast lab kill $killed --dir "$lab" | sed 's/^/    /'
holdfast lab damage $damaged --fraction 0.5 --dir "$lab" | sed 's/^/    /'

title "The owner is destroyed"
holdfast lab kill 1 --dir "$lab" | sed 's/^/    /'
mv "$owner" "$work/destroyed"
say "Its home, with identity, keys and ledger, is gone."

title "A blank machine recovers with nothing but the sheet"
# What a machine of its own would not need: eight nodes share this one, so each has a port and a host name of its own.
holdfast recover --sheet "$work/sheet.txt" --home "$blank" --to "$back" --json \
    --set bind.address=127.0.0.1 --set advertise.address=127.0.0.1 --set node.port=0 --set host=host1 \
    --set "discovery.multicast.port=$(in_lab 2 discovery.multicast.port)" >"$work/recovered"
say "$(figure files "$work/recovered") files, $(mebibytes "$(figure bytes "$work/recovered")") in" \
    "$(seconds "$(figure seconds "$work/recovered")"); $(mebibytes "$(figure fetched_bytes "$work/recovered")") fetched," \
    "$(figure bad_shards "$work/recovered") bad shards found and not used, $(figure errors "$work/recovered") errors."

title "Is it the same?"
identical=yes
for source in "${sources[@]}"; do
    java_of_the_product org.holdfast.files.compare.CompareTrees "$source" "$back$source" >"$work/compared" || identical=no
    sed 's/^/    /' "$work/compared"
done
if [ $identical = no ]; then
    echo
    echo "demo: FAILED, the recovered files differ."
    exit 1
fi
say "Identical: contents, names, modes, owners, times, links, extended attributes, holes."
printf '\nAll of it took %d s.\n' "$((SECONDS - started))"
