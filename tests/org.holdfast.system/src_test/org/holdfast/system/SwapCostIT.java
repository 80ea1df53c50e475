// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a swap costs the backup that is running: the time of backups with swaps in them against that of backups without,
 * in turn, of as many new random bytes. A measurement and no test: {@code ./build bench swap} runs it and nothing else
 * does. What is counted is all that a swap brings with it, such as compiling the successor's classes anew.
 */
@EnabledIfSystemProperty(
        named = "holdfast.bench",
        matches = "swap",
        disabledReason = "a measurement: ./build bench swap")
class SwapCostIT {
    private static final int ROUNDS = 3;
    private static final int FILES = 20;
    private static final int FILE_BYTES = 20_000_000;
    private static final Duration RUNNING = Duration.ofSeconds(1);
    private static final List<String> PLANES =
            List.of("org.holdfast.coding.reedsolomon", "org.holdfast.crypto.jdk", "org.holdfast.compression.zstd");

    @TempDir
    Path temporary;

    private final Random random = new Random(5);
    private Machine owner;
    private Path source;

    @Test
    void swapsUnderBackups() throws Exception {
        List<String> planes = wanted();
        try (Lab lab = Lab.up(temporary.resolve("lab"), 4, "2+1")) {
            owner = lab.owner();
            source = Files.createDirectories(temporary.resolve("source"));
            owner.holdfast("source", "add", source.toString()).ok();
            Publisher publisher = new Publisher(temporary.resolve("publisher"));
            owner.holdfast("plugin", "trust", publisher.certificate().toString())
                    .ok();
            for (int warm = 0; warm < 3; warm++) {
                backUp(List.of());
            }
            System.out.println("| swapped under a backup of " + FILES * FILE_BYTES / 1_000_000
                    + " MB | with, s | without, s | cost of the swap, s (median of " + ROUNDS + ") |");
            System.out.println("|---|---:|---:|---:|");
            for (String plane : planes) {
                measure(publisher, plane);
            }
        }
    }

    /** Those whose name has one of the words of {@code holdfast.planes}; all if there is none. */
    private static List<String> wanted() {
        List<String> words = List.of(System.getProperty("holdfast.planes", "").split(" "));
        List<String> planes = PLANES.stream()
                .filter(plane -> words.stream().anyMatch(plane::contains))
                .toList();
        assertFalse(planes.isEmpty(), () -> "No plane is called like " + words + "; there are " + PLANES);
        return planes;
    }

    private void measure(Publisher publisher, String plane) throws Exception {
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            without.add(backUp(List.of()));
            with.add(backUp(List.of(publisher.version(plane, "0.3." + round))));
            costs.add(with.getLast() - without.getLast());
        }
        System.out.printf(
                Locale.ROOT, "| %s | %.2f | %.2f | %.2f |%n", plane, median(with), median(without), median(costs));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** @return the seconds it took */
    private double backUp(List<Path> jars) throws Exception {
        for (int file = 0; file < FILES; file++) {
            Files.write(source.resolve("file" + file), Trees.bytes(random, FILE_BYTES));
        }
        CompletableFuture<JsonObject> backup = Meanwhile.get(() -> call("/v1/backup?wait=true"));
        Await.pause(RUNNING.toMillis());
        for (Path jar : jars) {
            JsonObject done = call("/v1/plugins?file=" + jar);
            if (!done.get("change").getAsString().equals("replaced") || backup.isDone()) {
                throw new IllegalStateException("nothing was swapped under a backup: " + done);
            }
        }
        JsonObject snapshot = backup.join();
        if (!snapshot.get("state").getAsString().equals("FULL")) {
            throw new IllegalStateException("the backup is not whole: " + snapshot);
        }
        return snapshot.get("seconds").getAsDouble();
    }

    private JsonObject call(String path) {
        return owner.control()
                .flatMap(control -> control.call("POST", path))
                .orElseThrow(() -> new IllegalStateException("the owner does not answer" + owner.log()))
                .getLast();
    }
}
