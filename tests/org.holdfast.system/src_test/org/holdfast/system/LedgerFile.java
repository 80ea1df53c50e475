// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What an owner's ledger says lies at partners, looked up at those partners' disks; while no node runs. */
final class LedgerFile {
    /** docs/format.md, section 8: a block file ends with its payload. */
    private static final int HEADER = 360;

    private static final String ACKNOWLEDGED =
            "SELECT partner, agreement, block, payload_hash, payload_length FROM placement WHERE state = 'ACKED'";

    private static final String SHORT =
            "SELECT count(*) FROM segment WHERE state = 'PLACED' AND m + k > (SELECT count(DISTINCT position) FROM placement"
                    + " WHERE placement.segment = segment.id AND state = 'ACKED' AND hex(partner) <> upper(?))";

    private LedgerFile() {}

    /** How many segments have not all their shards at partners other than this one. */
    static long segmentsShortWithout(Path ownerHome, String partner) {
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + ownerHome.resolve("ledger.db"));
                PreparedStatement statement = ledger.prepareStatement(SHORT)) {
            statement.setString(1, partner);
            try (ResultSet row = statement.executeQuery()) {
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A block for which the owner has a receipt. */
    record Acknowledged(String partner, String agreement, String block, byte[] payloadHash, int payloadLength) {
        /** What is wrong with it at its holder; empty if it lies there unharmed. */
        Optional<String> wrongAt(Path holderHome) {
            Path file = holderHome
                    .resolve("holdings")
                    .resolve(agreement)
                    .resolve(block.substring(0, 2))
                    .resolve(block + ".blk");
            try {
                if (!Files.exists(file)) {
                    return Optional.of(file + " is missing");
                }
                byte[] content = Files.readAllBytes(file);
                int start = content.length - payloadLength;
                if (start < HEADER) {
                    return Optional.of(file + " is too short: " + content.length + " bytes");
                }
                byte[] hash = sha256(Arrays.copyOfRange(content, start, content.length));
                return Arrays.equals(hash, payloadHash) ? Optional.empty() : Optional.of(file + " is damaged");
            } catch (IOException e) {
                return Optional.of(file + " cannot be read: " + e);
            }
        }
    }

    static List<Acknowledged> acknowledged(Path ownerHome) {
        List<Acknowledged> rows = new ArrayList<>();
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + ownerHome.resolve("ledger.db"));
                Statement statement = ledger.createStatement();
                ResultSet row = statement.executeQuery(ACKNOWLEDGED)) {
            HexFormat hex = HexFormat.of();
            while (row.next()) {
                rows.add(new Acknowledged(
                        hex.formatHex(row.getBytes(1)),
                        hex.formatHex(row.getBytes(2)),
                        hex.formatHex(row.getBytes(3)),
                        row.getBytes(4),
                        row.getInt(5)));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
