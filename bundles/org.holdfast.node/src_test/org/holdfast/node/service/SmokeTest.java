// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTest {
    @Test
    void backsUpAndRestores(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        byte[] bytes = new byte[10_000_000];
        new SplittableRandom(1).nextBytes(bytes);
        Files.write(data.resolve("a"), bytes);
        long t = System.nanoTime();
        try (TestConfederation all = new TestConfederation(folder, 6).start("3+2")) {
            System.err.println("agreed " + (System.nanoTime() - t) / 1e9);
            var made = all.owner().source(data).backup();
            System.err.println("made " + (System.nanoTime() - t) / 1e9 + " " + made);
            var done = all.owner().restore(folder.resolve("back"));
            System.err.println("restored " + (System.nanoTime() - t) / 1e9 + " " + done);
            assertEquals(0, done.errors());
            assertArrayEquals(bytes, Files.readAllBytes(Path.of(folder + "/back" + data + "/a")));
        }
        System.err.println("closed " + (System.nanoTime() - t) / 1e9);
    }
}
