// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * The tables. Triggers keep the sums (received segments, bytes at partners, bytes held), so that they are true after
 * every transaction and reading one takes no time however much there is. A new version appends its own script and
 * raises {@link #VERSION}; a newer one than that is refused.
 */
final class Schema {
    static final int VERSION = 8;

    private static final String TABLES = """
        CREATE TABLE schema (version INTEGER NOT NULL);
        INSERT INTO schema VALUES (1);

        CREATE TABLE setting (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE counter (key TEXT PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE peer (id BLOB PRIMARY KEY, name TEXT NOT NULL, addresses BLOB NOT NULL, host TEXT NOT NULL,
            site TEXT NOT NULL, os_family TEXT NOT NULL, arch TEXT NOT NULL, certificate BLOB NOT NULL,
            last_seen TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE agreement (id BLOB PRIMARY KEY, agreement BLOB NOT NULL, phase TEXT NOT NULL,
            since TEXT NOT NULL) WITHOUT ROWID;

        -- acked: positions with a receipt. grade, of placed ones: 0 too few, 1 enough to be protected, 2 all. Of codes
        -- of which not any m shards are enough (model.Formats.isOptimal), only all are enough.
        CREATE TABLE segment (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, class INTEGER NOT NULL,
            key_generation INTEGER NOT NULL, code INTEGER NOT NULL, inner_cipher INTEGER NOT NULL, outer_cipher INTEGER NOT NULL,
            compression INTEGER NOT NULL, m INTEGER NOT NULL, k INTEGER NOT NULL,
            pipeline INTEGER NOT NULL, shard_length INTEGER NOT NULL, state TEXT NOT NULL, created TEXT NOT NULL,
            acked INTEGER NOT NULL DEFAULT 0,
            grade INTEGER GENERATED ALWAYS AS (CASE WHEN state <> 'PLACED' THEN NULL WHEN acked >= m + k THEN 2
                WHEN code IN (1, 2, 3) AND acked >= m + (k + 1) / 2 THEN 1 ELSE 0 END) VIRTUAL);
        CREATE INDEX segment_in_state ON segment (state);

        CREATE TABLE placement (number INTEGER PRIMARY KEY, segment BLOB NOT NULL REFERENCES segment (id),
            position INTEGER NOT NULL, partner BLOB NOT NULL, agreement BLOB NOT NULL, block BLOB NOT NULL UNIQUE,
            sequence INTEGER NOT NULL, header_hash BLOB NOT NULL, payload_hash BLOB NOT NULL,
            payload_length INTEGER NOT NULL, state TEXT NOT NULL, receipt BLOB NOT NULL);
        CREATE INDEX placement_of_segment ON placement (segment, position);
        CREATE INDEX placement_at_partner ON placement (partner, state);

        CREATE TABLE received (grade INTEGER PRIMARY KEY, segments INTEGER NOT NULL);
        INSERT INTO received VALUES (0, 0), (1, 0), (2, 0);
        CREATE TRIGGER segment_new AFTER INSERT ON segment BEGIN
            UPDATE received SET segments = segments + 1 WHERE grade = NEW.grade;
        END;
        CREATE TRIGGER segment_changed AFTER UPDATE OF state, acked ON segment WHEN OLD.grade IS NOT NEW.grade BEGIN
            UPDATE received SET segments = segments - 1 WHERE grade = OLD.grade;
            UPDATE received SET segments = segments + 1 WHERE grade = NEW.grade;
        END;

        CREATE TABLE partner_bytes (partner BLOB PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER placement_new AFTER INSERT ON placement BEGIN
            UPDATE segment SET acked = (SELECT count(DISTINCT position) FROM placement
                WHERE segment = NEW.segment AND state = 'ACKED') WHERE id = NEW.segment;
            INSERT OR IGNORE INTO partner_bytes VALUES (NEW.partner, 0);
            UPDATE partner_bytes SET bytes = bytes + NEW.payload_length * (NEW.state <> 'LOST')
                WHERE partner = NEW.partner;
        END;
        CREATE TRIGGER placement_changed AFTER UPDATE OF state ON placement WHEN OLD.state <> NEW.state BEGIN
            UPDATE segment SET acked = (SELECT count(DISTINCT position) FROM placement
                WHERE segment = NEW.segment AND state = 'ACKED') WHERE id = NEW.segment;
            UPDATE partner_bytes
                SET bytes = bytes + NEW.payload_length * ((NEW.state <> 'LOST') - (OLD.state <> 'LOST'))
                WHERE partner = NEW.partner;
        END;

        CREATE TABLE held (agreement BLOB NOT NULL, block BLOB NOT NULL, owner BLOB NOT NULL, sequence INTEGER NOT NULL,
            header_hash BLOB NOT NULL, payload_hash BLOB NOT NULL, file_bytes INTEGER NOT NULL,
            retain_until TEXT NOT NULL, stored_at TEXT NOT NULL, PRIMARY KEY (agreement, block)) WITHOUT ROWID;
        CREATE TABLE held_bytes (agreement BLOB PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER held_new AFTER INSERT ON held BEGIN
            INSERT OR IGNORE INTO held_bytes VALUES (NEW.agreement, 0);
            UPDATE held_bytes SET bytes = bytes + NEW.file_bytes WHERE agreement = NEW.agreement;
        END;
        CREATE TRIGGER held_changed AFTER UPDATE OF file_bytes ON held BEGIN
            UPDATE held_bytes SET bytes = bytes + NEW.file_bytes - OLD.file_bytes WHERE agreement = NEW.agreement;
        END;
        CREATE TRIGGER held_gone AFTER DELETE ON held BEGIN
            UPDATE held_bytes SET bytes = bytes - OLD.file_bytes WHERE agreement = OLD.agreement;
        END;

        CREATE TABLE head (owner BLOB NOT NULL, device_epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
            witness_hash BLOB NOT NULL, agreement BLOB NOT NULL, witness BLOB NOT NULL, head BLOB NOT NULL,
            PRIMARY KEY (owner, device_epoch, sequence, witness_hash));

        CREATE TABLE snapshot (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, time TEXT NOT NULL,
            protection TEXT NOT NULL, record BLOB NOT NULL);

        CREATE TABLE event (number INTEGER PRIMARY KEY, time TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL,
            text TEXT NOT NULL, chain BLOB NOT NULL);
        """;

    /** Version 2: who kept its word. */
    private static final String TRACK = """
        CREATE TABLE seen (subject BLOB NOT NULL, day INTEGER NOT NULL, ok INTEGER NOT NULL, wrong INTEGER NOT NULL,
            missed INTEGER NOT NULL, promised INTEGER NOT NULL, there INTEGER NOT NULL, restores INTEGER NOT NULL,
            reneged INTEGER NOT NULL, PRIMARY KEY (subject, day)) WITHOUT ROWID;

        CREATE TABLE observation (reporter BLOB NOT NULL, subject BLOB NOT NULL, agreement BLOB NOT NULL,
            sequence INTEGER NOT NULL, until_minute INTEGER NOT NULL, observation BLOB NOT NULL,
            PRIMARY KEY (reporter, subject), UNIQUE (reporter, sequence));
        CREATE INDEX observation_about ON observation (subject, reporter);
        CREATE INDEX observation_under ON observation (agreement);

        CREATE TABLE proof (agreement BLOB PRIMARY KEY, proof BLOB NOT NULL) WITHOUT ROWID;

        UPDATE schema SET version = 2;
        """;

    /** Version 3: what partners were asked to prove, and what was proved to them. */
    private static final String AUDITS = """
        ALTER TABLE placement ADD COLUMN audit_suite INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE placement ADD COLUMN key_generation INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE held ADD COLUMN audit_suite INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE held ADD COLUMN key_generation INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE held ADD COLUMN payload_length INTEGER NOT NULL DEFAULT 0;
        UPDATE held SET payload_length = max(0, file_bytes - 360);

        CREATE TABLE owed (agreement BLOB PRIMARY KEY, partner BLOB NOT NULL, audit BLOB NOT NULL UNIQUE,
            number INTEGER NOT NULL, commitment BLOB NOT NULL, half BLOB NOT NULL, coin BLOB NOT NULL,
            catalogue BLOB NOT NULL, since TEXT NOT NULL);

        CREATE TABLE answered (agreement BLOB NOT NULL, owner BLOB NOT NULL, audit BLOB NOT NULL,
            number INTEGER NOT NULL, commitment BLOB NOT NULL, coin BLOB NOT NULL, receipt BLOB NOT NULL,
            PRIMARY KEY (agreement, owner));

        CREATE TABLE audit (entry INTEGER PRIMARY KEY, time TEXT NOT NULL, own INTEGER NOT NULL, peer BLOB NOT NULL,
            agreement BLOB NOT NULL, audit BLOB NOT NULL, number INTEGER NOT NULL, scheme INTEGER NOT NULL,
            count INTEGER NOT NULL, random BLOB NOT NULL, result TEXT NOT NULL, blocks INTEGER NOT NULL,
            round_trip_millis INTEGER NOT NULL, wire_bytes INTEGER NOT NULL, receipt BLOB NOT NULL,
            answer BLOB NOT NULL, chain BLOB NOT NULL);
        CREATE INDEX audit_of_peer ON audit (peer, own);
        CREATE INDEX audit_under ON audit (agreement, scheme);
        CREATE INDEX audit_named ON audit (audit, own);

        CREATE TABLE audit_spent (agreement BLOB NOT NULL, owner BLOB NOT NULL, day INTEGER NOT NULL,
            pieces INTEGER NOT NULL, PRIMARY KEY (agreement, owner)) WITHOUT ROWID;

        UPDATE schema SET version = 3;
        """;

    /** Version 4: how partners are, what is damaged here, and which segments want shards. Times left are milliseconds. */
    private static final String HEALTH = """
        CREATE TABLE health (agreement BLOB PRIMARY KEY, partner BLOB NOT NULL, state TEXT NOT NULL, since TEXT NOT NULL,
            suspect_left INTEGER NOT NULL, grace_left INTEGER NOT NULL, grace_until TEXT NOT NULL,
            leave_until TEXT NOT NULL, leave_used INTEGER NOT NULL, leave_year TEXT NOT NULL, why TEXT NOT NULL,
            told INTEGER NOT NULL, device_epoch INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE damage (agreement BLOB NOT NULL, block BLOB NOT NULL, found TEXT NOT NULL, told INTEGER NOT NULL,
            PRIMARY KEY (agreement, block)) WITHOUT ROWID;

        CREATE INDEX segment_wanting ON segment (number) WHERE state = 'PLACED' AND acked < m + k;

        UPDATE schema SET version = 4;
        """;

    /** Version 5: what is on its way out, here and at partners. Times are ms since 1970. */
    private static final String RELEASE = """
        CREATE TABLE releasing (agreement BLOB NOT NULL, block BLOB NOT NULL, owner BLOB NOT NULL,
            device_epoch INTEGER NOT NULL, file_bytes INTEGER NOT NULL, asked INTEGER NOT NULL, due INTEGER NOT NULL,
            PRIMARY KEY (agreement, block)) WITHOUT ROWID;
        CREATE INDEX releasing_due ON releasing (due);
        CREATE INDEX releasing_of_owner ON releasing (owner, asked);
        CREATE TRIGGER releasing_gone AFTER DELETE ON held BEGIN
            DELETE FROM releasing WHERE agreement = OLD.agreement AND block = OLD.block;
        END;

        ALTER TABLE placement ADD COLUMN due INTEGER NOT NULL DEFAULT 0;
        CREATE TRIGGER placement_gone AFTER DELETE ON placement BEGIN
            UPDATE segment SET acked = (SELECT count(DISTINCT position) FROM placement
                WHERE segment = OLD.segment AND state = 'ACKED') WHERE id = OLD.segment;
            UPDATE partner_bytes SET bytes = bytes - OLD.payload_length * (OLD.state <> 'LOST')
                WHERE partner = OLD.partner;
        END;

        UPDATE schema SET version = 5;
        """;

    /** Version 6: what owners have read back, and when heads came. */
    private static final String READING = """
        CREATE TABLE read_account (agreement BLOB PRIMARY KEY, spent INTEGER NOT NULL, basis INTEGER NOT NULL,
            reckoned INTEGER NOT NULL, device_epoch INTEGER NOT NULL, extra INTEGER NOT NULL) WITHOUT ROWID;

        ALTER TABLE head ADD COLUMN stored_at TEXT NOT NULL DEFAULT '9999-12-31T23:59:59Z';

        UPDATE schema SET version = 6;
        """;

    /** Version 7: what people are told, and how far that is on each way. */
    private static final String NOTICES = """
        CREATE TABLE notice (number INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, level TEXT NOT NULL,
            kind TEXT NOT NULL, subject TEXT NOT NULL, what TEXT NOT NULL, advice TEXT NOT NULL);

        CREATE TABLE delivery (way TEXT NOT NULL, notice INTEGER NOT NULL, state TEXT NOT NULL,
            attempts INTEGER NOT NULL, at INTEGER NOT NULL, why TEXT NOT NULL,
            PRIMARY KEY (way, notice)) WITHOUT ROWID;
        CREATE TRIGGER notice_gone AFTER DELETE ON notice BEGIN
            DELETE FROM delivery WHERE notice = OLD.number;
        END;

        UPDATE schema SET version = 7;
        """;

    /** Version 8: since when a notice is to be delivered. */
    private static final String SINCE = """
        ALTER TABLE delivery ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
        UPDATE delivery SET since = at;

        UPDATE schema SET version = 8;
        """;

    private Schema() {}

    /** Makes the tables in an empty database and those that an older one lacks, inside the caller's transaction; refuses a newer version. */
    static void prepare(Session session, String file) throws SQLException {
        if (session.number("SELECT count(*) FROM sqlite_schema") == 0) {
            session.script(TABLES);
        }
        long version = session.number("SELECT max(version) FROM schema");
        if (version > VERSION) {
            throw new HoldfastException(
                    ErrorCode.NEWER_VERSION,
                    file,
                    "the ledger " + file + " has version " + version + ", this Holdfast reads up to " + VERSION
                            + ": start the newer Holdfast that wrote it");
        }
        if (version < 1) {
            throw Faults.damaged(file, "it has no version", null);
        }
        if (version < 2) {
            session.script(TRACK);
        }
        if (version < 3) {
            session.script(AUDITS);
        }
        if (version < 4) {
            session.script(HEALTH);
        }
        if (version < 5) {
            session.script(RELEASE);
        }
        if (version < 6) {
            session.script(READING);
        }
        if (version < 7) {
            session.script(NOTICES);
        }
        if (version < 8) {
            session.script(SINCE);
        }
    }
}
