// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Audits;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.Notices;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.port.ReadAccountRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;

/** What a book of agreements needs of a ledger, in memory. It can break off before any write, as a machine that stops. */
final class BookLedger implements Ledger {
    final Map<String, Bytes> values = new TreeMap<>();
    final Map<AgreementId, AgreementRow> rows = new LinkedHashMap<>();
    Optional<PeerRow> met = Optional.empty();
    final Map<AgreementId, ReadAccountRow> accounts = new TreeMap<>();
    ByteCount held = ByteCount.ZERO;
    ByteCount left = ByteCount.ZERO;
    int writesLeft = Integer.MAX_VALUE;
    int writes;

    /** The machine stopped here; nothing of this write is there. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void write(Runnable what) {
        if (writesLeft-- <= 0) {
            throw new Stopped();
        }
        writes++;
        what.run();
    }

    @Override
    public Settings settings() {
        return new Settings() {
            @Override
            public Optional<Bytes> get(String key) {
                return Optional.ofNullable(values.get(key));
            }

            @Override
            public void put(String key, Bytes value) {
                write(() -> values.put(key, value));
            }

            @Override
            public void remove(String key) {
                write(() -> values.remove(key));
            }

            @Override
            public long next(String counter) {
                throw new AssertionError("a book counts nothing");
            }

            @Override
            public void raise(String counter, long floor) {
                throw new AssertionError("a book counts nothing");
            }
        };
    }

    @Override
    public Agreements agreements() {
        return new Agreements() {
            @Override
            public void save(AgreementRow row) {
                write(() -> rows.put(row.agreement().id(), row));
            }

            @Override
            public Optional<AgreementRow> find(AgreementId id) {
                return Optional.ofNullable(rows.get(id));
            }

            @Override
            public List<AgreementRow> all() {
                return List.copyOf(rows.values());
            }
        };
    }

    private final Healths healths = new Healths() {
        private final Map<AgreementId, HealthRow> known = new TreeMap<>();

        @Override
        public void save(HealthRow row) {
            write(() -> known.put(row.agreement(), row));
        }

        @Override
        public Optional<HealthRow> find(AgreementId agreement) {
            return Optional.ofNullable(known.get(agreement));
        }

        @Override
        public List<HealthRow> all() {
            return List.copyOf(known.values());
        }
    };

    @Override
    public Holdings holdings() {
        return only(Holdings.class, "bytes", held);
    }

    @Override
    public Segments segments() {
        return only(Segments.class, "bytesAt", left);
    }

    private static <T> T only(Class<T> type, String method, Object answer) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, with) -> {
            if (called.getName().equals(method)) {
                return answer;
            }
            throw new AssertionError("a book does not ask for " + called);
        });
        return type.cast(proxy);
    }

    @Override
    public Peers peers() {
        return only(Peers.class, "find", met);
    }

    @Override
    public Audits audits() {
        throw new AssertionError("a book knows no audits");
    }

    @Override
    public Notices notices() {
        throw new AssertionError("a book tells nobody");
    }

    @Override
    public Track track() {
        throw new AssertionError("a book keeps no track record");
    }

    @Override
    public Healths healths() {
        return healths;
    }

    @Override
    public Damages damages() {
        throw new AssertionError("a book looks at no blocks");
    }

    @Override
    public ReadAccounts readAccounts() {
        return new ReadAccounts() {
            @Override
            public Optional<ReadAccountRow> find(AgreementId agreement) {
                return Optional.ofNullable(accounts.get(agreement));
            }

            @Override
            public void save(ReadAccountRow row) {
                write(() -> accounts.put(row.agreement(), row));
            }
        };
    }

    @Override
    public Snapshots snapshots() {
        throw new AssertionError("a book knows no snapshots");
    }

    @Override
    public Events events() {
        throw new AssertionError("a book notes no events");
    }

    @Override
    public void close() {
        // nothing to close
    }
}
