// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.PluginStore.Change;
import org.holdfast.plugins.PluginStore.Plugin;
import org.holdfast.plugins.sample.Greeter;
import org.holdfast.plugins.sample.Grumbler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;

/** Plug-ins come, change and go in a real framework, over restarts. */
@Tag("R63")
@Tag("R64")
class PluginStoreTest {
    @TempDir
    Path folder;

    private Home node;

    @BeforeEach
    void make() throws Exception {
        node = home(folder);
        node.product(node.jar("b.product", "1.0.0"));
        node.start();
    }

    /** The framework to try it in. */
    Home home(Path folder) throws IOException {
        return new Home(folder);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    private Change install(Path jar) {
        return node.store().install(jar, Optional.empty());
    }

    private void expectRunning(String... nameAndVersion) throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < nameAndVersion.length; i += 2) {
            expected.put(nameAndVersion[i], nameAndVersion[i + 1]);
        }
        assertEquals(expected, node.running());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(node.home.resolve("bundles"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private HoldfastException refused(Path jar) {
        return assertThrows(HoldfastException.class, () -> install(jar));
    }

    @Test
    void pluginsAreInstalledAndSurviveRestarts() throws Exception {
        Path jar = node.jar("a.plugin", "1.2.3");
        Plugin plugin = assertInstanceOf(Change.Installed.class, install(jar)).plugin();
        Files.delete(jar);
        expectRunning("a.plugin", "1.2.3", "b.product", "1.0.0");
        assertEquals("a.plugin", plugin.name());
        assertEquals(Version.parseVersion("1.2.3"), plugin.version());
        assertEquals(List.of(plugin.jar().getFileName().toString(), "list"), files());

        node.restart();
        expectRunning("a.plugin", "1.2.3", "b.product", "1.0.0");
        assertEquals(List.of(plugin), node.store().plugins());

        node.stop();
        node.forgetFramework();
        node.start();
        expectRunning("a.plugin", "1.2.3", "b.product", "1.0.0");
        assertEquals(List.of(), node.store().takeTroubles());
    }

    /** Below their start level the framework only remembers that it should start them. */
    @Test
    void whatCannotRunYetReplacesNothing() throws Exception {
        install(node.jar("a.plugin", "1.0.0"));
        node.startLevel(3);
        HoldfastException refused = refused(node.jar("a.plugin", "2.0.0"));
        assertEquals(ErrorCode.PLUGIN_BROKEN, refused.code());
        assertTrue(refused.getMessage().contains("start level 3"), refused.getMessage());
        node.startLevel(5);
        expectRunning("a.plugin", "1.0.0", "b.product", "1.0.0");
    }

    /** A guard may wait for a minute; whoever asks for the status meanwhile must not. */
    @Test
    void whatThereIsCanBeSeenWhileAChangeWaits() throws Exception {
        install(node.jar("a.plugin", "1.0.0"));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        node.context()
                .registerService(
                        RemovalGuard.class,
                        stopping -> {
                            asked.countDown();
                            awaited(seen);
                        },
                        null);
        Path next = node.jar("a.plugin", "2.0.0");
        var change = CompletableFuture.supplyAsync(() -> install(next), PluginStoreTest::ownThread);
        awaited(asked);
        List<Plugin> plugins = CompletableFuture.supplyAsync(() -> node.store().plugins(), PluginStoreTest::ownThread)
                .get(20, TimeUnit.SECONDS);
        assertEquals(Version.parseVersion("1.0.0"), plugins.getFirst().version());
        assertEquals(List.of(), node.store().vanished());
        assertFalse(change.isDone());
        seen.countDown();
        assertInstanceOf(Change.Replaced.class, change.get());
        expectRunning("a.plugin", "2.0.0", "b.product", "1.0.0");
    }

    /** The common pool has a single thread on a machine with two processors. */
    private static void ownThread(Runnable work) {
        Thread.ofVirtual().start(work);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sameBytesAgainChangeNothing() throws Exception {
        Path jar = node.jar("a.plugin", "1.0.0");
        install(jar);
        long bundle = node.bundle("a.plugin").getBundleId();

        assertInstanceOf(Change.Unchanged.class, install(jar));
        assertEquals(bundle, node.bundle("a.plugin").getBundleId());
    }

    @Test
    void anUpdateRunsBeforeTheOldOneStops() throws Exception {
        install(node.jar("a.plugin", "1.0.0"));
        List<Map<String, Integer>> seen = new ArrayList<>();
        node.context()
                .registerService(
                        RemovalGuard.class,
                        bundle -> {
                            assertEquals(Version.parseVersion("1.0.0"), bundle.getVersion());
                            seen.add(Map.of("running", greeters("a.plugin")));
                        },
                        null);
        var replaced = assertInstanceOf(Change.Replaced.class, install(node.jar("a.plugin", "2.0.0")));

        assertEquals(Version.parseVersion("1.0.0"), replaced.before());
        assertEquals(List.of(Map.of("running", 2)), seen);
        expectRunning("a.plugin", "2.0.0", "b.product", "1.0.0");
        assertEquals(2, files().size());
        node.restart();
        expectRunning("a.plugin", "2.0.0", "b.product", "1.0.0");
    }

    private int greeters(String name) {
        try {
            return node.context()
                    .getServiceReferences(Runnable.class, "(greeter=" + name + ")")
                    .size();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void otherBytesOfTheSameVersion() throws Exception {
        Plugin before = install(node.jar("a.plugin", "1.0.0")).plugin();
        Plugin after = assertInstanceOf(Change.Replaced.class, install(other("a.plugin", "1.0.0")))
                .plugin();

        assertFalse(before.sha256().equals(after.sha256()));
        expectRunning("a.plugin", "1.0.0", "b.product", "1.0.0");
        node.restart();
        expectRunning("a.plugin", "1.0.0", "b.product", "1.0.0");
        assertEquals(List.of(after), node.store().plugins());
    }

    private Path other(String name, String version) {
        Path jar = Jars.bundle(folder.resolve("other.jar"), name, version, Greeter.class, "Comment: other");
        return Jars.signed(jar, Cast.HOUSE);
    }

    private Path broken(String version) {
        Path jar = Jars.bundle(folder.resolve("broken.jar"), "a.plugin", version, Grumbler.class, "");
        return Jars.signed(jar, Cast.HOUSE);
    }

    @Test
    void whatDoesNotStartLeavesAllAsItWas() throws Exception {
        assertTrue(refused(broken("1.0.0")).getMessage().contains("not today"));
        assertEquals(List.of(), files());
        Plugin plugin = install(node.jar("a.plugin", "1.0.0")).plugin();
        List<String> before = files();
        for (String version : List.of("1.0.0", "2.0.0")) {
            assertEquals(ErrorCode.PLUGIN_BROKEN, refused(broken(version)).code());
            expectRunning("a.plugin", "1.0.0", "b.product", "1.0.0");
            assertEquals(before, files());
            assertEquals(List.of(plugin), node.store().plugins());
        }
        node.restart();
        expectRunning("a.plugin", "1.0.0", "b.product", "1.0.0");
    }

    @Test
    void whatDoesNotResolveSaysWhatIsMissing() throws Exception {
        Path jar = Jars.bundle(
                folder.resolve("x.jar"),
                "a.plugin",
                "1.0.0",
                Greeter.class,
                "Require-Capability: some.thing;filter:=\"(x=1)\"");
        HoldfastException failure = refused(Jars.signed(jar, Cast.HOUSE));

        assertEquals(ErrorCode.PLUGIN_BROKEN, failure.code());
        assertTrue(failure.getMessage().contains("some.thing"), failure.getMessage());
        assertEquals(List.of(), node.store().plugins());
        expectRunning("b.product", "1.0.0");
    }

    @Test
    void unsignedAndUnfitJarsAreRefused() throws Exception {
        assertEquals(
                ErrorCode.PLUGIN_UNSIGNED,
                refused(node.unsigned("a.plugin", "1.0.0")).code());
        Path strange = Jars.signed(node.unsigned("a.plugin", "1.0.0"), Cast.STRANGER);
        assertEquals(ErrorCode.PLUGIN_UNKNOWN_PUBLISHER, refused(strange).code());
        Path plain = Jars.write(
                folder.resolve("plain.jar"), Map.of("META-INF/MANIFEST.MF", Jars.bytes("A: b\n"), "x", new byte[1]));
        assertTrue(refused(Jars.signed(plain, Cast.HOUSE)).getMessage().contains("no OSGi bundle"));
        Path fragment = Jars.bundle(
                folder.resolve("fragment.jar"), "a.fragment", "1.0.0", Greeter.class, "Fragment-Host: b.product");
        assertTrue(refused(Jars.signed(fragment, Cast.HOUSE)).getMessage().contains("fragment"));
        Path climbing = Jars.bundle(folder.resolve("climb.jar"), "../a", "1.0.0", Greeter.class, "");
        assertEquals(
                ErrorCode.PLUGIN_BROKEN,
                refused(Jars.signed(climbing, Cast.HOUSE)).code());
        assertEquals(ErrorCode.DISK_FAILED, refused(folder.resolve("none.jar")).code());
        assertEquals(List.of(), files());
    }

    @Test
    void removedIsRemoved() throws Exception {
        install(node.jar("a.plugin", "1.0.0"));
        node.store().remove("a.plugin");

        expectRunning("b.product", "1.0.0");
        assertEquals(List.of("list"), files());
        node.restart();
        expectRunning("b.product", "1.0.0");
        assertEquals(
                ErrorCode.PLUGIN_UNKNOWN,
                assertThrows(HoldfastException.class, () -> node.store().remove("b.product"))
                        .code());
    }

    @Test
    void guardsKeepWhatIsNeeded() throws Exception {
        install(node.jar("a.plugin", "1.0.0"));
        var needed = new HoldfastException(ErrorCode.BUSY, "a.plugin", "somebody reads with it");
        var guard = node.context()
                .registerService(
                        RemovalGuard.class,
                        bundle -> {
                            throw needed;
                        },
                        null);
        List<String> before = files();

        assertEquals(
                needed, assertThrows(HoldfastException.class, () -> node.store().remove("a.plugin")));
        assertEquals(needed, refused(node.jar("a.plugin", "2.0.0")));
        assertEquals(needed, refused(other("a.plugin", "1.0.0")));
        assertEquals(needed, refused(node.jar("b.product", "2.0.0")));
        expectRunning("a.plugin", "1.0.0", "b.product", "1.0.0");
        assertEquals(before, files());
        guard.unregister();
        node.store().remove("a.plugin");
        expectRunning("b.product", "1.0.0");
    }

    @Test
    void aPluginStandsInForABundleOfTheProduct() throws Exception {
        assertInstanceOf(Change.Replaced.class, install(node.jar("b.product", "1.1.0")));
        expectRunning("b.product", "1.1.0");
        node.restart();
        expectRunning("b.product", "1.1.0");
        node.stop();
        node.forgetFramework();
        node.start();
        expectRunning("b.product", "1.1.0");

        install(node.jar("b.product", "1.2.0"));
        expectRunning("b.product", "1.2.0");
        node.store().remove("b.product");
        expectRunning("b.product", "1.0.0");
        node.restart();
        expectRunning("b.product", "1.0.0");
    }

    @Test
    void guardOfAStandInKeepsIt() throws Exception {
        install(node.jar("b.product", "1.1.0"));
        node.context()
                .registerService(
                        RemovalGuard.class,
                        bundle -> {
                            throw new HoldfastException(ErrorCode.BUSY, "b.product", "needed");
                        },
                        null);

        assertThrows(HoldfastException.class, () -> node.store().remove("b.product"));
        expectRunning("b.product", "1.1.0");
        node.restart();
        expectRunning("b.product", "1.1.0");
    }

    @Test
    void theProductIsReplacedByNewerOnesOnly() throws Exception {
        assertTrue(refused(node.jar("b.product", "1.0.0")).getMessage().contains("must be newer"));
        assertTrue(refused(node.jar("b.product", "0.9.0")).getMessage().contains("must be newer"));
        expectRunning("b.product", "1.0.0");
    }

    @Test
    void aNewerProductOvertakesThePlugin() throws Exception {
        install(node.jar("b.product", "1.1.0"));
        node.stop();
        node.forgetFramework();
        node = home(folder);
        node.product(node.jar("b.product", "2.0.0"));
        node.start();

        expectRunning("b.product", "2.0.0");
        assertEquals(List.of(), node.store().plugins());
        assertEquals(1, node.store().takeTroubles().size());
    }

    @Test
    @Tag("R65")
    void aJarThatVanishedIsTold() throws Exception {
        Plugin plugin = install(node.jar("a.plugin", "1.0.0")).plugin();
        Path jar = node.jar("a.plugin", "1.0.0");
        Files.copy(plugin.jar(), jar, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(List.of(), node.store().vanished());
        node.stop();
        Files.delete(plugin.jar());
        node.start();

        assertEquals(List.of(plugin), node.store().vanished());
        expectRunning("b.product", "1.0.0");
        assertTrue(node.store().takeTroubles().getFirst().getMessage().contains("is gone"));
        install(jar);
        assertEquals(List.of(), node.store().vanished());
        expectRunning("a.plugin", "1.0.0", "b.product", "1.0.0");
    }

    /** Nobody is asked to let it go, and it is not stopped: only its file comes back. */
    @Test
    @Tag("R65")
    void aJarThatVanishedUnderARunningBundleIsPutBack() throws Exception {
        Path jar = node.jar("a.plugin", "1.0.0");
        Plugin plugin = install(jar).plugin();
        Path copy = Files.copy(plugin.jar(), node.home.resolve("copy.jar"));
        Files.delete(plugin.jar());
        assertEquals(List.of(plugin), node.store().vanished());

        assertInstanceOf(Change.Unchanged.class, node.store().install(copy, Optional.empty()));
        assertEquals(List.of(), node.store().vanished());
        assertEquals(-1, Files.mismatch(copy, plugin.jar()));
        expectRunning("a.plugin", "1.0.0", "b.product", "1.0.0");
        node.stop();
        node.start();
        expectRunning("a.plugin", "1.0.0", "b.product", "1.0.0");
    }

    @Test
    void aLostListIsMadeFromTheJars() throws Exception {
        Plugin plugin = install(node.jar("a.plugin", "1.0.0")).plugin();
        node.stop();
        Files.writeString(node.home.resolve("bundles/list"), "holdfast bundles 1\nrubbish\n");
        node.start();

        assertEquals(List.of(plugin), node.store().plugins());
        expectRunning("a.plugin", "1.0.0", "b.product", "1.0.0");
    }

    @Test
    void whatACrashLeftIsCleared() throws Exception {
        install(node.jar("a.plugin", "1.0.0"));
        Path list = node.home.resolve("bundles/list");
        byte[] before = Files.readAllBytes(list);
        install(node.jar("a.plugin", "2.0.0"));
        Plugin newer = node.store().plugins().getFirst();
        Plugin older = new Plugin("a.plugin", Version.parseVersion("1.0.0"), newer.sha256(), list, Optional.empty());
        // As if the process had died after the new one was installed and before the list was written.
        node.stop();
        Files.write(list, before);
        Files.writeString(node.home.resolve("bundles/incoming.tmp"), "half");
        node.start();

        assertEquals(older.version(), node.store().plugins().getFirst().version());
        assertEquals(1, node.store().vanished().size(), "its jar went with the update");
        assertEquals(List.of("list"), files());
        expectRunning("b.product", "1.0.0");
    }

    @Test
    void alteredInTheStoreDoesNotRun() throws Exception {
        Plugin plugin = install(node.jar("a.plugin", "1.0.0")).plugin();
        node.stop();
        Jars.change(plugin.jar(), entries -> entries.put("more", new byte[1]));
        node.start();

        expectRunning("b.product", "1.0.0");
        assertEquals(
                ErrorCode.PLUGIN_UNSIGNED,
                node.store().takeTroubles().getFirst().code());
        assertEquals(Bundle.INSTALLED, node.bundle("a.plugin").getState());
    }

    @Test
    void classLoadersOfWhatWentAreCollected() throws Exception {
        for (int i = 1; i <= 20; i++) {
            install(node.jar("a.plugin", i + ".0.0"));
            install(node.jar("b.product", i + ".1.0"));
        }
        node.store().remove("a.plugin");
        node.store().remove("b.product");
        for (int tries = 0; tries < 1000 && node.store().uncollected() > 0; tries++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }

        assertEquals(0, node.store().uncollected(), "of 42 class loaders");
        expectRunning("b.product", "1.0.0");
    }
}
