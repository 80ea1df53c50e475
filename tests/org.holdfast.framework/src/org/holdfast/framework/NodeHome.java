// SPDX-License-Identifier: EPL-2.0
package org.holdfast.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.TimeUnit;
import org.holdfast.node.control.NodeControl;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** A home made by the product's own command, and the node in this framework that runs in it. */
final class NodeHome {
    private static final long LONGEST_SECONDS = 60;
    private static final Path COMMAND = Path.of(
            System.getProperty("holdfast.root"),
            "product/target/products/org.holdfast.product/linux/gtk/x86_64/holdfast/bin/holdfast");

    private NodeHome() {}

    /** Waits until the node is open. */
    static NodeControl open(BundleContext context) throws IOException, InterruptedException {
        initialise(Path.of(System.getProperty("holdfast.home")));
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        admin.getConfiguration("org.holdfast.node", "?").update(settings());
        ServiceTracker<NodeControl, NodeControl> tracker = new ServiceTracker<>(context, NodeControl.class, null);
        tracker.open();
        try {
            NodeControl control = tracker.waitForService(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
            if (control == null) {
                throw new IllegalStateException("the node did not open within " + LONGEST_SECONDS + " s");
            }
            return control;
        } finally {
            tracker.close();
        }
    }

    private static void initialise(Path home) throws IOException, InterruptedException {
        if (Files.exists(home.resolve("identity"))) {
            return;
        }
        File output = Files.createDirectories(home).resolve("init.txt").toFile();
        Process init = new ProcessBuilder(
                        COMMAND.toString(),
                        "init",
                        "--home",
                        home.toString(),
                        "--name",
                        "framework",
                        "--confederation",
                        "test")
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        if (!init.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            init.destroyForcibly();
        }
        assertEquals(0, init.exitValue(), () -> "holdfast init: see " + output);
    }

    /** On the loopback, on free ports: other nodes on this machine are left alone. */
    private static Dictionary<String, Object> settings() {
        Dictionary<String, Object> settings = new Hashtable<>();
        settings.put("bind.address", "127.0.0.1");
        settings.put("node.port", "0");
        settings.put("discovery.multicast.port", "46101");
        return settings;
    }
}
