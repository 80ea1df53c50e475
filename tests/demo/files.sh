# SPDX-License-Identifier: EPL-2.0
# Sourced. Files for the demo: real ones of this machine, and a corner with everything a file system can hold.

# What most machines have, in the order in which it is taken: text, programs, pictures, archives.
likely_folders=(/usr/share/perl /usr/share/vim /usr/share/icons /usr/share/fonts /usr/share/zoneinfo /usr/share/man
    /usr/lib/git-core /usr/lib/python3 /usr/lib/python3.* /usr/share/doc /usr/lib/gcc /usr/share/locale /usr/share/java
    /usr/lib/perl* /usr/lib/systemd /usr/sbin /usr/bin)

# gather_files TO MEBIBYTES: copies those of the folders that fit. A copy, as the machine's own may change meanwhile.
gather_files() {
    local folder size left=$(($2 * 1024))
    mkdir -p "$1"
    for folder in "${likely_folders[@]}"; do
        [ -d "$folder" ] && [ ! -L "$folder" ] || continue
        size=$(du -sk "$folder" 2>/dev/null | cut -f 1)
        if [ "$size" -le "$left" ]; then
            cp -a --parents "$folder" "$1" 2>/dev/null || true
            left=$((left - size))
        fi
    done
}

# make_corner_cases FOLDER sets corner_cases, which names what is in it. What this system or user may not make is left out.
make_corner_cases() {
    mkdir -p "$1/empty" "$1/deep/$(printf 'd/%.0s' {1..200})"
    corner_cases="hard links, symbolic links, a sparse file, a FIFO, names that are not UTF-8, times to the nanosecond"
    echo "one file, two names" >"$1/first-name"
    ln "$1/first-name" "$1/deep/second-name"
    ln -s ../nowhere "$1/dangling"
    ln -s first-name "$1/link"
    mkfifo "$1/fifo"
    truncate -s 1G "$1/sparse"
    printf 'here' | dd of="$1/sparse" bs=1M seek=512 conv=notrunc status=none
    echo 'bytes for a name' >"$1/"$'\xff\xfe-not-utf-8'
    echo 'a line in a name' >"$1/"$'new\nline'
    : >"$1/no-bytes"
    echo '#!/bin/sh' >"$1/setuid" && chmod 4755 "$1/setuid"
    echo secret >"$1/nobody-else" && chmod 400 "$1/nobody-else"
    if setfattr -n user.colour -v blue "$1/first-name" 2>/dev/null; then
        corner_cases="$corner_cases, extended attributes"
    fi
    if setfacl -m u:1:r "$1/nobody-else" 2>/dev/null; then
        corner_cases="$corner_cases, access lists"
    fi
    if mknod "$1/null-device" c 1 3 2>/dev/null; then
        corner_cases="$corner_cases, a device"
    fi
    touch -h -d '2001-02-03 04:05:06.123456789' "$1/link" "$1/first-name"
    touch -d '1969-12-31 23:59:59.000000001 UTC' "$1/no-bytes"
    touch -d '2100-01-01 00:00:00.999999999' "$1/empty"
}
