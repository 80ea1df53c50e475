// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.log.LogService;
import org.osgi.util.tracker.ServiceTracker;

/** The product ships Equinox; its bundles, the very same files, start on Apache Felix too. */
class FelixTest {
    /** Equinox brings one along, Felix does not. */
    private static final String LOG_SERVICE = "org.apache.felix.log.jar";

    @TempDir
    Path home;

    @TempDir
    Path folder;

    private Path installation;

    @Test
    void everyBundleStartsAndEveryComponentIsSatisfied() throws Exception {
        Framework framework = new FrameworkFactory().newFramework(properties());
        framework.start();
        try {
            List<Bundle> started = installAndStart(framework.getBundleContext());
            assertEquals(
                    List.of(),
                    started.stream()
                            .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                            .map(Bundle::getSymbolicName)
                            .toList(),
                    "bundles that are not active");
            assertNotNull(control(framework.getBundleContext()), "the node did not open");
            assertEquals(List.of(), unsatisfiedInTheEnd(framework.getBundleContext()));
        } finally {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
        }
    }

    /** What needs the node may be told of it after this test was. */
    private static List<String> unsatisfiedInTheEnd(BundleContext context) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        List<String> unsatisfied = Components.unsatisfied(context);
        while (!unsatisfied.isEmpty() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
            unsatisfied = Components.unsatisfied(context);
        }
        return unsatisfied;
    }

    private Map<String, String> properties() throws Exception {
        Map<String, String> properties = new HashMap<>();
        Product.configuration().forEach((key, value) -> properties.put(key.toString(), value.toString()));
        properties.put(Constants.FRAMEWORK_STORAGE, home.resolve("osgi").toString());
        properties.put("holdfast.home", home.toString());
        properties.put("holdfast.install", installation.toString());
        properties.put("felix.fileinstall.dir", home.resolve("etc").toString());
        return properties;
    }

    /** The product with one bundle more, which its list has to name, or the gate would not let it run. */
    @BeforeEach
    void addLogService() throws Exception {
        installation = Product.copy(folder.resolve("holdfast"));
        Path jar = Path.of(LogService.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path list = installation.resolve("configuration/bundles.sha256");
        Files.copy(jar, installation.resolve("plugins").resolve(LOG_SERVICE));
        Files.writeString(list, Product.sha256(jar) + "  " + LOG_SERVICE + "\n", StandardOpenOption.APPEND);
    }

    /** A home as a person makes it, with settings that leave other nodes on this machine alone. */
    @BeforeEach
    void initialise() throws Exception {
        Outcome outcome = Outcome.of(new ProcessBuilder(
                Product.INSTALLATION.resolve("bin/holdfast").toString(),
                "init",
                "--home",
                home.toString(),
                "--name",
                "felix",
                "--confederation",
                "test"));
        assertEquals(0, outcome.status(), outcome.error());
        Files.writeString(
                home.resolve("etc/org.holdfast.node.cfg"),
                "bind.address = 127.0.0.1\nnode.port = 0\ndiscovery.multicast.port = 46102\n");
    }

    private static Object control(BundleContext context) throws InterruptedException {
        ServiceTracker<Object, Object> tracker =
                new ServiceTracker<>(context, "org.holdfast.node.control.NodeControl", null);
        tracker.open(true);
        try {
            return tracker.waitForService(TimeUnit.SECONDS.toMillis(60));
        } finally {
            tracker.close();
        }
    }

    /** Installs what the product installs, and starts, in order of start level, what it starts. */
    private List<Bundle> installAndStart(BundleContext context) throws Exception {
        List<Product.Start> entries = new ArrayList<>(Product.starts());
        entries.add(new Product.Start(LOG_SERVICE, 1, true));
        entries.sort(Comparator.comparingInt(Product.Start::level));
        Map<Product.Start, Bundle> installed = new HashMap<>();
        for (Product.Start entry : entries) {
            installed.put(entry, install(context, entry));
        }
        List<Bundle> started = new ArrayList<>();
        for (Product.Start entry : entries) {
            if (entry.started()) {
                installed.get(entry).start();
                started.add(installed.get(entry));
            }
        }
        assertFalse(started.isEmpty());
        return started;
    }

    private Bundle install(BundleContext context, Product.Start entry) throws BundleException {
        Path jar = installation.resolve("plugins").resolve(entry.jar());
        return context.installBundle("reference:file:" + jar);
    }
}
