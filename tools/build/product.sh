# SPDX-License-Identifier: EPL-2.0
# Sourced. package builds the product into dist/; package_if_stale does so only when something it is made of is newer.
products=product/target/products

package() {
    maven --quiet clean verify -DskipTests -Dspotless.check.skip=true -pl product,:org.holdfast.testkit -am
    rm -rf dist
    mkdir dist
    cp -a "$products/org.holdfast.product/linux/gtk/x86_64/holdfast" dist/holdfast
    cp "$products/holdfast-linux.gtk.x86_64.tar.gz" dist/holdfast-linux.tar.gz
    cp "$products/holdfast-macosx.cocoa.aarch64.tar.gz" dist/holdfast-macos.tar.gz
    cp "$products/holdfast-win32.win32.x86_64.zip" dist/holdfast-windows.zip
    cp "$products/holdfast-broker.tar.gz" "$products/holdfast-broker.zip" dist/
    "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 tools/build/Sdk.java . dist/holdfast-sdk.zip
    touch dist/.built
    echo "build: dist/holdfast is ready; archives: $(cd dist && echo holdfast-*)"
}

package_if_stale() {
    if [ -e dist/.built ] && [ -z "$(find pom.xml .mvn bundles features product target-platform tools/product \
        docs/plugin-guide.md docs/samples tools/build/Sdk.java tests/org.holdfast.testkit \
        -name target -prune -o -newer dist/.built -type f -print | head -n 1)" ]; then
        return 0
    fi
    echo "build: building the product"
    package
}
