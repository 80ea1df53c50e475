// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.holdfast.core.port.HeldHead;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.PeerRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** Rows that something else wrote over, from one seed: each is read, or LEDGER_DAMAGED, and never anything else. */
class LedgerFuzzTest {
    private static final int ROWS = Boolean.getBoolean("holdfast.soak") ? 20_000 : 150;
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20260301L);
    private static final Instant TIME = Instant.parse("2026-03-01T12:34:56Z");
    private static final AgreementId AGREEMENT = new AgreementId(new Id16(1, 1));
    private static final Set<ErrorCode> ENDS = Set.of(ErrorCode.LEDGER_DAMAGED);

    @TempDir
    private Path home;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int damaged;

    private static OwnerId owner(int number) {
        return new OwnerId(new Id32(7, 7, 7, number));
    }

    private static BlockId block(int number) {
        return new BlockId(new Id16(7, number));
    }

    private static Digest digest(int number) {
        return new Digest(new Id32(number, 1, 2, 3));
    }

    private static PeerRow peer(int number) {
        return new PeerRow(
                owner(number),
                "peer",
                List.of(new NodeAddress("192.0.2.1", 7610), new NodeAddress("b.example", 1)),
                new Domains("host", "site", "linux", "amd64"),
                Bytes.of(new byte[224]),
                TIME);
    }

    private static HeldRow held(int number) {
        return new HeldRow(AGREEMENT, block(number), owner(1), 1, digest(1), digest(2), 16_744, TIME, TIME);
    }

    private static HeldHead head(int number) {
        return new HeldHead(owner(number), AGREEMENT, 1, 1, digest(3), Bytes.of(new byte[232]), Bytes.of(new byte[64]));
    }

    @Test
    void rowsAreReadOrDamaged() throws SQLException {
        Path file = home.resolve("ledger.db");
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            for (int i = 0; i < ROWS; i++) {
                ledger.peers().save(peer(i));
                ledger.holdings().add(held(i));
                ledger.holdings().saveHead(head(i), Instant.EPOCH);
            }
        }
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < ROWS; i++) {
                overwrite(
                        connection,
                        "peer",
                        "id",
                        owner(i).bytes(),
                        List.of("name", "addresses", "host", "site", "os_family", "arch", "certificate", "last_seen"));
                overwrite(
                        connection,
                        "held",
                        "block",
                        block(i).bytes(),
                        List.of(
                                "owner",
                                "sequence",
                                "header_hash",
                                "payload_hash",
                                "file_bytes",
                                "retain_until",
                                "stored_at"));
                overwrite(
                        connection,
                        "head",
                        "owner",
                        owner(i).bytes(),
                        List.of("device_epoch", "sequence", "witness_hash", "agreement", "witness", "head"));
            }
            connection.commit();
        }
        try (SqliteLedger ledger = SqliteLedger.open(file)) {
            readAll("peer", i -> ledger.peers().find(owner(i)));
            readAll("held", i -> ledger.holdings().find(AGREEMENT, block(i)));
            readAll("head", i -> ledger.holdings().topHead(owner(i)));
            ends("all peers", () -> ledger.peers().all());
            ends("all held", () -> ledger.holdings().list(AGREEMENT, java.util.Optional.empty(), ROWS));
        }
        assertTrue(damaged > ROWS / 2, "only " + damaged + " damages were seen");
    }

    private void overwrite(Connection connection, String table, String key, byte[] id, List<String> columns)
            throws SQLException {
        String column = columns.get(random.nextInt(columns.size()));
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + table + " SET " + column + " = ? WHERE " + key + " = ?")) {
            update.setObject(1, rubbish());
            update.setBytes(2, id);
            assertTrue(update.executeUpdate() == 1, table + "." + column);
        }
    }

    private Object rubbish() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(-2, 3);
            case 2 -> random.nextDouble();
            case 3 ->
                List.of("", "x", "9999999999-01-01T00:00:00Z", "\u0000", "é".repeat(300))
                        .get(random.nextInt(5));
            default -> {
                byte[] bytes = new byte[random.nextInt(80)];
                random.nextBytes(bytes);
                yield bytes;
            }
        };
    }

    private void readAll(String what, IntFunction<?> read) {
        for (int i = 0; i < ROWS; i++) {
            int row = i;
            ends(what + " " + row, () -> read.apply(row));
        }
    }

    private void ends(String what, Runnable read) {
        try {
            read.run();
        } catch (HoldfastException e) {
            if (!ENDS.contains(e.code())) {
                throw new AssertionError("seed " + SEED + ", " + what + ": " + e.code(), e);
            }
            damaged++;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED + ", " + what + ": an error without a name", e);
        }
    }
}
