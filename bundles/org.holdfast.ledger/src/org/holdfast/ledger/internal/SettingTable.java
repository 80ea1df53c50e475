// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.Bytes;

/** Named values, and the counters. */
public final class SettingTable implements Ledger.Settings {
    private final Database database;
    private final Counters counters;

    public SettingTable(Database database, Counters counters) {
        this.database = database;
        this.counters = counters;
    }

    @Override
    public Optional<Bytes> get(String key) {
        return database.read(
                session -> session.find("SELECT value FROM setting WHERE key = ?", row -> row.bytes("value"), key));
    }

    @Override
    public void put(String key, Bytes value) {
        database.write(session -> session.change(
                "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                key,
                value));
    }

    @Override
    public void remove(String key) {
        database.write(session -> session.change("DELETE FROM setting WHERE key = ?", key));
    }

    @Override
    public long next(String counter) {
        return counters.next(counter);
    }

    @Override
    public void raise(String counter, long floor) {
        counters.raise(counter, floor);
    }
}
