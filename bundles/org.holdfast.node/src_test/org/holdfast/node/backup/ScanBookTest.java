// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.holdfast.files.PathText;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.Bytes;
import org.holdfast.model.SnapshotId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever believes that a scan is younger than it is passes over a file that changed in the tick of the scan. */
@Tag("R22")
class ScanBookTest {
    private static final SourceRoot ROOT = new SourceRoot(PathText.bytes("/home"), ContentRef.EMPTY);
    private static final Instant FIRST = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    Path folder;

    private SqliteLedger ledger;

    @BeforeEach
    void open() {
        ledger = SqliteLedger.open(folder.resolve("ledger.db"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static Snapshot snapshot(int day, boolean partial) {
        return snapshot(day, partial, ROOT);
    }

    private static Snapshot snapshot(int day, boolean partial, SourceRoot root) {
        Instant started = FIRST.plusSeconds(86_400L * day);
        byte[] id = new byte[16];
        id[0] = (byte) day;
        return new Snapshot(
                SnapshotId.of(id), started, started, "pc", List.of(root), partial, 0, 0, 0, false, List.of());
    }

    @Test
    void whatWasNotedCounts() {
        ScanBook book = new ScanBook(ledger);
        book.note(List.of(new ScanBook.Scan(ROOT, FIRST)));
        assertEquals(FIRST, new ScanBook(ledger).began(ROOT, List.of(snapshot(2, false), snapshot(3, false))));
    }

    /** The snapshot of the scan itself may be one that was forgotten: these two took the source over. */
    @Test
    void withoutANoteNothingIsTakenOverUnread() {
        assertEquals(Instant.MIN, new ScanBook(ledger).began(ROOT, List.of(snapshot(2, false), snapshot(3, false))));
        assertEquals(Instant.MIN, new ScanBook(ledger).began(ROOT, List.of(snapshot(2, false), snapshot(3, true))));
    }

    @Test
    void aFirstBackupThatWasCutOffGoesOnFromItsCheckpoint() {
        assertEquals(snapshot(3, true).started(), new ScanBook(ledger).began(ROOT, List.of(snapshot(3, true))));
    }

    /** A later run that was cut off may have taken it over, or have come no further than another source. */
    @Test
    void theOldestCheckpointThatHasTheRootScannedIt() {
        SourceRoot other = new SourceRoot(Bytes.of(new byte[] {'/', 'o'}), ROOT.root());
        Instant first = snapshot(2, true).started();
        ScanBook book = new ScanBook(ledger);
        assertEquals(first, book.began(ROOT, List.of(snapshot(2, true), snapshot(3, true, other))));
        assertEquals(first, book.began(ROOT, List.of(snapshot(2, true), snapshot(3, true))));
        assertFalse(book.isNoted(ROOT));
        book.note(List.of(new ScanBook.Scan(ROOT, FIRST)));
        assertTrue(book.isNoted(ROOT));
        assertFalse(book.isNoted(other));
    }
}
