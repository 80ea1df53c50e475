// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file: one session that writes and a few that read, each lent to one thread at a time. In the write-ahead
 * log mode readers never wait for the writer and see what it committed last.
 */
public final class Database {
    /** Work on a session. */
    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    private static final int READERS = 2;
    private static final int CACHE_KIB = 2048;
    private static final int PATIENCE_SECONDS = 60;
    private final String file;
    private final BlockingQueue<Session> writer = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Database(String file) {
        this.file = file;
    }

    public static Database open(Path path) {
        Database database = new Database(path.toString());
        List<Session> opened = new ArrayList<>();
        try {
            opened.add(database.session(path));
            prepare(opened.getFirst(), database.file);
            for (int i = 0; i < READERS; i++) {
                opened.add(database.session(path));
            }
        } catch (SQLException e) {
            throw closing(opened, Faults.of(database.file, e));
        } catch (HoldfastException e) {
            throw closing(opened, e);
        }
        database.writer.add(opened.getFirst());
        database.readers.addAll(opened.subList(1, opened.size()));
        return database;
    }

    private Session session(Path path) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        config.setCacheSize(-CACHE_KIB);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.enforceForeignKeys(true);
        config.setJournalSizeLimit(8 << 20);
        // As a URI, so that no character of the path means anything to the driver.
        return new Session(config.createConnection("jdbc:sqlite:" + path.toUri()), file);
    }

    private static void prepare(Session session, String file) throws SQLException {
        String found = session.find("PRAGMA quick_check(1)", row -> row.text("quick_check"))
                .orElse("no answer");
        if (!found.equals("ok")) {
            throw Faults.damaged(file, found, null);
        }
        transact(session, inside -> {
            Schema.prepare(inside, file);
            return true;
        });
    }

    private static HoldfastException closing(List<Session> opened, HoldfastException reason) {
        for (Session session : opened) {
            try {
                session.close();
            } catch (SQLException e) {
                reason.addSuppressed(e);
            }
        }
        return reason;
    }

    /** Reads what was committed last. */
    <T> T read(Work<T> work) {
        return lend(readers, work);
    }

    /** One transaction, on the disk when this returns; nothing happened if it throws. */
    <T> T write(Work<T> work) {
        return lend(writer, session -> {
            if (failed.get()) {
                throw Faults.failed(file, null);
            }
            return transact(session, work);
        });
    }

    private <T> T lend(BlockingQueue<Session> sessions, Work<T> work) {
        if (closed.get()) {
            throw new IllegalStateException("the ledger " + file + " is closed");
        }
        Session session = take(sessions);
        try {
            return work.in(session);
        } catch (SQLException e) {
            if (Faults.isFailedDisk(e)) {
                failed.set(true);
            }
            throw Faults.of(file, e);
        } finally {
            sessions.add(session);
        }
    }

    private Session take(BlockingQueue<Session> sessions) {
        try {
            Session session = sessions.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (session == null) {
                throw new HoldfastException(
                        ErrorCode.TIMED_OUT, file, "the ledger " + file + " is too slow to answer", true, null);
            }
            return session;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, file, "cancelled while waiting for the ledger", e);
        }
    }

    private static <T> T transact(Session session, Work<T> work) throws SQLException {
        session.script("BEGIN IMMEDIATE");
        try {
            T result = work.in(session);
            session.script("COMMIT");
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(session, e);
            throw e;
        }
    }

    private static void rollBack(Session session, Throwable reason) {
        try {
            session.script("ROLLBACK");
        } catch (SQLException e) {
            // After some errors SQLite has rolled back by itself; then this says that there is no transaction.
            reason.addSuppressed(e);
        }
    }

    /** Waits for those at work. Idempotent. */
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            for (int i = 0; i < READERS; i++) {
                take(readers).close();
            }
            take(writer).close();
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }

    boolean isClosed() {
        return closed.get();
    }
}
