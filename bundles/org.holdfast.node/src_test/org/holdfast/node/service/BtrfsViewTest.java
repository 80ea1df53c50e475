// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.control.SourceRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A source that is read from a snapshot of a real Btrfs, in a file that is mounted as root. */
@EnabledOnOs(OS.LINUX)
@Tag("R26")
class BtrfsViewTest {
    @TempDir
    Path folder;

    private Path mount;
    private boolean mounted;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path image = folder.resolve("image");
        mount = Files.createDirectory(folder.resolve("mount"));
        try (var file = new java.io.RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(200 << 20);
        }
        mounted = run("mkfs.btrfs", "-q", image.toString())
                && run("mount", "-o", "loop", image.toString(), mount.toString());
        assumeTrue(mounted, "SKIPPED: needs root, mkfs.btrfs and loop mounts");
        Data.random(mount.resolve("data/a"), 50_000, 1);
        Data.random(mount.resolve("data/b"), 50_000, 2);
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner();
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (all != null) {
            all.close();
        }
        if (mounted) {
            assertTrue(run("umount", mount.toString()));
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void source(Path path, String before, String after) {
        owner.source(new SourceRequest(
                path.toString(),
                List.of(),
                false,
                List.of(),
                null,
                0,
                0,
                List.of(),
                before,
                after,
                0,
                "stop",
                "btrfs"));
    }

    private List<String> top() throws IOException {
        try (Stream<Path> names = Files.list(mount)) {
            return names.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theSnapshotIsReadAndNotWhatHappensAfterIt() throws IOException {
        Path data = mount.resolve("data");
        source(data, "echo frozen > " + data + "/note", "echo thawed > " + data + "/note");
        SnapshotReport first = owner.backup();
        assertEquals(List.of(), first.problems());
        assertEquals("thawed\n", Files.readString(data.resolve("note")));
        assertEquals(List.of("data"), top(), "the snapshot is gone");
        owner.restore(folder.resolve("back"));
        Path back = Data.restored(folder.resolve("back"), data);
        assertEquals("frozen\n", Files.readString(back.resolve("note")));
        assertEquals(-1, Files.mismatch(data.resolve("a"), back.resolve("a")));
        assertTrue(owner.control().sources().getFirst().oneFileSystem());
    }

    @Test
    void unchangedFilesAreTakenOverAlthoughEverySnapshotHasAnotherDevice() {
        source(mount, "", "");
        owner.backup();
        SnapshotReport second = owner.backup();
        assertEquals(0, second.newBytes() / 10_000, "new: " + second.newBytes());
        assertTrue(owner.listed().contains(mount + "/data/a"), owner.listed().toString());
        assertFalse(
                owner.listed().toString().contains(".holdfast-"), owner.listed().toString());
    }

    @Test
    void whatARunLeftBehindIsTakenAwayAndAStrangersFolderIsNot() throws IOException, InterruptedException {
        Path data = mount.resolve("data");
        source(data, "", "");
        owner.backup();
        Path leftover = mount.resolve(".holdfast-" + owner.owner().toString().substring(0, 12));
        assertTrue(run("btrfs", "subvolume", "snapshot", "-r", mount.toString(), leftover.toString()));
        assertEquals(List.of(), owner.backup().problems());
        assertEquals(List.of("data"), top());
        Files.createDirectory(leftover);
        Files.writeString(leftover.resolve("mine"), "x");
        SnapshotReport third = owner.backup();
        assertEquals("PARTIAL", third.state());
        assertEquals("VIEW_FAILED", third.problems().getFirst().code());
        assertTrue(Files.exists(leftover.resolve("mine")));
    }

    @Test
    void aSourceOnAnotherFileSystemSaysSo() {
        Data.random(folder.resolve("plain/x"), 100, 3);
        source(folder.resolve("plain"), "", "");
        SnapshotReport made = owner.backup();
        assertTrue(
                made.problems().getFirst().message().contains("No snapshot"),
                made.problems().toString());
        assertTrue(
                made.problems().getFirst().message().contains("--view live"),
                made.problems().toString());
    }
}
