// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.core.Conversation;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.wire.MessageCodec;
import org.junit.jupiter.api.Test;

/** One seed is one history (promise P12): of all messages, byte for byte, all crashes and all decisions. */
class DeterminismTest {
    private static String history(long seed) {
        Confederation confederation = new Confederation(Scenario.small(seed));
        confederation.run();
        return confederation.world.hash();
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        assertEquals(history(7), history(7));
    }

    @Test
    void anotherSeedGivesAnotherHistory() {
        assertNotEquals(history(7), history(8));
    }

    /** Another virtual machine has other identity hashes and another order in its immutable sets. */
    @Test
    void theSameSeedGivesTheSameHistoryInAnotherProcess() throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElse("java");
        Process other = new ProcessBuilder(java, "-XX:+UseSerialGC", "-cp", classPath(), Histories.class.getName(), "7")
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(other.waitFor(1, TimeUnit.MINUTES), "it ends");
            assertTrue(said.contains(history(7)), said);
        } finally {
            other.destroyForcibly();
        }
    }

    /** Wherever this test's classes came from; a launcher may have loaded them without the system's class path. */
    private static String classPath() {
        return Stream.of(
                        DeterminismTest.class,
                        World.class,
                        Conversation.class,
                        MessageCodec.class,
                        BlockHeader.class,
                        CipherSuite.class,
                        OwnerId.class)
                .map(each -> Path.of(URI.create(each.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Tells the hashes of histories. */
    static final class Histories {
        private Histories() {}

        public static void main(String[] seeds) {
            for (String seed : seeds) {
                System.out.println(history(Long.parseLong(seed)));
            }
        }
    }
}
