// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The pairs that were wanted last, by a fingerprint of the key they were made from: a segment is sealed, and opened
 * frame by frame, under one. Thread-safe: its own lock guards the map; two threads may make the same pair at once, which
 * costs time and nothing else.
 */
public final class RsaKeys {
    private final int most;
    private final SequencedMap<String, RsaKey> pairs = new LinkedHashMap<>(16, 0.75f, true);

    /** @param most how many are kept */
    public RsaKeys(int most) {
        this.most = most;
    }

    public RsaKey of(Expand keys) {
        String fingerprint = HexFormat.of().formatHex(keys.expand("/fingerprint", new byte[0]));
        @Nullable RsaKey known = known(fingerprint);
        if (known != null) {
            return known;
        }
        RsaKey made = RsaKey.of(keys);
        keep(fingerprint, made);
        return made;
    }

    private synchronized @Nullable RsaKey known(String fingerprint) {
        return pairs.get(fingerprint);
    }

    private synchronized void keep(String fingerprint, RsaKey pair) {
        pairs.put(fingerprint, pair);
        if (pairs.size() > most) {
            pairs.pollFirstEntry();
        }
    }
}
