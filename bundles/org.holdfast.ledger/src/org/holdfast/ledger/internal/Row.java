// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.jspecify.annotations.Nullable;

/** The present row of a result, with its columns as values. Counterpart of what {@link Session} binds. */
final class Row {
    /** Makes something of a row; an IllegalArgumentException means that the row is damaged. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    Id16 id16(String column) throws SQLException {
        return Id16.of(array(column));
    }

    Id32 id32(String column) throws SQLException {
        return Id32.of(array(column));
    }

    Bytes bytes(String column) throws SQLException {
        return Bytes.of(array(column));
    }

    byte[] array(String column) throws SQLException {
        return present(column, result.getBytes(column));
    }

    String text(String column) throws SQLException {
        return present(column, result.getString(column));
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    int small(String column) throws SQLException {
        return result.getInt(column);
    }

    Instant time(String column) throws SQLException {
        return Instant.parse(text(column));
    }

    <E extends Enum<E>> E one(Class<E> of, String column) throws SQLException {
        return Enum.valueOf(of, text(column));
    }

    /** No column may be empty; only a damaged file has one that is. */
    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("the column " + column + " is empty");
        }
        return value;
    }
}
