// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/** A node inside this process, on Apache Felix: what the product installs and starts, and {@code log} besides. */
record FelixNode(Framework framework, List<Bundle> started) implements AutoCloseable {
    /**
     * @param log the log service's file in {@code plugins}; Equinox brings one along, Felix does not
     */
    static FelixNode start(Path installation, Path home, String log) throws Exception {
        Framework framework = new FrameworkFactory().newFramework(properties(installation, home));
        FelixNode node = new FelixNode(framework, new ArrayList<>());
        try {
            framework.start();
            node.installAndStart(installation.resolve("plugins"), log);
            return node;
        } catch (Exception | AssertionError e) {
            node.close();
            throw e;
        }
    }

    private static Map<String, String> properties(Path installation, Path home) throws Exception {
        Map<String, String> properties = new HashMap<>();
        Product.configuration().forEach((key, value) -> properties.put(key.toString(), value.toString()));
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, properties.get("osgi.startLevel"));
        properties.put(Constants.FRAMEWORK_STORAGE, home.resolve("osgi").toString());
        properties.put("holdfast.home", home.toString());
        properties.put("holdfast.install", installation.toString());
        properties.put("felix.fileinstall.dir", home.resolve("etc").toString());
        return properties;
    }

    /** In order of start level. */
    private void installAndStart(Path plugins, String log) throws Exception {
        List<Product.Start> entries = new ArrayList<>(Product.starts());
        entries.add(new Product.Start(log, 1, true));
        entries.sort(Comparator.comparingInt(Product.Start::level));
        Map<Product.Start, Bundle> installed = new HashMap<>();
        for (Product.Start entry : entries) {
            installed.put(entry, install(plugins.resolve(entry.jar())));
        }
        for (Product.Start entry : entries) {
            if (entry.started()) {
                installed.get(entry).start();
                started.add(installed.get(entry));
            }
        }
        assertFalse(started.isEmpty());
    }

    private Bundle install(Path jar) throws BundleException {
        return context().installBundle("reference:file:" + jar);
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** The versions of this bundle that are active, which should be one; the product's is still installed if replaced. */
    List<String> active(String name) {
        return List.of(context().getBundles()).stream()
                .filter(bundle -> name.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE)
                .map(bundle -> bundle.getVersion().toString())
                .toList();
    }

    /** The service behind the control API, once the node is open; null if it does not open. */
    Object control() throws InterruptedException {
        ServiceTracker<Object, Object> tracker =
                new ServiceTracker<>(context(), "org.holdfast.node.control.NodeControl", null);
        tracker.open(true);
        try {
            return tracker.waitForService(TimeUnit.SECONDS.toMillis(60));
        } finally {
            tracker.close();
        }
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
