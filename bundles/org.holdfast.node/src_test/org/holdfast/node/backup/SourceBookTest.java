// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.selection.Preset;
import org.holdfast.core.selection.SelectionRules;
import org.holdfast.format.ByteWriter;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.hooks.Hooks;
import org.holdfast.node.view.ViewKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of sources in a real ledger, whole and damaged ({@code -Dholdfast.fuzz.seed}). */
class SourceBookTest {
    private static final int ROUNDS = Boolean.getBoolean("holdfast.soak") ? 20_000 : 400;
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20260301L);
    private static final Set<ErrorCode> ENDS = Set.of(ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION);
    private static final Source DATA = new Source(bytes("/srv/data"), List.of("**/*.tmp", "cache"), true);
    private static final Source HOME = new Source(bytes("/home/\u00fc"), List.of(), false);

    private static final Source FULL = new Source(
            bytes("/usr"),
            new SelectionRules(
                    List.of("a/b", "*.c"),
                    List.of("x", "!y"),
                    ".nobackup",
                    true,
                    1L << 40,
                    365,
                    Set.of(Preset.CACHES, Preset.VENDOR)),
            new Hooks("echo a", "echo b", 7, true),
            ViewKind.LVM);

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private SqliteLedger ledger;

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void open() {
        ledger = SqliteLedger.open(folder.resolve("ledger.db"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void keepsWhatWasAddedInOrderAndOnce() {
        SourceBook book = new SourceBook(ledger);
        book.add(new Source(DATA.path(), List.of(), false));
        book.add(HOME);
        book.add(DATA);
        assertEquals(List.of(HOME, DATA), new SourceBook(ledger).all());
        assertTrue(book.remove(HOME.path()));
        assertFalse(book.remove(HOME.path()));
        assertEquals(List.of(DATA), book.all());
    }

    @Test
    void keepsEveryRule() {
        SourceBook book = new SourceBook(ledger);
        book.add(FULL);
        assertEquals(List.of(FULL), new SourceBook(ledger).all());
    }

    @Test
    void readsTheListOfAnOlderVersion() {
        byte[] path = "/srv/data".getBytes(StandardCharsets.UTF_8);
        byte[] glob = "*.tmp".getBytes(StandardCharsets.UTF_8);
        ByteWriter old = new ByteWriter()
                .u16(1)
                .u16(1)
                .bytes16(Bytes.of(path))
                .u8(1)
                .u16(1)
                .bytes16(Bytes.of(glob));
        ledger.settings().put("sources", Bytes.of(old.toArray()));
        assertEquals(List.of(new Source(Bytes.of(path), List.of("*.tmp"), true)), new SourceBook(ledger).all());
    }

    @Test
    void aFieldOfANewerVersionIsNotOverlooked() {
        ByteWriter newer = new ByteWriter()
                .u16(2)
                .u16(1)
                .bytes16(HOME.path())
                .u16(1)
                .u8(200)
                .bytes16(Bytes.EMPTY);
        ledger.settings().put("sources", Bytes.of(newer.toArray()));
        HoldfastException refused = assertThrows(HoldfastException.class, () -> new SourceBook(ledger).all());
        assertEquals(ErrorCode.NEWER_VERSION, refused.code());
    }

    @Test
    void damagedListIsReadOrRefusedByName() {
        SourceBook book = new SourceBook(ledger);
        book.add(FULL);
        book.add(DATA);
        book.add(HOME);
        Ledger.Settings settings = ledger.settings();
        byte[] good = settings.get("sources").orElseThrow().toArray();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bad = damaged(good);
            settings.put("sources", Bytes.of(bad));
            refused += isRefused(book, bad) ? 1 : 0;
        }
        assertTrue(refused > ROUNDS / 5, "only " + refused + " damages were seen");
    }

    private byte[] damaged(byte[] good) {
        byte[] bad = new byte[random.nextInt(4) == 0 ? random.nextInt(good.length + 4) : good.length];
        System.arraycopy(good, 0, bad, 0, Math.min(good.length, bad.length));
        for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
        return bad;
    }

    private static boolean isRefused(SourceBook book, byte[] bad) {
        try {
            book.all();
            return false;
        } catch (HoldfastException e) {
            assertTrue(
                    ENDS.contains(e.code()), () -> e + " for " + HexFormat.of().formatHex(bad));
            return true;
        }
    }
}
