// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.plugins.internal.Gate;
import org.holdfast.plugins.internal.Store;
import org.holdfast.plugins.sample.Greeter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * An installation and a data folder, and a real framework that can be started again and again as the product's is: what
 * it remembers, the gate, the product's bundles, the store, start level 4.
 */
final class Home {
    final Path install;
    final Path home;
    private final Path folder;
    private final FrameworkFactory factory;
    private final List<String> product = new ArrayList<>();
    private Framework framework;
    private Gate gate;
    private Store store;

    /** Equinox. */
    Home(Path folder) throws IOException {
        this(folder, "org.eclipse.osgi.launch.EquinoxFactory");
    }

    /** @param framework its factory */
    Home(Path folder, String framework) throws IOException {
        this.folder = folder;
        this.factory = Frameworks.find(framework);
        // With a space and a letter beyond ASCII, as people's folders have.
        install = folder.resolve("the installatiön");
        home = folder.resolve("the höme");
        Files.createDirectories(install.resolve("plugins"));
        Files.createDirectories(install.resolve("configuration/publishers"));
        Files.createDirectories(home);
        trust(Cast.HOUSE);
    }

    void trust(PublisherKey key) throws IOException {
        Files.writeString(install.resolve("configuration/publishers/" + key.fingerprint() + ".pem"), key.pem());
    }

    /** A signed bundle that is not installed. */
    Path jar(String name, String version) {
        return Jars.signed(unsigned(name, version), Cast.HOUSE);
    }

    Path unsigned(String name, String version) {
        return Jars.bundle(folder.resolve(name + "_" + version + ".jar"), name, version, Greeter.class, "");
    }

    /** Adds a bundle to the installation. */
    Path product(Path jar) throws IOException {
        Path place = install.resolve("plugins").resolve(jar.getFileName());
        Files.copy(jar, place);
        product.add("reference:file:" + place);
        return place;
    }

    /** The product's start, in the same order. */
    void start() throws Exception {
        framework = factory.newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE,
                folder.resolve("storage").toString(),
                Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                "1"));
        framework.init();
        gate = new Gate(context(), Optional.of(install), home, () -> Cast.NOW);
        context().registerService(ResolverHookFactory.class, gate, null);
        framework.start();
        gate.open();
        for (String location : product) {
            Bundle bundle = context().installBundle(location);
            bundle.adapt(BundleStartLevel.class).setStartLevel(4);
            startIfPossible(bundle);
        }
        store = new Store(context(), gate, home);
        store.reconcile();
        startLevel(5);
    }

    private static void startIfPossible(Bundle bundle) {
        try {
            bundle.start();
        } catch (BundleException e) {
            // A fragment is not started, but the product's configuration does not say which bundles are ones.
            assertTrue(
                    e.getType() == BundleException.RESOLVE_ERROR
                            || e.getType() == BundleException.INVALID_OPERATION
                            || e.getMessage().contains("ragment"),
                    e.toString());
        }
    }

    void startLevel(int level) throws InterruptedException {
        var reached = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(level, event -> reached.countDown());
        assertEquals(true, reached.await(30, TimeUnit.SECONDS));
    }

    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(30_000);
    }

    void restart() throws Exception {
        stop();
        start();
    }

    /** As the start script does when the installation changed. */
    void forgetFramework() throws IOException {
        try (var files = Files.walk(folder.resolve("storage"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Gate gate() {
        return gate;
    }

    PluginStore store() {
        return store;
    }

    Bundle bundle(String location) {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> bundle.getLocation().contains(location))
                .findFirst()
                .orElseThrow();
    }

    /** Name to version of the bundles that run. */
    Map<String, String> running() throws Exception {
        Map<String, String> running = new TreeMap<>();
        for (ServiceReference<Runnable> each : context().getServiceReferences(Runnable.class, "(greeter=*)")) {
            String before = running.put(
                    (String) each.getProperty("greeter"),
                    each.getProperty("version").toString());
            assertEquals(null, before, "two of " + each.getProperty("greeter"));
        }
        return running;
    }

    void close() throws Exception {
        if (framework != null) {
            stop();
        }
    }
}
