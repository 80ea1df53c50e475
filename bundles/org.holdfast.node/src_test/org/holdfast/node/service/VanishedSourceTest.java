// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.SnapshotReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that is not there when a backup runs stays in the snapshots as it was, and status says so. */
class VanishedSourceTest {
    private static final Path OTHER_DISK = Path.of("/dev/shm");

    @TempDir
    Path folder;

    private Path away;
    private Path stays;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void backUp() {
        away = folder.resolve("away");
        stays = folder.resolve("stays");
        Data.random(away.resolve("below/a"), 50_000, 1);
        Data.random(away.resolve("b"), 50_000, 2);
        Data.random(stays.resolve("c"), 50_000, 3);
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private static RestoredReport recover(TestNode blank, Path to, Optional<String> snapshot) {
        return blank.control().recover(new RecoverRequest(to.toString(), List.of(), false, snapshot), progress -> {});
    }

    private void assertThere(String to, Path source, Path content) {
        assertEquals(TreePrint.of(content), TreePrint.of(Data.restored(folder.resolve(to), source)));
    }

    @Test
    @Tag("R56")
    void aSourceThatIsGoneIsKeptAsItWasAndTheSnapshotIsPartial() throws IOException {
        SnapshotReport first = owner.source(away).source(stays).backup();
        assertEquals("FULL", first.state());
        Path moved = Files.move(away, folder.resolve("moved"));

        SnapshotReport second = owner.backup();
        assertEquals("PARTIAL", second.state());
        assertEquals(3, second.files(), "what was taken over counts too");
        assertEquals(first.bytes(), second.bytes());
        assertEquals(
                List.of(away.toString()),
                second.problems().stream().map(each -> each.path()).toList());
        assertFalse(owner.control().status().safe());
        String reasons = owner.control().status().reasons().toString();
        assertTrue(reasons.contains(away + " could not be read"), reasons);

        TestNode blank = all.blank(all.seeds());
        RestoredReport back = recover(blank, folder.resolve("back"), Optional.empty());
        assertEquals(0, back.errors(), back.problems().toString());
        assertTrue(back.newest().contains("a source could not be read"), back.newest());
        assertThere("back", away, moved);
        assertThere("back", stays, stays);
        assertEquals("PARTIAL", blank.control().status().protection());
    }

    @Test
    void aSourceThatCameBackMakesTheNextSnapshotWhole() throws IOException {
        owner.source(away).source(stays).backup();
        Path moved = Files.move(away, folder.resolve("moved"));
        owner.backup();
        Files.move(moved, away);
        SnapshotReport whole = owner.backup();
        assertEquals("FULL", whole.state());
        assertEquals(List.of(), whole.problems());
        assertTrue(
                owner.control().status().safe(),
                () -> owner.control().status().reasons().toString());
    }

    /** What a mount point looks like while nothing is mounted there. */
    @Test
    void anEmptyFolderOnAnotherDiskIsTakenForASourceThatIsAway() throws IOException {
        assumeTrue(
                Files.isDirectory(OTHER_DISK) && !Files.getFileStore(OTHER_DISK).equals(Files.getFileStore(folder)));
        Path other = Files.createTempDirectory(OTHER_DISK, "holdfast");
        Path empty = Files.createDirectory(other.resolve(away.getFileName()));
        try {
            Path mount = Files.createSymbolicLink(folder.resolve("mount"), away);
            owner.source(mount).backup();
            Files.delete(mount);
            Files.createSymbolicLink(mount, empty);
            SnapshotReport second = owner.backup();
            assertEquals("PARTIAL", second.state());
            assertTrue(
                    second.problems().toString().contains("is it not mounted?"),
                    second.problems().toString());
            assertEquals(2, second.files());
        } finally {
            Files.delete(empty);
            Files.delete(other);
        }
    }

    @Test
    void anEmptiedFolderOnTheSameDiskIsBackedUpAsItIs() throws IOException {
        owner.source(stays).backup();
        Files.delete(stays.resolve("c"));
        SnapshotReport second = owner.backup();
        assertEquals("FULL", second.state());
        assertEquals(0, second.files());
    }

    @Test
    @Tag("R56")
    void aRecoverySaysWhatOnlyTheSnapshotBeforeHasAndCanRestoreThatOne() {
        SnapshotReport first = owner.source(away).source(stays).backup();
        owner.control().removeSource(away.toString());
        owner.backup();
        TestNode blank = all.blank(all.seeds());
        RestoredReport newest = recover(blank, folder.resolve("newest"), Optional.empty());
        assertTrue(newest.newest().contains("It lacks " + away), newest.newest());
        assertTrue(newest.newest().contains("'--snapshot " + first.id() + "'"), newest.newest());
        assertFalse(Files.exists(Data.restored(folder.resolve("newest"), away)));
        RestoredReport older = recover(blank, folder.resolve("older"), Optional.of(first.id()));
        assertEquals(first.id(), older.snapshot());
        assertThere("older", away, away);
    }

    @Test
    void aProblemOfARestoreIsListedUnderItsFullPath() throws IOException {
        owner.source(away).backup();
        Path there = Files.createDirectories(
                Data.restored(folder.resolve("back"), away).resolve("below/a"));
        RestoredReport report = owner.restore(folder.resolve("back"));
        assertTrue(Files.isDirectory(there));
        assertEquals(
                List.of(away.resolve("below/a").toString()),
                report.problems().stream().map(each -> each.path()).toList());
    }

    @Test
    void aSourceThatDoesNotExistIsRefusedWithThatReason() {
        String message =
                String.valueOf(assertThrows(HoldfastException.class, () -> owner.source(folder.resolve("nope")))
                        .getMessage());
        assertTrue(message.contains("it does not exist"), message);
    }
}
