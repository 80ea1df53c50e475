// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker by itself: small, complete, and it runs. */
@Tag("R3")
@Timeout(120)
class BrokerArchiveTest {
    private static final long SMALL = 6L << 20;

    @TempDir
    Path temporary;

    private Path broker;

    @BeforeEach
    void unpack() throws Exception {
        Outcome outcome =
                Outcome.of(new ProcessBuilder("tar", "xzf", Product.BROKER.toString(), "-C", temporary.toString()));
        assertEquals(0, outcome.status(), outcome.error());
        broker = temporary.resolve("holdfast-broker/bin/holdfast-broker");
    }

    @Test
    void itListens() throws Exception {
        Process process = new ProcessBuilder(broker.toString(), "--bind", "127.0.0.1", "--port", "0")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            String first = String.valueOf(lines.readLine());
            assertTrue(first.matches(".* INFO .*The broker listens on 127.0.0.1 port [1-9][0-9]*"), first);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void wrongUseIsNamed() throws Exception {
        Outcome outcome = Outcome.of(new ProcessBuilder(broker.toString(), "--port", "many"));
        assertEquals(2, outcome.status());
        assertTrue(
                outcome.output().contains("--port is 0 to 65535, not 'many'; usage: holdfast-broker"),
                outcome.output());
    }

    @Test
    void bothArchivesHoldWhatItNeedsAndNoMore() throws IOException {
        Path root = temporary.resolve("holdfast-broker");
        try (ZipFile zip = new ZipFile(Product.BROKER_ZIP.toFile())) {
            Set<String> zipped = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .collect(Collectors.toSet());
            assertEquals(zipped, files(temporary));
        }
        List<String> bundles = Files.readAllLines(root.resolve("lib/broker.bundles"));
        assertEquals(bundles.size(), files(root.resolve("plugins")).size());
        assertTrue(Files.size(Product.BROKER) < SMALL, () -> Product.BROKER + " is large");
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }
}
