# SPDX-License-Identifier: EPL-2.0
# Sourced. package builds the products into dist/; package_if_stale does so only for the node, and only when something that
# it is made of is newer.
products=product/target/products
consoles=product-console/target/products

package() {
    maven --quiet clean verify -DskipTests -Dspotless.check.skip=true -pl product,product-console,:org.holdfast.testkit -am
    rm -rf dist
    place_node
    place_console
    echo "build: dist/holdfast and dist/holdfast-console are ready; archives: $(cd dist && echo holdfast-*.*)"
}

package_node() {
    maven --quiet clean verify -DskipTests -Dspotless.check.skip=true -pl product,:org.holdfast.testkit -am
    rm -rf dist/holdfast
    place_node
    echo "build: dist/holdfast is ready"
}

place_node() {
    mkdir -p dist
    cp -a "$products/org.holdfast.product/linux/gtk/x86_64/holdfast" dist/holdfast
    cp "$products/holdfast-linux.gtk.x86_64.tar.gz" dist/holdfast-linux.tar.gz
    cp "$products/holdfast-macosx.cocoa.aarch64.tar.gz" dist/holdfast-macos.tar.gz
    cp "$products/holdfast-win32.win32.x86_64.zip" dist/holdfast-windows.zip
    cp "$products/holdfast-broker.tar.gz" "$products/holdfast-broker.zip" dist/
    "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 tools/build/Sdk.java . dist/holdfast-sdk.zip
    touch dist/.built
}

place_console() {
    cp -a "$consoles/org.holdfast.console.product/linux/gtk/x86_64/holdfast-console" dist/holdfast-console
    cp "$consoles/holdfast-console-linux.gtk.x86_64.tar.gz" dist/holdfast-console-linux.tar.gz
    cp "$consoles/holdfast-console-macosx.cocoa.aarch64.tar.gz" dist/holdfast-console-macos.tar.gz
    cp "$consoles/holdfast-console-win32.win32.x86_64.zip" dist/holdfast-console-windows.zip
    touch dist/.console
}

# is_stale STAMP: whether something is newer than this file, which was made with the product.
is_stale() {
    [ ! -e "$1" ] || [ -n "$(find pom.xml .mvn bundles features product product-console target-platform \
        tools/product docs/plugin-guide.md docs/samples tools/build/Sdk.java tests/org.holdfast.testkit \
        -name target -prune -o -newer "$1" -type f -print | head -n 1)" ]
}

# Both products.
console_if_stale() {
    if is_stale dist/.console; then
        echo "build: building the products"
        package
    fi
}

package_if_stale() {
    is_stale dist/.built || return 0
    echo "build: building the product"
    package_node
}
