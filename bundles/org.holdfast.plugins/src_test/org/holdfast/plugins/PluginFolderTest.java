// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.PluginFolder.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars dropped into the folder, with a real framework behind it. */
@Tag("R64")
class PluginFolderTest {
    @TempDir
    Path temporary;

    private Home node;
    private Path folder;
    private PluginFolder plugins;
    private Instant now = Cast.NOW;

    @BeforeEach
    void make() throws Exception {
        node = new Home(temporary);
        node.start();
        folder = node.home.resolve("plugins");
        open();
    }

    private void open() {
        plugins = new PluginFolder(folder, node.store(), () -> now);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    private void drop(Path jar, String as) throws IOException {
        Files.copy(jar, folder.resolve(as), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(folder.resolve(as), FileTime.from(now));
        now = now.plusSeconds(5);
    }

    /** A first look, at which nothing may happen yet, and a second. */
    private List<Event> twoScans() {
        assertEquals(List.of(), plugins.scan());
        return plugins.scan();
    }

    @Test
    void aJarComesChangesAndGoes() throws Exception {
        drop(node.jar("a.plugin", "1.0.0"), "a.jar");
        assertInstanceOf(Event.Taken.class, twoScans().getFirst());
        assertEquals(Map.of("a.plugin", "1.0.0"), node.running());
        assertEquals(List.of(), plugins.scan());

        drop(node.jar("a.plugin", "0.9.0"), "a.jar");
        assertInstanceOf(Event.Taken.class, twoScans().getFirst());
        assertEquals(Map.of("a.plugin", "0.9.0"), node.running(), "whoever changes the file wants this one");

        Files.delete(folder.resolve("a.jar"));
        assertInstanceOf(Event.Removed.class, twoScans().getFirst());
        assertEquals(Map.of(), node.running());
        assertEquals(List.of(), plugins.scan());
    }

    @Test
    void whatGrowsIsLeftAlone() throws Exception {
        byte[] whole = Files.readAllBytes(node.jar("a.plugin", "1.0.0"));
        for (int part = 1; part <= 4; part++) {
            Files.write(folder.resolve("a.jar"), Arrays.copyOf(whole, whole.length * part / 4));
            assertEquals(List.of(), plugins.scan());
        }

        assertInstanceOf(Event.Taken.class, plugins.scan().getFirst());
    }

    @Test
    void aBadOneIsRefusedOnceUntilItChanges() throws Exception {
        drop(node.unsigned("a.plugin", "1.0.0"), "a.jar");
        var refused = assertInstanceOf(Event.Refused.class, twoScans().getFirst());
        assertEquals(ErrorCode.PLUGIN_UNSIGNED, refused.why().code());
        assertEquals(List.of(), plugins.scan());
        assertEquals(List.of(), plugins.scan());

        drop(node.jar("a.plugin", "1.0.0"), "a.jar");
        assertInstanceOf(Event.Taken.class, twoScans().getFirst());
        assertEquals(Map.of("a.plugin", "1.0.0"), node.running());
    }

    @Test
    void itIsTheSameAfterARestart() throws Exception {
        drop(node.jar("a.plugin", "1.0.0"), "a.jar");
        twoScans();
        node.restart();
        open();
        assertEquals(List.of(), twoScans());
        assertEquals(Map.of("a.plugin", "1.0.0"), node.running());

        node.stop();
        Files.delete(folder.resolve("a.jar"));
        node.start();
        open();
        assertInstanceOf(Event.Removed.class, twoScans().getFirst());
        assertEquals(Map.of(), node.running());
    }

    @Test
    void aRefusedRemovalIsToldOnceAndTriedAgain() throws Exception {
        drop(node.jar("a.plugin", "1.0.0"), "a.jar");
        twoScans();
        var guard = node.context()
                .registerService(
                        RemovalGuard.class,
                        bundle -> {
                            throw new HoldfastException(ErrorCode.BUSY, "a.plugin", "needed");
                        },
                        null);
        Files.delete(folder.resolve("a.jar"));
        assertEquals(
                ErrorCode.BUSY,
                assertInstanceOf(Event.Refused.class, twoScans().getFirst())
                        .why()
                        .code());
        now = now.plus(Duration.ofMinutes(2));
        assertEquals(List.of(), plugins.scan(), "told already");
        guard.unregister();
        assertEquals(List.of(), plugins.scan(), "not yet tried again");
        now = now.plus(Duration.ofMinutes(2));

        assertInstanceOf(Event.Removed.class, plugins.scan().getFirst());
        assertEquals(Map.of(), node.running());
    }

    @Test
    void twoFilesOfOneNameDoNotTakeTurns() throws Exception {
        drop(node.jar("a.plugin", "2.0.0"), "new.jar");
        twoScans();
        drop(node.jar("a.plugin", "1.0.0"), "old.jar");
        assertEquals(
                ErrorCode.CONFLICT,
                assertInstanceOf(Event.Refused.class, twoScans().getFirst())
                        .why()
                        .code());
        open();
        twoScans();
        assertEquals(Map.of("a.plugin", "2.0.0"), node.running());

        Files.delete(folder.resolve("new.jar"));
        assertInstanceOf(Event.Removed.class, twoScans().getFirst());
        assertInstanceOf(Event.Taken.class, plugins.scan().getFirst());
        assertEquals(Map.of("a.plugin", "1.0.0"), node.running());
    }

    @Test
    void aRenamedFileIsNoChange() throws Exception {
        drop(node.jar("a.plugin", "1.0.0"), "a.jar");
        twoScans();
        long bundle = node.bundle("a.plugin").getBundleId();
        Files.move(folder.resolve("a.jar"), folder.resolve("b.jar"));
        assertEquals(List.of(), twoScans());
        assertEquals(List.of(), twoScans());

        assertEquals(bundle, node.bundle("a.plugin").getBundleId());
        assertEquals(Map.of("a.plugin", "1.0.0"), node.running());
    }

    @Test
    void aMissingFolderRemovesNothing() throws Exception {
        drop(node.jar("a.plugin", "1.0.0"), "a.jar");
        twoScans();
        Files.move(folder, temporary.resolve("elsewhere"));

        assertEquals(
                ErrorCode.DISK_FAILED,
                assertThrows(HoldfastException.class, () -> plugins.scan()).code());
        assertEquals(Map.of("a.plugin", "1.0.0"), node.running());
    }
}
