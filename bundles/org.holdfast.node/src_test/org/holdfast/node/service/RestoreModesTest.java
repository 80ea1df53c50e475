// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.ProblemReport;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In place, as a rehearsal, several versions side by side; and never where a planted link leads. */
@Tag("R26")
@Tag("R54")
class RestoreModesTest {
    @TempDir
    Path folder;

    private Path data;
    private Path back;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        back = Data.restored(folder.resolve("back"), data);
        OddTree.build(data);
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner();
        assertEquals("FULL", owner.source(data).backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private RestoredReport restore(boolean overwrite, boolean changed, boolean dry) {
        return restore("latest", folder.resolve("back"), overwrite, changed, dry);
    }

    private RestoredReport restore(String snapshot, Path to, boolean overwrite, boolean changed, boolean dry) {
        var request = new RestoreRequest(snapshot, Optional.empty(), to.toString(), overwrite, changed, dry);
        return owner.control().restore(request, progress -> {});
    }

    private void assertRight() {
        assertEquals(TreePrint.of(data), TreePrint.of(back));
    }

    @Test
    void changedInPlaceReplacesWhatDiffersAndTouchesNothingElse() throws IOException {
        restore(false, false, false);
        Object untouched = Files.getAttribute(back.resolve("files/large"), "unix:ino");
        Files.writeString(back.resolve("files/small"), "something else");
        Files.setPosixFilePermissions(back.resolve("files/sparse"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.delete(back.resolve("files/empty"));
        RestoredReport report = restore(true, true, false);
        assertEquals(0, report.errors(), report.problems().toString());
        assertRight();
        assertEquals(untouched, Files.getAttribute(back.resolve("files/large"), "unix:ino"));
        assertTrue(report.kept() >= report.files() - 4, report.kept() + " kept of " + report.files());
    }

    /** What only looks right is what the other way of overwriting is for. */
    @Test
    void changedTrustsSizeTimeModeAndOwner() throws IOException {
        restore(false, false, false);
        FileTime time = Files.getLastModifiedTime(back.resolve("files/large"));
        Data.damage(back.resolve("files/large"), 10);
        Files.setLastModifiedTime(back.resolve("files/large"), time);
        byte[] spoilt = Files.readAllBytes(back.resolve("files/large"));
        restore(true, true, false);
        assertArrayEquals(spoilt, Files.readAllBytes(back.resolve("files/large")));
        restore(true, false, false);
        assertRight();
    }

    @Test
    void aDryRunWritesNothingAndSaysWhatWouldBe() throws IOException {
        RestoredReport all = restore(false, false, true);
        assertFalse(Files.exists(folder.resolve("back")));
        assertEquals(0, all.kept());
        RestoredReport done = restore(false, false, false);
        assertEquals(done.files(), all.files());
        assertTrue(all.bytes() >= done.bytes(), all.bytes() + " foretold, " + done.bytes() + " written");
        Files.delete(back.resolve("files/empty"));
        Files.writeString(back.resolve("files/small"), "something else");
        Map<String, String> before = TreePrint.of(back);
        RestoredReport rest = restore(false, false, true);
        int gone = 1;
        int other = 1;
        int noText = 2;
        assertEquals(
                done.files() - gone - other - noText,
                rest.kept(),
                rest.problems().toString());
        assertEquals(1, rest.errors());
        assertTrue(
                rest.problems().getFirst().path().endsWith("/files/small"),
                rest.problems().toString());
        assertEquals("TARGET_EXISTS", rest.problems().getFirst().code());
        RestoredReport over = restore(true, true, true);
        assertEquals(0, over.errors());
        assertEquals(Files.size(data.resolve("files/small")) + 505, over.bytes(), "and two whose names are no text");
        assertEquals(before, TreePrint.of(back));
        assertTrue(over.newest().contains("nothing was written"), over.newest());
    }

    @Test
    void severalVersionsStandSideBySide() throws IOException {
        byte[] old = Files.readAllBytes(data.resolve("files/small"));
        String first = owner.control().snapshots().getLast().id();
        Files.writeString(data.resolve("files/small"), "the second version");
        String second = owner.backup().id();
        for (String each : List.of(first, second)) {
            assertEquals(
                    0,
                    restore(each, folder.resolve("versions").resolve(each), false, false, false)
                            .errors());
        }
        Path versions = folder.resolve("versions");
        assertArrayEquals(old, Files.readAllBytes(small(versions.resolve(first))));
        assertEquals("the second version", Files.readString(small(versions.resolve(second))));
    }

    private Path small(Path to) {
        return Data.restored(to, data).resolve("files/small");
    }

    @Test
    void aTargetThatIsAFileIsRefusedAndKept() throws IOException {
        Path file = Files.writeString(folder.resolve("thesis"), "mine");
        try {
            RestoredReport report = restore("latest", file, true, false, false);
            assertTrue(report.errors() > 0, "it said nothing");
        } catch (HoldfastException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("thesis"), e.getMessage());
        }
        assertEquals("mine", Files.readString(file));
    }

    /** Somebody who may write into the target has planted links to where he would like something to be written. */
    @Test
    void plantedLinksLeadNowhere() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path victim = Files.writeString(elsewhere.resolve("victim"), "as it was");
        for (boolean overwrite : new boolean[] {false, true}) {
            Path to = folder.resolve("planted" + overwrite);
            Path there = Data.restored(to, data);
            Files.createDirectories(there.resolve("kinds"));
            Files.createSymbolicLink(there.resolve("files"), elsewhere);
            Files.createSymbolicLink(there.resolve("kinds/link"), victim);
            RestoredReport report = restore("latest", to, overwrite, false, false);
            assertEquals("as it was", Files.readString(victim));
            try (Stream<Path> names = Files.list(elsewhere)) {
                assertEquals(List.of(victim), names.toList(), "something was written through a link");
            }
            if (overwrite) {
                assertEquals(TreePrint.of(data), TreePrint.of(there), "the links gave way");
            } else {
                assertTrue(Files.isSymbolicLink(there.resolve("files")), "a link gave way unasked");
                assertTrue(
                        report.problems().stream().map(ProblemReport::path).anyMatch(path -> path.endsWith("/files")),
                        report.problems().toString());
            }
        }
    }

    /** Whoever swaps a folder for a link again and again while it is being written into wins nothing. */
    @Test
    void aFolderThatIsSwappedForALinkMeanwhileLeadsNowhere() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path to = folder.resolve("raced");
        Path files = Data.restored(to, data).resolve("files");
        Thread attacker = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                swap(files, elsewhere);
            }
        });
        for (int i = 0; i < 5; i++) {
            try {
                restore("latest", to, true, false, false);
            } catch (HoldfastException e) {
                assertTrue(e.code().name().length() > 0); // that the folder is gone may end a restore
            }
        }
        attacker.interrupt();
        attacker.join();
        try (Stream<Path> names = Files.list(elsewhere)) {
            assertEquals(List.of(), names.toList(), "something was written through a link");
        }
    }

    private static void swap(Path folder, Path elsewhere) {
        Path aside = folder.resolveSibling("aside");
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(folder, aside);
                Files.createSymbolicLink(folder, elsewhere);
                Files.delete(folder);
                Files.move(aside, folder);
            }
        } catch (IOException e) {
            Thread.onSpinWait(); // the restore was faster
        }
    }

    @Test
    void anUnknownSnapshotIsRefusedBeforeAnythingIsWritten() {
        assertThrows(HoldfastException.class, () -> restore("ffff", folder.resolve("none"), false, false, false));
        assertFalse(Files.exists(folder.resolve("none")));
    }
}
