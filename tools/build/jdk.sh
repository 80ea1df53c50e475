# SPDX-License-Identifier: EPL-2.0
# Sourced. find_jdk sets and exports JAVA_HOME: a JDK of at least this release, or a clear error.
required_java=25

# java_release HOME: the feature release of the JDK in HOME, as its `release` file says; nothing when HOME is no JDK.
java_release() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release"
}

# The places a JDK may be in, best first.
jdk_places() {
    local on_path home
    [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
    for home in /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -d "$home" ] && echo "$home"
    done
    on_path=$(command -v javac || true)
    [ -z "$on_path" ] || dirname "$(dirname "$(readlink -f "$on_path")")"
}

find_jdk() {
    local home release seen=""
    while IFS= read -r home; do
        release=$(java_release "$home")
        if [ -n "$release" ] && [ "$release" -ge "$required_java" ]; then
            export JAVA_HOME=$home
            return 0
        fi
        [ -z "$release" ] || seen="$seen"$'\n'"  Java $release in $home"
    done < <(jdk_places)
    {
        echo "build: no JDK $required_java or later was found (looked at JAVA_HOME, the system's JVM folders and PATH)."
        [ -z "$seen" ] || echo "These are too old:$seen"
        echo "Install one, for instance with: apt-get install temurin-$required_java-jdk  (or openjdk-$required_java-jdk)"
        echo "then run this again, or point JAVA_HOME at it."
    } >&2
    exit 1
}
