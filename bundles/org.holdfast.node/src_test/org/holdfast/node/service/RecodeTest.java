// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.BlockClass;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored in a format that leaves is written anew, in the background, and nothing is lost on the way. */
@Tag("R65")
class RecodeTest {
    /** It takes half a minute: on a busy machine, too, it is under way when the test looks. */
    private static final String SLOWLY = "2";

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
        owner.set(Setting.RECODE_MEBIBYTES, "1000");
        for (int i = 0; i < 12; i++) {
            byte[] text = ("line " + i + " of all the same, ").repeat(100_000).getBytes(StandardCharsets.UTF_8);
            Data.write(data.resolve("text " + i), text);
            Data.random(data.resolve("noise " + i), 4_000_000, i);
        }
        owner.set(Setting.SEGMENT_MEBIBYTES, "4").source(data).backup();
        assertFalse(written(Formats.ZSTD_V1.number()).isEmpty());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<SegmentRow> written(int compression) {
        return owner.ledger().segments().inState(SegmentState.PLACED).stream()
                .filter(row ->
                        row.blockClass() == BlockClass.DATA && row.formats().compression() == compression)
                .toList();
    }

    private void assertComesBack(TestNode node, String to) {
        assertEquals(0, node.restore(folder.resolve(to)).errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    private void awaitDone() {
        Await.until(
                "the re-coding ends", () -> owner.control().plugins().status().recode() == null);
        assertEquals(List.of(), written(Formats.ZSTD_V1.number()));
        assertFalse(written(Formats.STORED.number()).isEmpty());
    }

    @Test
    void everythingLeavesTheFormatAndComesBackAlsoOnABlankMachine() {
        owner.set(Setting.COMPRESSION, "stored");
        owner.control().plugins().recode("compression", "zstd-v1");
        awaitDone();
        assertComesBack(owner, "back");
        assertEquals(0, owner.backup().newBytes() / 100_000, "the index knows the new places");
        assertTrue(
                owner.ledger().events().after(0, 1000).stream()
                        .anyMatch(row -> row.type().equals("RECODED")),
                "it is in the log");
    }

    /** Returns when some segments are written anew and others are not. */
    private void beginSlowly() {
        owner.set(Setting.COMPRESSION, "stored").set(Setting.RECODE_MEBIBYTES, SLOWLY);
        owner.control().plugins().recode("compression", "zstd-v1");
        Await.until(
                "something is written anew",
                () -> !written(Formats.STORED.number()).isEmpty());
    }

    @Test
    void itGoesOnAfterARestart() {
        beginSlowly();
        owner.stop();
        owner.start();
        assertFalse(written(Formats.ZSTD_V1.number()).isEmpty(), "it was stopped half-way");
        assertComesBack(owner, "half-way");
        owner.set(Setting.RECODE_MEBIBYTES, "1000");
        awaitDone();
        assertComesBack(owner, "done");
    }

    @Test
    void aCancelledOneLeavesBothGenerationsReadable() {
        beginSlowly();
        assertTrue(owner.control().plugins().pauseRecode(true).recode().paused());
        owner.control().plugins().cancelRecode();
        assertNull(owner.control().plugins().status().recode());
        assertFalse(written(Formats.ZSTD_V1.number()).isEmpty());
        assertComesBack(owner, "back");
        owner.set(Setting.COMPRESSION, "zstd-v1").backup();
        assertComesBack(owner, "rolled back");
    }

    @Test
    void afterACancelledOneAnotherMayBeginAtOnce() {
        beginSlowly();
        owner.control().plugins().cancelRecode();
        owner.set(Setting.RECODE_MEBIBYTES, "1000");
        owner.control().plugins().recode("compression", "zstd-v1");
        awaitDone();
        assertComesBack(owner, "done");
    }

    @Test
    void whatIsWrittenNowCannotLeave() {
        HoldfastException refused = assertThrows(
                HoldfastException.class, () -> owner.control().plugins().recode("compression", "zstd-v1"));
        assertEquals(ErrorCode.PROVIDER_REFUSED, refused.code());
        HoldfastException unknown = assertThrows(
                HoldfastException.class, () -> owner.control().plugins().recode("coding", "no-such-code"));
        assertEquals(ErrorCode.PROVIDER_UNKNOWN, unknown.code());
    }
}
