// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Counters that never give a number twice. Numbers are taken from the file some at a time, so that most of them cost no
 * transaction; a crash skips those that were taken and not used, an orderly end gives them back.
 */
public final class Counters {
    private static final int AHEAD = 64;

    /** Numbers from {@code next} to {@code last} are taken from the file and free to use. */
    private record Range(long next, long last) {}

    private final Database database;

    /** Guarded by this. */
    private final Map<String, Range> taken = new HashMap<>();

    public Counters(Database database) {
        this.database = database;
    }

    synchronized long next(String counter) {
        Range range = taken.get(counter);
        if (range == null || range.next() > range.last()) {
            range = take(counter);
        }
        taken.put(counter, new Range(range.next() + 1, range.last()));
        return range.next();
    }

    private Range take(String counter) {
        return database.write(session -> {
            long used = session.number("SELECT used FROM counter WHERE key = ?", counter);
            long last = Math.addExact(used, AHEAD);
            store(session, counter, last);
            return new Range(used + 1, last);
        });
    }

    synchronized void raise(String counter, long floor) {
        Range range = taken.get(counter);
        if (range != null && floor <= range.last()) {
            taken.put(counter, new Range(Math.max(range.next(), floor + 1), range.last()));
            return;
        }
        database.write(session -> {
            if (floor > session.number("SELECT used FROM counter WHERE key = ?", counter)) {
                store(session, counter, floor);
            }
            return true;
        });
        // What is left of the range lies below the floor, or there was none.
        taken.remove(counter);
    }

    /** Afterwards the next number of each counter follows the last one given. */
    public synchronized void giveBack() {
        if (!taken.isEmpty() && !database.isClosed()) {
            database.write(session -> {
                for (Map.Entry<String, Range> each : taken.entrySet()) {
                    store(session, each.getKey(), each.getValue().next() - 1);
                }
                return true;
            });
            taken.clear();
        }
    }

    private static void store(Session session, String counter, long used) throws SQLException {
        session.change(
                "INSERT INTO counter VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET used = excluded.used",
                counter,
                used);
    }
}
