#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# lab.sh DIST [PART...]: end-to-end figures of a lab on this machine, as a Markdown table. Parts: start agree idle
# mixed small million unchanged byte stored generations (all by default). Everything lives below one temporary folder and is taken down at the end.
set -euo pipefail
shopt -s inherit_errexit # a command that fails is no fast one
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dist=$(cd "$1" && pwd)
shift
parts=${*:-start agree idle mixed small million unchanged byte stored generations}
work=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-bench.XXXXXX")
hf=$dist/bin/holdfast
lab=

down() { [ -z "$lab" ] || "$hf" lab down --dir "$lab" --quiet >/dev/null || true; lab=; }
trap 'down; rm -rf "$work"' EXIT

up() { # NODES CODE [OPTION...]
    down
    lab=$work/lab$RANDOM
    local nodes=$1 code=$2
    shift 2
    "$hf" lab up --dir "$lab" --nodes "$nodes" --code "$code" "$@" --quiet >/dev/null
    node=$lab/node1
}

field() { grep -o "\"$1\":[^,}]*" | sed -n '1s/.*:"\{0,1\}\([^"]*\).*/\1/p'; } # the first of that name
snapshot() { "$hf" backup --wait --json --home "$node" | grep '"type":"snapshot"'; }
rss() { awk '/VmHWM/ {printf "%d", $2 / 1024}' "/proc/$(pid)/status"; }
idle_rss() { awk '/VmRSS/ {printf "%d", $2 / 1024}' "/proc/$(pid)/status"; }
pid() { cut -d' ' -f2 "$node/run/control"; }
ticks() { awk '{print $14 + $15}' "/proc/$(pid)/stat"; } # of 10 ms
bytes() { awk '/lo:/ {print $2}' /proc/net/dev; } # received, of this network
row() { printf '| %s | %s | %s |\n' "$1" "$2" "$3"; }
millis() { local begun; begun=$(date +%s%N); "$@" >/dev/null; echo "$((($(date +%s%N) - begun) / 1000000))"; } # COMMAND...
median() { sort -n | awk '{all[NR] = $1} END {print all[int((NR + 1) / 2)]}'; }
rate() { awk -v b="$1" -v s="$2" 'BEGIN {printf "%.0f MB/s", b / s / 1e6}'; }

# SIZE PASSWORD: the same random bytes for the same password.
random() { { openssl enc -aes-128-ctr -pass "pass:$2" -nosalt -pbkdf2 </dev/zero 2>/dev/null || true; } | head -c "$1"; }

mixed() { # DIR MEGABYTES: text, programs and random bytes, a third each where this machine has that much text
    mkdir -p "$1"
    find /usr/share/doc /usr/share/perl /usr/include /usr/share/zoneinfo -type f >"$work/texts" 2>/dev/null || true
    sort "$work/texts" | sed -n 1,8000p | tar --create --absolute-names --files-from=- \
        | tar --extract --directory "$1"
    local have
    have=$(du -sm "$1" | cut -f1)
    { find /usr/lib -name "*.so*" -type f -size +0 -exec cat {} + 2>/dev/null || true; } \
        | head -c "$((($2 - have) / 2))000000" | split -b 7M - "$1/lib."
    have=$(du -sm "$1" | cut -f1)
    random "$(($2 - have))000000" random | split -b 40M - "$1/random."
}

# DIR: every byte becomes another one, always the same: nothing in DIR is known any more, and all compresses as before.
renew() { find "$1" -type f -print0 | xargs -0 perl -e '
    for my $name (@ARGV) {
        open(my $file, "+<:raw", $name) or die "$name: $!";
        local $/; my $bytes = <$file>; $bytes =~ tr/\0-\377/\1-\377\0/;
        seek($file, 0, 0); print $file $bytes; close($file) or die "$name: $!";
    }'; }

echo "| what | measured | wanted |"
echo "|---|---|---|"
for part in $parts; do
    case $part in
        start)
            "$hf" init --home "$work/one" --confederation bench --quiet >/dev/null
            begun=$(date +%s%N)
            "$hf" start --home "$work/one" --quiet >/dev/null
            ended=$(date +%s%N)
            node=$work/one
            sleep 5
            row "node: start to first answer" "$(((ended - begun) / 1000000)) ms" "< 4 s"
            row "node: idle memory (RSS)" "$(idle_rss) MB" "< 200 MB"
            "$hf" stop --home "$work/one" --quiet >/dev/null
            ;;
        agree)
            for _ in 1 2 3; do
                down
                lab=$work/lab$RANDOM
                "$hf" lab up --dir "$lab" --nodes 8 --code 5+2 | while read -r said; do
                    echo "$(date +%s%N) $said"
                done >"$work/said"
                row "from all eight answering to complete agreements" "$(awk '
                    / nodes answer/ {since = $1}
                    / has its / {printf "%.1f s", ($1 - since) / 1e9}' "$work/said")" "< 15 s"
            done
            ;;
        idle)
            # In a network of its own, where nothing else is counted; so that needs root.
            unshare --net "$0" "$dist" idle-here
            ;;
        idle-here)
            ip link set lo up multicast on
            ip route add 224.0.0.0/4 dev lo
            up 3 1+1 --real-times
            "$hf" lab kill 1 2 3 --dir "$lab" --quiet >/dev/null
            "$JAVA_HOME/bin/java" -cp "$here/../org.holdfast.bench/target/classes:$dist/plugins/*" \
                org.holdfast.bench.Crowd "$lab" 3 197 600 >"$work/crowd" 2>&1 &
            crowd=$!
            until grep -q members "$work/crowd"; do sleep 1; done
            "$hf" lab start 1 2 3 --dir "$lab" --quiet >/dev/null
            sleep 120
            heard=$(bytes)
            used=$(ticks)
            sleep 180
            row "idle node among 200: share of a core, 3 min" \
                "$(awk -v t="$(($(ticks) - used))" 'BEGIN {printf "%.2f %%", t / 180}')" "< 0.5 %"
            row "all that its network carried, three such nodes" \
                "$(awk -v b="$(($(bytes) - heard))" 'BEGIN {printf "%.2f KB/s", b / 180 / 1000}')" "< 2 KB/s each"
            kill "$crowd"
            ;;
        mixed)
            up 8 5+2
            mixed "$work/mixed" 1000
            "$hf" source add "$work/mixed" --home "$node" --quiet >/dev/null
            cold=$(snapshot)
            row "backup of 1 GB mixed, 5+2, first of the node (cold)" \
                "$(rate "$(echo "$cold" | field bytes)" "$(echo "$cold" | field seconds)")" "published"
            for turn in second third; do
                renew "$work/mixed"
                warm=$(snapshot)
                row "the $turn, all of it new" \
                    "$(rate "$(echo "$warm" | field bytes)" "$(echo "$warm" | field seconds)")" ">= 50 MB/s when warm"
            done
            row "owner's peak memory (RSS), 1 GB" "$(rss) MB" "< 400 MB"
            begun=$(date +%s%N)
            "$hf" restore latest --to "$work/back" --home "$node" --quiet >/dev/null
            ended=$(date +%s%N)
            row "restore of that 1 GB" "$(rate 1000000000 "$(((ended - begun) / 1000000000 + 1))")" "published"
            rm -rf "$work/back" "$work/mixed"
            ;;
        small)
            up 8 5+2
            mkdir "$work/small"
            for d in $(seq 200); do
                mkdir "$work/small/$d"
                random 1500000 "$d" | split -a 3 -b 1500 - "$work/small/$d/f"
            done
            "$hf" source add "$work/small" --home "$node" --quiet >/dev/null
            first=$(snapshot)
            row "backup of $(echo "$first" | field files) small files" "$(echo "$first" | field seconds) s" "published"
            row "owner's peak memory (RSS), small files" "$(rss) MB" "< 400 MB"
            rm -rf "$work/small"
            ;;
        million)
            up 4 2+1
            "$JAVA_HOME/bin/java" "$here/MillionFiles.java" "$work/million"
            "$hf" source add "$work/million" --home "$node" --quiet >/dev/null
            first=$(snapshot)
            row "backup of $(echo "$first" | field files) files of 100 bytes" "$(echo "$first" | field seconds) s" "published"
            listed=$(millis "$hf" ls "latest:$work/million/500" --home "$node")
            row "one of a thousand folders listed" "$listed ms" "published"
            restored=$(millis "$hf" restore "latest:$work/million/500/500" --to "$work/back" --quiet --home "$node")
            row "one file of it restored" "$restored ms" "published"
            cmp "$work/million/500/500" "$work/back$work/million/500/500"
            again=$(snapshot)
            row "nothing changed among a million" "$(echo "$again" | field seconds) s" "published"
            row "owner's peak memory (RSS), a million files" "$(rss) MB" "< 400 MB"
            rm -rf "$work/million" "$work/back"
            ;;
        unchanged)
            up 8 5+2
            mkdir "$work/tree"
            for d in $(seq 600); do
                mkdir "$work/tree/$d"
                for f in $(seq 100); do echo "$d $f" >"$work/tree/$d/$f"; done
            done
            sleep 3
            "$hf" source add "$work/tree" --home "$node" --quiet >/dev/null
            snapshot >/dev/null
            sleep 3
            snapshot >/dev/null
            used=$(ticks)
            again=$(snapshot)
            used=$(($(ticks) - used))
            row "nothing changed among $(echo "$again" | field files) files" "$(echo "$again" | field seconds) s" "< 5 s"
            row "CPU of the owner for that" "$(awk -v t="$used" 'BEGIN {printf "%.2f s", t / 100}')" "half of restic's"
            ours=$(for _ in 1 2 3 4 5; do millis "$hf" backup --wait --quiet --home "$node"; done | median)
            row "the same from the command's start to its end, median of 5" "$ours ms" "half of restic's"
            if command -v restic >/dev/null; then # as a measure; 'apt install restic'
                export RESTIC_PASSWORD=x RESTIC_REPOSITORY=$work/restic RESTIC_CACHE_DIR=$work/cache
                restic init --quiet
                restic backup --quiet "$work/tree"
                restic backup --quiet "$work/tree"
                TIMEFORMAT='%U %S'
                other=$({ time restic backup --quiet "$work/tree" 2>/dev/null; } 2>&1)
                row "CPU of $(restic version | cut -d' ' -f1,2) for the same" \
                    "$(echo "$other" | awk '{printf "%.2f s", $1 + $2}')" "-"
                theirs=$(for _ in 1 2 3 4 5; do millis restic backup --quiet "$work/tree"; done | median)
                row "restic's start to end, median of 5" "$theirs ms; ours is $(awk -v o="$ours" -v t="$theirs" \
                    'BEGIN {printf "%.2f", o / t}') of it" "<= 0.5"
            fi
            rm -rf "$work/tree"
            ;;
        byte)
            up 8 5+2
            mkdir "$work/large"
            random 1000000000 large >"$work/large/file"
            "$hf" source add "$work/large" --home "$node" --quiet >/dev/null
            snapshot >/dev/null
            printf X | dd of="$work/large/file" bs=1 seek=500000000 conv=notrunc status=none
            changed=$(snapshot)
            row "one byte changed in 1 GB" "$(echo "$changed" | field stored_bytes) bytes left the machine" "<= 4 MiB"
            rm -rf "$work/large"
            ;;
        stored)
            up 15 10+4
            mkdir "$work/random"
            random 500000000 random | split -b 20M - "$work/random/f"
            "$hf" source add "$work/random" --home "$node" --quiet >/dev/null
            stored=$(snapshot)
            row "stored at 10+4, incompressible" \
                "$(awk -v s="$(echo "$stored" | field stored_bytes)" 'BEGIN {printf "%.3f x", s / 500000000}')" "<= 1.42 x"
            rm -rf "$work/random"
            ;;
        generations)
            # What a second generation adds, before coding: 5 of 7 shards' bytes; of restic what its repository grew by.
            command -v restic >/dev/null || { echo "lab.sh: this part compares with restic: install it" >&2; exit 2; }
            export RESTIC_PASSWORD=bench RESTIC_REPOSITORY=$work/restic RESTIC_CACHE_DIR=$work/cache
            for corpus in tree database; do
                up 8 5+2
                rm -rf "$work/restic" "$work/cache"
                restic init --quiet
                make() { "$JAVA_HOME/bin/java" -cp "$here/../org.holdfast.bench/target/classes" \
                    org.holdfast.bench.Generations "$corpus" "$1" "$work/$corpus"; }
                make first
                "$hf" source add "$work/$corpus" --home "$node" --quiet >/dev/null
                one=$(snapshot | field stored_bytes)
                restic backup --quiet "$work/$corpus"
                before=$(du -sb "$work/restic" | cut -f1)
                make second
                two=$(snapshot | field stored_bytes)
                restic backup --quiet "$work/$corpus"
                after=$(du -sb "$work/restic" | cut -f1)
                row "$corpus: first generation; restic" "$(awk -v o="$one" -v r="$before" \
                    'BEGIN {printf "%.1f MB; %.1f MB", o * 5 / 7e6, r / 1e6}')" "published"
                row "$corpus: the second adds; restic" "$(awk -v o="$two" -v r="$((after - before))" \
                    'BEGIN {printf "%.2f MB; %.2f MB; %.2f x", o * 5 / 7e6, r / 1e6, o * 5 / 7 / r}')" \
                    "$([ "$corpus" = tree ] && echo '<= 1.1 x' || echo '<= 0.25 x')"
                "$hf" restore latest --to "$work/back" --home "$node" --quiet >/dev/null
                diff -r "$work/$corpus" "$work/back$work/$corpus" && echo "restored identical" >&2
                rm -rf "$work/back" "$work/$corpus"
            done
            ;;
        *)
            echo "lab.sh: there is no part '$part'" >&2
            exit 2
            ;;
    esac
    down
done
