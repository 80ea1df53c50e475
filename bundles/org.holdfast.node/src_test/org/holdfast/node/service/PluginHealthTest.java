// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.holdfast.node.rollback.Watch;
import org.holdfast.spi.crypto.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of plug-ins is taken back for, and what it is not to blame for. */
@Tag("R64")
class PluginHealthTest {
    private static final String READ = "crypto " + ForeignCipher.FORMAT.number();

    @TempDir
    Path folder;

    private final List<String> failures = new ArrayList<>();
    private final Installed<CipherSuite> cipher = new Installed<>();
    private TestConfederation all;
    private Node node;
    private PluginHealth health;

    @BeforeEach
    void backUpWithTheForeignCipher() throws IOException {
        all = new TestConfederation(folder, 4);
        all.start("2+1");
        node = all.owner().node();
        node.providers().addCipher(new ForeignCipher(ForeignCipher.VERSION), cipher);
        TestPlugins plugins = new TestPlugins(folder.resolve("plugins"));
        health = new PluginHealth(node, new Plugins(plugins, plugins, () -> List.copyOf(failures)));
        Data.random(folder.resolve("data/file"), 100_000, 1);
        all.owner().set(Setting.CRYPTO, ForeignCipher.FORMAT.name());
        all.owner().source(folder.resolve("data")).backup();
        all.owner().set(Setting.CRYPTO, "aes-256-gcm-v1");
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private Set<String> fresh(Set<String> before, Set<String> served) {
        return health.problemsBesides(new Watch(Watch.Phase.WATCHING, 1, "a change", before, served, ""));
    }

    @Test
    void dataThatLostTheirReaderAreTheChangesFault() {
        Set<String> served = health.served();
        assertTrue(served.contains(READ), served::toString);
        assertEquals(Set.of(), fresh(Set.of(), served));
        node.providers().removeCipher(cipher);
        Set<String> fresh = fresh(Set.of(), served);
        assertEquals(1, fresh.size(), fresh::toString);
        assertTrue(fresh.iterator().next().contains("crypto format " + ForeignCipher.FORMAT.number()), fresh::toString);
    }

    /** As with data that a recovery has only just found, whose reader was never here. */
    @Test
    void dataThatHadNoReaderBeforeAreNot() {
        node.providers().removeCipher(cipher);
        assertEquals(Set.of(), fresh(Set.of(), health.served()));
    }

    @Test
    void aComponentThatFailsSinceIsAndOneThatFailedBeforeIsNot() {
        failures.add("com.example.old does not come up");
        Set<String> before = health.problems();
        failures.add("com.example.fresh does not come up");
        assertEquals(Set.of("com.example.fresh does not come up"), fresh(before, health.served()));
    }

    @Test
    void whatNothingCanBeWrittenWithAnyMoreIs() {
        all.owner().set(Setting.CRYPTO, ForeignCipher.FORMAT.name());
        Set<String> before = health.problems();
        Set<String> served = health.served();
        node.providers().removeCipher(cipher);
        assertEquals(
                2, fresh(before, served).size(), () -> fresh(before, served).toString());
    }
}
