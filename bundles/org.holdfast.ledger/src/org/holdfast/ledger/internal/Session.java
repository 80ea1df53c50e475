// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.MalformedInput;

/**
 * A connection with its prepared statements, one for each text, which are therefore constants. Used by one thread at a
 * time. Times are stored as ISO text and enums by name: exact, and a person can read them.
 */
final class Session {
    private final Connection connection;
    private final String file;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection, String file) {
        this.connection = connection;
        this.file = file;
    }

    <T> List<T> list(String sql, Row.Reader<T> reader, Object... values) throws SQLException {
        PreparedStatement statement = bound(sql, values);
        List<T> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            Row row = new Row(result);
            while (result.next()) {
                rows.add(read(row, reader));
            }
        }
        return rows;
    }

    <T> Optional<T> find(String sql, Row.Reader<T> reader, Object... values) throws SQLException {
        return list(sql, reader, values).stream().findFirst();
    }

    /** The number in the first column of the first row, 0 if there is none. */
    long number(String sql, Object... values) throws SQLException {
        try (ResultSet result = bound(sql, values).executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** Answers how many rows were changed. */
    int change(String sql, Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** Statements without values, several at once. */
    void script(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private <T> T read(Row row, Row.Reader<T> reader) throws SQLException {
        try {
            return reader.read(row);
        } catch (IllegalArgumentException | DateTimeException | MalformedInput e) {
            throw Faults.damaged(file, "a row does not read", e);
        }
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        switch (value) {
            case Id16 id -> statement.setBytes(index, id.bytes());
            case Id32 id -> statement.setBytes(index, id.bytes());
            case Bytes bytes -> statement.setBytes(index, bytes.toArray());
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case String text -> statement.setString(index, text);
            case Instant time -> statement.setString(index, time.toString());
            case Enum<?> one -> statement.setString(index, one.name());
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    void close() throws SQLException {
        connection.close();
    }
}
