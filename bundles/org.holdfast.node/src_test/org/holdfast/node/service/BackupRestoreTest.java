// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.holdfast.core.port.PlacementState;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.SnapshotReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is backed up comes back, and what is stored already is not sent again. */
class BackupRestoreTest {
    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void start() {
        data = folder.resolve("data");
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private void assertComesBack(String to) {
        RestoredReport report = owner.restore(folder.resolve(to));
        assertEquals(List.of(), report.problems());
        assertEquals(0, report.errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    @Test
    @Tag("R26")
    void everyKindOfEntryComesBackWithAllItsMetadataAlsoIncrementally() throws IOException {
        OddTree.build(data);
        SnapshotReport first = owner.source(data).backup();
        assertEquals("FULL", first.state());
        assertEquals(List.of(), first.problems());
        assertComesBack("first");

        Files.setPosixFilePermissions(data.resolve("files/small"), PosixFilePermissions.fromString("r--rw---x"));
        Data.random(data.resolve("files/added"), 70_000, 9);
        Files.delete(data.resolve("files/second name"));
        Files.move(data.resolve("kinds/link"), data.resolve("kinds/moved"));
        Files.delete(data.resolve("files/empty"));
        Files.createDirectory(data.resolve("files/empty"));
        SnapshotReport second = owner.backup();
        assertTrue(second.newBytes() < 100_000, "new bytes: " + second.newBytes());
        assertComesBack("second");
        owner.stop();
        owner.start();
        assertComesBack("after a restart");
    }

    @Test
    @Tag("R30")
    void compressedOrNotTheSameComesBack() {
        Data.write(
                data.resolve("text"),
                "all the same ".repeat(500_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Data.random(data.resolve("noise"), 2_000_000, 1);
        SnapshotReport compressed = owner.source(data).backup();
        assertTrue(compressed.newBytes() > 2_000_000);
        assertTrue(compressed.storedBytes() < 4_500_000, "stored " + compressed.storedBytes());
        assertComesBack("compressed");
        owner.set(Setting.COMPRESSION, "stored");
        Path more = Data.write(
                data.resolve("other text"),
                "more of the same ".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        SnapshotReport stored = owner.backup();
        assertTrue(stored.storedBytes() > more.toFile().length(), "stored " + stored.storedBytes());
        assertComesBack("stored");
    }

    @Test
    void whatIsStoredIsNotSentAgain() throws IOException {
        Data.random(data.resolve("a"), 6_000_000, 1);
        owner.source(data).backup();
        SnapshotReport again = owner.backup();
        assertEquals(0, again.newBytes() / 100_000, "nothing changed, and yet new: " + again.newBytes());
        Files.copy(data.resolve("a"), data.resolve("a copy"));
        SnapshotReport copied = owner.backup();
        assertTrue(copied.newBytes() < 100_000, "a copy, and yet new: " + copied.newBytes());
        assertComesBack("back");
    }

    @Test
    void oneChangedByteSendsLessThanFourMebibytes() {
        Path file = Data.random(data.resolve("large"), 64 << 20, 2);
        owner.source(data).backup();
        Data.damage(file, 33_333_333);
        SnapshotReport second = owner.backup();
        assertTrue(second.newBytes() > 0);
        assertTrue(second.storedBytes() < 4 << 20, "sent " + second.storedBytes());
        assertEquals(
                0,
                owner.ledger()
                        .segments()
                        .placements(all.node(1).owner(), PlacementState.SPOOLED)
                        .size());
        assertComesBack("back");
    }

    @Test
    void restoringAgainGoesOnWhereItWasAndKeepsWhatIsThere() throws IOException {
        OddTree.build(data);
        owner.source(data).backup();
        assertComesBack("back");
        Path back = Data.restored(folder.resolve("back"), data);
        Files.delete(back.resolve("files/large"));
        Data.write(back.resolve("files/mine"), new byte[] {1});
        RestoredReport again = owner.restore(folder.resolve("back"));
        assertEquals(0, again.errors(), again.problems().toString());
        assertTrue(again.bytes() < 3_100_000, "written again: " + again.bytes());
        assertTrue(Files.exists(back.resolve("files/mine")), "a restore deletes nothing");
        Files.delete(back.resolve("files/mine"));
    }
}
