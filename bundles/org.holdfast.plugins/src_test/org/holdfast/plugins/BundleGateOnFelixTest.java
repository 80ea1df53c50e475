// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.io.IOException;
import java.nio.file.Path;

/** The gate in Apache Felix: nothing depends on Equinox. */
class BundleGateOnFelixTest extends BundleGateTest {
    @Override
    Home home(Path folder) throws IOException {
        return new Home(folder, "org.apache.felix.framework.FrameworkFactory");
    }
}
