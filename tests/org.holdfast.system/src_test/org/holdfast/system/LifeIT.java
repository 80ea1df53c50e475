// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An owner and four partners at code 2+2: what is backed up comes back, whole and in parts, and again after changes. */
class LifeIT {
    private static final int PARTNERS = 4;
    private static final long SMALL = 4L << 20;

    @TempDir
    static Path temporary;

    private static Path source;
    private static Lab lab;
    private static JsonObject first;

    @BeforeAll
    static void backUp() {
        source = temporary.resolve("source");
        Trees.make(source, 1, 300, 60_000);
        // Ordinary times: an audit that finds the damage made here would end an agreement, as it should elsewhere.
        lab = Lab.up(temporary.resolve("lab"), PARTNERS + 1, "2+2", "--real-times");
        // FULL is what is tested, however long a busy machine keeps one partner from taking its blocks.
        lab.owner().holdfast("config", "set", "absent.wait.seconds", "300").ok();
        lab.owner().holdfast("source", "add", source.toString()).ok();
        first = lab.owner().holdfast("backup", "--wait").ok().last();
    }

    @AfterAll
    static void end() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void firstBackupIsFull() {
        assertEquals("snapshot", first.get("type").getAsString());
        assertEquals("FULL", first.get("state").getAsString());
        assertEquals("2+2", first.get("code").getAsString());
        assertTrue(first.get("files").getAsLong() > 300, first::toString);
        JsonObject status = lab.owner().status();
        assertTrue(status.get("safe").getAsBoolean(), status::toString);
    }

    @Test
    @Tag("R26")
    @Tag("R32")
    void wholeSnapshotComesBackIdentical() {
        Path target = temporary.resolve("whole");
        JsonObject restored = restore("latest", target);
        assertEquals(0, restored.get("errors").getAsLong(), restored::toString);
        Trees.assertSame(source, Trees.restored(target, source));
    }

    @Test
    @Tag("R26")
    void oneFolderComesBackIdenticalAndNothingElse() throws IOException {
        Path wanted = source.resolve("corner-cases");
        Path target = temporary.resolve("folder");
        restore("latest:" + wanted, target);
        Trees.assertSame(wanted, Trees.restored(target, wanted));
        try (var entries = Files.list(Trees.restored(target, source))) {
            assertEquals(List.of("corner-cases"), names(entries.toList()));
        }
    }

    @Test
    @Tag("R26")
    void oneFileComesBackIdenticalAndNothingElse() throws IOException {
        Path wanted = source.resolve("ordinary/folder-3/file-10");
        Path target = temporary.resolve("file");
        JsonObject restored = restore("latest:" + wanted, target);
        assertEquals(1, restored.get("files").getAsLong(), restored::toString);
        Trees.assertSame(wanted, Trees.restored(target, wanted));
        try (var entries = Files.list(Trees.restored(target, wanted.getParent()))) {
            assertEquals(List.of("file-10"), names(entries.toList()));
        }
    }

    @Test
    void changesAreStoredAndNothingElse() throws IOException {
        JsonObject same = lab.owner().holdfast("backup", "--wait").ok().last();
        assertEquals(0, same.get("new_bytes").getAsLong(), same::toString);
        assertTrue(same.get("stored_bytes").getAsLong() < SMALL, same::toString);

        Path large = source.resolve("ordinary/large");
        Files.write(large, Trees.bytes(new Random(2), 48 << 20));
        lab.owner().holdfast("backup", "--wait").ok();
        flipByte(large, 20 << 20);
        JsonObject changed = lab.owner().holdfast("backup", "--wait").ok().last();
        assertTrue(changed.get("new_bytes").getAsLong() > 0, changed::toString);
        assertTrue(changed.get("stored_bytes").getAsLong() <= SMALL, changed::toString);

        Path target = temporary.resolve("changed");
        restore("latest:" + large, target);
        Trees.assertSame(large, Trees.restored(target, large));
        Files.delete(large);
        assertEquals(
                "FULL",
                lab.owner()
                        .holdfast("backup", "--wait")
                        .ok()
                        .last()
                        .get("state")
                        .getAsString());
    }

    @Test
    void snapshotsCanBeBrowsed() throws IOException {
        Path added = source.resolve("ordinary/folder-0/added-later");
        String before =
                lab.owner().holdfast("backup", "--wait").ok().last().get("id").getAsString();
        Files.writeString(added, "new");
        String after =
                lab.owner().holdfast("backup", "--wait").ok().last().get("id").getAsString();

        List<String> ids = values(lab.owner().holdfast("snapshots"), "snapshot", "id");
        assertTrue(ids.containsAll(List.of(before, after)), ids::toString);
        List<String> listed = values(lab.owner().holdfast("ls", "latest:" + added.getParent()), "entry", "path");
        assertTrue(listed.contains(added.toString()), listed::toString);
        assertEquals(List.of(after), values(lab.owner().holdfast("find", "**/added-later"), "entry", "snapshot"));
        List<JsonObject> differences =
                lab.owner().holdfast("diff", before, after).ok().objects("difference");
        assertTrue(
                differences.stream()
                        .anyMatch(each -> each.get("path").getAsString().equals(added.toString())
                                && each.get("change").getAsString().equals("added")),
                differences::toString);
        lab.owner().holdfast("ls", "ffffffff").expectFailure(1, "SNAPSHOT_UNKNOWN");
    }

    /** Four partners at 2+2: one is gone and each block of another is damaged, so every segment has two bad shards. */
    @Test
    @Tag("R54")
    void badAndMissingShardsAreSkippedAndReported() {
        Machine gone = lab.node(2);
        gone.kill();
        long damaged = lab.lab("damage", "3", "--fraction", "1")
                .ok()
                .last()
                .get("blocks")
                .getAsLong();
        assertTrue(damaged > 0);
        Path target = temporary.resolve("damaged");
        JsonObject restored = restore("latest", target);
        assertTrue(restored.get("bad_shards").getAsLong() > 0, restored::toString);
        assertEquals(0, restored.get("errors").getAsLong(), restored::toString);
        Trees.assertSame(source, Trees.restored(target, source));
        gone.start();
        Await.until("the owner reaches it again", LifeIT::isComplete, lab.owner()::log);
    }

    private static boolean isComplete() {
        return lab.owner().status().get("partners_reachable").getAsInt() == PARTNERS;
    }

    private static JsonObject restore(String what, Path target) {
        return lab.owner()
                .holdfast("restore", what, "--to", target.toString())
                .ok()
                .last();
    }

    private static void flipByte(Path file, long position) throws IOException {
        try (var channel =
                java.nio.channels.FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = java.nio.ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) ~one.get(0)).flip();
            channel.write(one, position);
        }
    }

    private static List<String> names(List<Path> paths) {
        return paths.stream().map(path -> path.getFileName().toString()).toList();
    }

    private static List<String> values(Outcome outcome, String type, String key) {
        return outcome.ok().objects(type).stream()
                .map(each -> each.get(key).getAsString())
                .distinct()
                .collect(Collectors.toList());
    }
}
