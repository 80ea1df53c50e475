// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.shrink;

import java.time.Instant;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.wire.MoveMessage.MoveAsked;

/** What holders have asked this node, as an owner, to take away from them. Thread-safe; durable on return. */
public final class MoveWishes {
    private final Ledger.Settings settings;

    public MoveWishes(Ledger ledger) {
        this.settings = ledger.settings();
    }

    /** @return whether that is another wish than before */
    boolean heard(MoveAsked asked) {
        Bytes encoded = Bytes.of(
                new ByteWriter().u64(asked.most().value()).millis(asked.until()).toArray());
        boolean fresh =
                settings.get(key(asked.agreement())).filter(encoded::equals).isEmpty();
        if (fresh) {
            settings.put(key(asked.agreement()), encoded);
        }
        return fresh;
    }

    void withdrawn(AgreementId agreement) {
        if (settings.get(key(agreement)).isPresent()) {
            settings.remove(key(agreement));
        }
    }

    /** How much may go on lying under this agreement; empty where everything may. */
    public Optional<ByteCount> most(AgreementId agreement) {
        return wish(agreement).map(in -> ByteCount.of(in.u64()));
    }

    /** By when the rest is to go. */
    public Optional<Instant> until(AgreementId agreement) {
        return wish(agreement).map(in -> {
            in.u64();
            return in.millis();
        });
    }

    private Optional<ByteReader> wish(AgreementId agreement) {
        return settings.get(key(agreement)).map(bytes -> new ByteReader("a wish to move", bytes.toArray()));
    }

    private static String key(AgreementId agreement) {
        return "move.wish." + agreement;
    }
}
