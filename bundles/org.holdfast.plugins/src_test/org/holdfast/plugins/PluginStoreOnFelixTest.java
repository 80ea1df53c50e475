// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.io.IOException;
import java.nio.file.Path;

/** Plug-ins in Apache Felix: nothing depends on Equinox. */
class PluginStoreOnFelixTest extends PluginStoreTest {
    @Override
    Home home(Path folder) throws IOException {
        return new Home(folder, "org.apache.felix.framework.FrameworkFactory");
    }
}
