// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.testkit.process.ChildJvm;
import org.holdfast.testkit.process.SmallDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;

class SqliteLedgerTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:34:56Z");

    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void name() {
        file = home.resolve("ledger.db");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 4096, 8192, 28672})
    void bytesOverwrittenInTheStructureAreNoticedAtOpening(int offset) throws IOException {
        fill();
        overwrite(offset, 64);
        assertDamaged();
    }

    @Test
    void aTruncatedFileIsNoticedAtOpening() throws IOException {
        fill();
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() / 2);
        }
        assertDamaged();
    }

    @Test
    void aFileOfSomethingElseIsNoticedAtOpening() throws IOException, SQLException {
        Files.writeString(file, "not a database at all, but long enough to be read as the header of one".repeat(9));
        assertDamaged();
        Files.delete(file);
        execute("CREATE TABLE shopping (item TEXT)");
        assertThrows(HoldfastException.class, () -> SqliteLedger.open(file));
    }

    @Test
    void aDamagedLedgerIsSetAsideAndANewOneBegins() throws IOException {
        for (int round = 1; round <= 2; round++) {
            fill();
            overwrite(100, 64);
            byte[] damaged = Files.readAllBytes(file);
            assertDamaged();
            Path aside = SqliteLedger.setAside(file);
            assertEquals(home.resolve("ledger.db.damaged-" + round), aside);
            assertEquals(Bytes.of(damaged), Bytes.of(Files.readAllBytes(aside)), "nothing is thrown away");
        }
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            assertEquals(Optional.empty(), ledger.settings().get("key1"));
        }
    }

    @Test
    void aLedgerFromTheFutureIsRefusedAndUntouched() throws SQLException, IOException {
        fill();
        execute("UPDATE schema SET version = 1000");
        Bytes before = Bytes.of(Files.readAllBytes(file));
        HoldfastException e = assertThrows(HoldfastException.class, () -> SqliteLedger.open(file));
        assertEquals(ErrorCode.NEWER_VERSION, e.code());
        assertEquals(before, Bytes.of(Files.readAllBytes(file)));
    }

    @Test
    void aLedgerOfVersion1GetsWhatItLacks() throws SQLException {
        fill();
        toVersion2();
        for (String table : List.of("seen", "observation", "proof")) {
            execute("DROP TABLE " + table);
        }
        execute("UPDATE schema SET version = 1");
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            assertEquals(Optional.of(Bytes.EMPTY), ledger.settings().get("key1"), "what was there stays");
            assertEquals(List.of(), ledger.track().reporters());
            assertEquals(List.of(), ledger.healths().all());
            assertEquals(List.of(), ledger.segments().wanting(Optional.empty(), 1));
            assertEquals(Map.of(), ledger.holdings().releases().owners());
            assertEquals(Ledger.Sum.NOTHING, ledger.segments().released());
            assertEquals(Optional.empty(), ledger.readAccounts().find(AgreementId.of(new byte[16])));
            assertEquals(List.of(), ledger.notices().newest(1));
            assertEquals(Set.of(), ledger.notices().waiting());
        }
        SqliteLedger.open(file).close();
    }

    private void toVersion2() throws SQLException {
        execute("DROP TRIGGER releasing_gone");
        execute("DROP TRIGGER placement_gone");
        for (String table : List.of(
                "owed",
                "answered",
                "audit",
                "audit_spent",
                "health",
                "damage",
                "releasing",
                "read_account",
                "notice",
                "delivery")) {
            execute("DROP TABLE " + table);
        }
        execute("ALTER TABLE placement DROP COLUMN due");
        execute("ALTER TABLE head DROP COLUMN stored_at");
        for (String column : List.of("audit_suite", "key_generation")) {
            execute("ALTER TABLE placement DROP COLUMN " + column);
            execute("ALTER TABLE held DROP COLUMN " + column);
        }
        execute("ALTER TABLE held DROP COLUMN payload_length");
        execute("DROP INDEX segment_wanting");
        execute("UPDATE schema SET version = 2");
    }

    @Test
    void blocksOfBeforeAuditsAreKnownWithTheLengthOfTheirPayload() throws SQLException {
        fill();
        toVersion2();
        execute(
                "INSERT INTO held VALUES (zeroblob(16), zeroblob(16), zeroblob(32), 1, zeroblob(32), zeroblob(32), 16744,"
                        + " '2026-03-01T12:00:00Z', '2026-03-01T12:00:00Z')");
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            var row = ledger.holdings()
                    .list(new AgreementId(new Id16(0, 0)), Optional.empty(), 1)
                    .getFirst();
            assertEquals(16384, row.payloadLength());
            assertEquals(0, row.auditSuite());
            assertEquals(0, row.keyGeneration(), "the header says it");
        }
    }

    @Test
    void aValueThatDoesNotReadIsDamage() throws SQLException {
        fill();
        execute("INSERT INTO snapshot (id, time, protection, record) VALUES (x'00', 'yesterday', 'FULL', x'')");
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            HoldfastException e = assertThrows(
                    HoldfastException.class, () -> ledger.snapshots().all());
            assertEquals(ErrorCode.LEDGER_DAMAGED, e.code());
            assertEquals(Optional.of(Bytes.EMPTY), ledger.settings().get("key1"), "the rest still answers");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event SET text = 'never happened' WHERE number = 2",
                "UPDATE event SET time = '2026-03-01T12:34:57Z' WHERE number = 2",
                "UPDATE event SET type = type || subject, subject = '' WHERE number = 2",
                "UPDATE event SET chain = zeroblob(32) WHERE number = 2",
                "DELETE FROM event WHERE number = 2"
            })
    void aChangedAuditLogIsFoundAtTheChangedRow(String change) throws SQLException {
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            for (int i = 0; i < 5; i++) {
                ledger.events().append(TIME, "TYPE", "subject", "text " + i);
            }
        }
        execute(change);
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            assertEquals(Optional.of(2L), ledger.events().firstBroken());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "q?uery=1&journal_mode=off", "hash#tag", "per%41cent", "ünïcode", "a;b"})
    void anyDirectoryNameIsOnlyAName(String name) throws IOException {
        Path directory = Files.createDirectory(home.resolve(name));
        try (SqliteLedger ledger = SqliteLedger.open(directory.resolve("ledger.db"))) {
            ledger.settings().put("key", Bytes.EMPTY);
        }
        assertTrue(Files.exists(directory.resolve("ledger.db")));
        assertEquals(1, home.toFile().list().length);
    }

    @Test
    void aDirectoryThatIsMissingIsADiskError() {
        HoldfastException e =
                assertThrows(HoldfastException.class, () -> SqliteLedger.open(home.resolve("no/ledger.db")));
        assertEquals(ErrorCode.DISK_FAILED, e.code());
    }

    @Test
    void aFullDiskIsSaidAndNothingAcknowledgedIsLost() throws IOException, InterruptedException {
        assumeTrue(SmallDisk.isPossible(), "needs Linux with user name spaces");
        try (ChildJvm child = ChildJvm.start(
                SmallDisk.over(home, 3), FullDisk.class, LedgerKillTest.NEEDS, List.of(home.toString()))) {
            assertEquals("NO_SPACE true", child.line().orElseThrow());
            assertEquals("all there", child.line().orElseThrow());
            assertEquals(0, child.awaitEnd());
        }
    }

    @Test
    void closingTwiceIsHarmlessAndUsingAClosedOneIsAnError() {
        SqliteLedger ledger = SqliteLedger.open(file);
        ledger.close();
        ledger.close();
        assertThrows(IllegalStateException.class, () -> ledger.settings().get("a"));
    }

    @Test
    void manyThreadsWriteAndReadAtOnce() throws InterruptedException, ExecutionException {
        try (SqliteLedger ledger = SqliteLedger.open(file);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> numbers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                numbers.add(threads.submit(() -> {
                    EventRow row = ledger.events().append(TIME, "TYPE", "", "");
                    assertEquals(
                            List.of(row),
                            ledger.events().after(row.number() - 1, 1),
                            "what was written is read at once");
                    return ledger.settings().next("counter");
                }));
            }
            List<Long> seen = new ArrayList<>();
            for (Future<Long> number : numbers) {
                seen.add(number.get());
            }
            assertEquals(40, seen.stream().distinct().count());
            assertEquals(Optional.empty(), ledger.events().firstBroken());
        }
    }

    @Test
    void receiptsOfAHundredThousandSegmentsTakeNoTime() throws SQLException {
        SqliteLedger.open(file).close();
        execute("WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < 100000) INSERT"
                + " INTO segment (id, class, key_generation, code, inner_cipher, outer_cipher, compression, m, k,"
                + " pipeline, shard_length, state, created) SELECT randomblob(16), 1, 1, 1, 1, 2, 1, 1, 0, 7, 16384,"
                + " 'PLACED', '' FROM number");
        execute("INSERT INTO placement (segment, position, partner, agreement, block, sequence, header_hash,"
                + " payload_hash, payload_length, state, receipt) SELECT id, 0, zeroblob(32), zeroblob(16), id, 1,"
                + " zeroblob(32), zeroblob(32), 10, 'ACKED', x'' FROM segment WHERE number <= 60000");
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < 1000; i++) {
                assertEquals(
                        new Ledger.Receipts(100000, 60000, 60000),
                        ledger.segments().receipts());
            }
            // Walking the rows takes milliseconds each time, reading the sums microseconds. Other processes do not
            // count.
            long used = threads.getCurrentThreadCpuTime() - start;
            assertTrue(used < Duration.ofSeconds(5).toNanos());
        }
    }

    private void fill() {
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            for (int i = 0; i < 20; i++) {
                ledger.settings().put("key" + i, Bytes.EMPTY);
            }
        }
    }

    private void overwrite(int offset, int length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            assertTrue(open.length() > offset + length);
            open.seek(offset);
            byte[] rubbish = new byte[length];
            Arrays.fill(rubbish, (byte) 0xA5);
            open.write(rubbish);
        }
    }

    private void assertDamaged() {
        HoldfastException e = assertThrows(HoldfastException.class, () -> SqliteLedger.open(file));
        assertEquals(ErrorCode.LEDGER_DAMAGED, e.code());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
