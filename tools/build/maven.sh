# SPDX-License-Identifier: EPL-2.0
# Sourced. maven ARGS… runs a Maven that Tycho 5 can live in. Older ones (the distributions' 3.8) only fetch it, once.
maven_version=3.9.16
maven_home=${HOLDFAST_MAVEN_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/holdfast/apache-maven-$maven_version}

fetch_maven() {
    [ ! -x "$maven_home/bin/mvn" ] || return 0
    if ! command -v mvn >/dev/null; then
        echo "build: Maven is missing. Any Maven 3 will do to fetch the one this build uses: apt-get install maven" >&2
        exit 1
    fi
    local parent draft
    parent=$(dirname "$maven_home")
    mkdir -p "$parent"
    draft=$(mktemp -d "$parent/fetch.XXXXXX")
    echo "build: fetching Maven $maven_version once, into $maven_home"
    # Away from the project: the old Maven would stumble over its extensions.
    if ! (cd "$draft" && MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
        -Dartifact="org.apache.maven:apache-maven:$maven_version:zip:bin" -DoutputDirectory="$draft"); then
        rm -rf "$draft"
        echo "build: Maven $maven_version could not be fetched; is the network up?" >&2
        exit 1
    fi
    # Another build may have been faster; then its copy is as good.
    mv -T "$draft/apache-maven-$maven_version" "$maven_home" 2>/dev/null || [ -x "$maven_home/bin/mvn" ]
    rm -rf "$draft"
}

# Tycho repeats the list of its target and remarks on checksums for each module, and GTK complains of scroll bars in
# windows that are not laid out yet; that would bury what matters.
maven() {
    fetch_maven
    "$maven_home/bin/mvn" --batch-mode --no-transfer-progress "$@" |
        awk '!/Resolving MavenDependencyRoots|digest algorithm|gtk_box_gadget_distribute/ { print; fflush() }'
}
