// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Bytes;

/**
 * The owner's own heads and witnesses, as the ledger keeps them: the newest head, and every witness by number, so that
 * a partner that was away can be told all that it missed. Durable before anything is sent. Thread-safe.
 */
public final class HeadBook {
    private static final String HEAD = "head.newest";
    private static final String CONFIRMED = "head.confirmed";
    private static final String TOP = "witness.top";
    private static final String WITNESS = "witness.";

    private final Ledger.Settings settings;

    public HeadBook(Ledger ledger) {
        this.settings = ledger.settings();
    }

    /** The newest head that was published or adopted. */
    public Optional<Head> newest() {
        return settings.get(HEAD).map(bytes -> Head.read(bytes.toArray()));
    }

    /** Enough partners have this head for their receipts to be relied on. */
    void confirm(long sequence) {
        settings.put(CONFIRMED, Bytes.of(new ByteWriter().u64(sequence).toArray()));
    }

    /** Whether the newest head has the receipts that it needs. */
    public boolean isConfirmed() {
        Optional<Long> confirmed =
                settings.get(CONFIRMED).map(bytes -> new ByteReader(CONFIRMED, bytes.toArray()).u64());
        return newest().map(Head::sequence)
                .filter(each -> confirmed.equals(Optional.of(each)))
                .isPresent();
    }

    public Optional<Witness> top() {
        return settings.get(TOP).map(HeadBook::witness);
    }

    /** The witnesses after number {@code after} up to the top, oldest first; as far back as they are known. */
    public List<Witness> since(long after) {
        List<Witness> run = new ArrayList<>();
        long top = top().map(Witness::sequence).orElse(0L);
        for (long number = after + 1; number <= top; number++) {
            settings.get(WITNESS + number).map(HeadBook::witness).ifPresent(run::add);
        }
        return run;
    }

    /** The last witnesses, at most so many, as far back as each names the one before. */
    List<Witness> tail(int most) {
        List<Witness> all = since(Math.max(0, top().map(Witness::sequence).orElse(0L) - most));
        int first = Math.max(0, all.size() - 1);
        while (first > 0 && all.get(first).links(all.get(first - 1))) {
            first--;
        }
        return all.subList(first, all.size());
    }

    /** From a witness that somebody knows up to the top, each naming the one before; empty if they do not connect. */
    List<Witness> chainFrom(Witness known) {
        List<Witness> chain = since(known.sequence() - 1);
        boolean connected = !chain.isEmpty() && chain.getFirst().equals(known);
        for (int i = 1; i < chain.size(); i++) {
            connected &= chain.get(i).links(chain.get(i - 1));
        }
        return connected ? chain : List.of();
    }

    /** Records a new top with its head: the head first, so that no top lacks its head. */
    public void record(Head head, Witness witness) {
        settings.put(HEAD, Bytes.of(head.bytes()));
        adopt(witness);
    }

    /** Records a top that partners know. */
    public void adopt(Witness witness) {
        Bytes bytes = Bytes.of(witness.bytes());
        settings.put(WITNESS + witness.sequence(), bytes);
        settings.put(TOP, bytes);
    }

    private static Witness witness(Bytes bytes) {
        return Witness.read(ByteBuffer.wrap(bytes.toArray()));
    }
}
