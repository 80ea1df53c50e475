# SPDX-License-Identifier: EPL-2.0
# Read by the scripts in bin, which have set install, the folder Holdfast lies in.
# find_java sets java, and headers for programs whose options do not say it; class_archive sets archive.
needed=25

# java_release HOME sets release, from the Java's own `release` file: asking it costs more time than most commands take.
java_release() {
    release=
    [ -x "$1/bin/java" ] || return 1
    if [ -r "$1/release" ]; then
        while IFS='="' read -r key _ value _; do
            [ "$key" = JAVA_VERSION ] && release=${value%%[!0-9]*}
        done <"$1/release"
    else
        release=$("$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')
    fi
    [ -n "$release" ]
}

try_java() {
    java_release "$1" || return 1
    if [ "$release" -ge "$needed" ]; then
        java=$1/bin/java
        return 0
    fi
    too_old="$too_old${too_old:+, }Java $release in $1"
    return 1
}

# own_java: the Java that came with an archive for Linux, if this machine can load it: jre/loader names what that takes.
# Its archive of the JDK's classes is for compact object headers alone.
own_java() {
    [ -x "$install/jre/bin/java" ] || return 1
    read -r loader <"$install/jre/loader" && [ -e "$loader" ] || return 1
    java=$install/jre/bin/java
    headers=-XX:+UseCompactObjectHeaders
}

java_on_path() {
    found=$(command -v java) || return 1
    while [ -h "$found" ]; do
        link=$(readlink "$found")
        case $link in
            /*) found=$link ;;
            *) found=${found%/*}/$link ;;
        esac
    done
    try_java "${found%/bin/java}"
}

# find_java ARGUMENT…: the arguments of the command say whether an error has to be JSON.
find_java() {
    too_old=
    headers=
    if [ -n "${HOLDFAST_JAVA:-}" ]; then
        try_java "$HOLDFAST_JAVA" && return 0
        no_java "HOLDFAST_JAVA is ${too_old:-$HOLDFAST_JAVA, where no Java is}." "$@"
    fi
    own_java && return 0
    [ -n "${JAVA_HOME:-}" ] && try_java "$JAVA_HOME" && return 0
    for home in /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/*jre* /opt/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -d "$home" ] && try_java "$home" && return 0
    done
    java_on_path && return 0
    no_java "Found in JAVA_HOME, the system's JVM folders and PATH: ${too_old:-none}." "$@"
}

no_java() {
    message="Java $needed or later is needed. $1 Install it (for instance: apt-get install temurin-$needed-jre), or set HOLDFAST_JAVA to the folder it is in."
    shift
    for argument in "$@"; do
        if [ "$argument" = --json ]; then
            message=$(printf %s "$message" | sed 's/[\\"]/\\&/g')
            echo "{\"type\":\"error\",\"code\":\"JDK_TOO_OLD\",\"message\":\"$message\",\"exit\":1}" >&2
            exit 1
        fi
    done
    echo "holdfast: $message (JDK_TOO_OLD)" >&2
    exit 1
}

# class_archive NAME sets archive: where the JVM may keep the classes it loaded, which halves the next start.
# Only in the user's own cache, as whoever can write it can run code; without one, starting just takes longer.
class_archive() {
    cache=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/holdfast
    [ -d "$cache" ] || mkdir -p "$cache" 2>/dev/null || return 1
    [ -w "$cache" ] || return 1
    key=$(echo "$install $java" | cksum)
    archive=$cache/$1-${key%% *}.jsa
}
