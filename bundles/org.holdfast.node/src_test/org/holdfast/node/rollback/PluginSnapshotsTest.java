// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.rollback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.plugins.PluginStore.Plugin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/** What there was before a change is kept, the last three times. */
@Tag("R64")
class PluginSnapshotsTest {
    private static final Map<String, String> SETTINGS = Map.of("coding", "rs-cauchy-v1");

    @TempDir
    private Path home;

    private Plugin plugin(String name, String content) throws IOException {
        Path jar = home.resolve("bundles").resolve(name + ".jar");
        Files.createDirectories(jar.getParent());
        Files.deleteIfExists(jar);
        Files.writeString(jar, content);
        return new Plugin(
                name, Version.parseVersion("1.2.3"), new Digest(Id32.ZERO), jar, Optional.of("dropped as " + name));
    }

    private PluginSnapshots snapshots() {
        return new PluginSnapshots(home.resolve("rollback"));
    }

    @Test
    void jarsSettingsAndConfigurationAreKeptThoughTheStoreGoesOn() throws IOException {
        Path cfg = Files.writeString(home.resolve("com.example.cfg"), "level = 3");
        Plugin plugin = plugin("com.example.one", "the jar");
        snapshots().take(List.of(plugin), SETTINGS, List.of(cfg));
        Files.delete(plugin.jar());
        PluginSnapshot kept = snapshots().latest().orElseThrow();
        assertEquals(SETTINGS, kept.settings());
        Plugin copy = kept.plugins().getFirst();
        assertEquals(
                new Plugin(plugin.name(), plugin.version(), plugin.sha256(), copy.jar(), plugin.droppedAs()), copy);
        assertArrayEquals("the jar".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(copy.jar()));
        assertEquals("level = 3", Files.readString(kept.configuration().resolve("com.example.cfg")));
    }

    @Test
    void theLastThreeAreKept() {
        for (int i = 1; i <= 5; i++) {
            assertEquals(i, snapshots().take(List.of(), SETTINGS, List.of()).number());
        }
        assertTrue(snapshots().find(2).isEmpty());
        assertTrue(snapshots().find(3).isPresent());
        snapshots().drop(snapshots().latest().orElseThrow());
        assertEquals(4, snapshots().latest().orElseThrow().number());
    }

    @Test
    void oneThatWasCutOffIsNone() throws IOException {
        snapshots().take(List.of(), SETTINGS, List.of());
        Path draft = Files.createDirectories(home.resolve("rollback/next.tmp/etc"));
        Files.writeString(draft.resolve("half"), "");
        assertEquals(1, snapshots().latest().orElseThrow().number());
        assertEquals(2, snapshots().take(List.of(), SETTINGS, List.of()).number());
    }

    @Test
    void theNoteOfAChangeOutlivesTheProcess() throws IOException {
        WatchFile file = new WatchFile(home.resolve("rollback"));
        assertTrue(file.read().isEmpty());
        Watch watch = new Watch(
                Watch.Phase.WATCHING,
                7,
                "install größer.jar",
                Set.of("one: a\nb", "another = problem"),
                Set.of("coding 7", "crypto 7"),
                "");
        file.write(watch);
        assertEquals(Optional.of(watch), new WatchFile(home.resolve("rollback")).read());
        Files.writeString(home.resolve("rollback/watch"), "phase=WATCH");
        assertTrue(file.read().isEmpty());
        file.clear();
        assertTrue(file.read().isEmpty());
    }
}
