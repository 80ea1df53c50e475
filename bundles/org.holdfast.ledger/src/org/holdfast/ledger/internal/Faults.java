// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's errors as ours. */
final class Faults {
    private Faults() {}

    static HoldfastException of(String file, SQLException e) {
        return switch (primary(e)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(file, e.getMessage(), e);
            case SQLITE_FULL ->
                new HoldfastException(
                        ErrorCode.NO_SPACE,
                        file,
                        "there is no space left for the ledger " + file + ": free some, then try again",
                        true,
                        e);
            case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM -> failed(file, e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new HoldfastException(
                        ErrorCode.BUSY, file, "the ledger " + file + " is in use by another process", true, e);
            default ->
                new HoldfastException(ErrorCode.INTERNAL, file, "the ledger " + file + " refused a statement", e);
        };
    }

    static HoldfastException failed(String file, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                file,
                "the ledger " + file + " cannot be read or written: check the disk and start the node again",
                cause);
    }

    static HoldfastException damaged(String file, @Nullable String what, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.LEDGER_DAMAGED,
                file,
                "the ledger " + file + " is damaged (" + what + "): no backed-up data are lost; set the file aside and"
                        + " the node rebuilds it from its partners",
                cause);
    }

    /** A promise that the writing was forced may be broken after such an error: nothing more may be written. */
    static boolean isFailedDisk(SQLException e) {
        return primary(e) == SQLiteErrorCode.SQLITE_IOERR;
    }

    static boolean isDuplicate(SQLException e) {
        return primary(e) == SQLiteErrorCode.SQLITE_CONSTRAINT;
    }

    /** SQLite's extended codes carry the primary one in the low byte. */
    private static SQLiteErrorCode primary(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
