// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.holdfast.model.Bytes;

/** Derived keys, the last few of them: finding primes takes seconds. Thread-safe. */
public final class RsaKeys {
    /** Length of N. */
    public static final int MODULUS_BYTES = 384;

    private static final int MOST = 64;
    private final int primes;
    /** Guarded by this; the one that was asked for longest ago comes first. */
    private final Map<Bytes, RsaKey> known = new LinkedHashMap<>(16, 0.75f, true);

    /** @param primes of each key, 2 to 4 */
    public RsaKeys(int primes) {
        this.primes = primes;
    }

    /** Whoever asks for the same key meanwhile waits for it. */
    public synchronized RsaKey of(byte[] sharedKey) {
        RsaKey key = known.computeIfAbsent(Bytes.of(sharedKey), absent -> RsaKey.derive(sharedKey, primes));
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
        return key;
    }
}
