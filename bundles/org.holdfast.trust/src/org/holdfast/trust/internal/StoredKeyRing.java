// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyRing;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** The keys that a node stored, each generation derived when it is first needed. Thread-safe. */
public final class StoredKeyRing implements KeyRing, AutoCloseable {
    private final List<byte[]> secrets;
    private final IntFunction<Optional<byte[]>> later;
    private final int current;
    private final DedupKeys dedup;
    private final ConcurrentMap<Integer, GenerationKeys> derived = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param secrets G_1, G_2, …; these very arrays are wiped by {@link #close}
     * @param later where secrets of later generations may come from: while the recovery secret is on the machine, it is
     *     the source of all, so a machine that was recovered twice can read what it wrote between. Its arrays are wiped
     * @param dedup D; not kept
     */
    public StoredKeyRing(List<byte[]> secrets, IntFunction<Optional<byte[]>> later, int current, byte[] dedup) {
        this.secrets = List.copyOf(secrets);
        this.later = later;
        this.current = current;
        this.dedup = DedupKeys.derive(dedup);
        if (current < 1 || current > secrets.size()) {
            throw new IllegalArgumentException("there is no key generation " + current);
        }
    }

    @Override
    public GenerationKeys generation(int generation) {
        if (closed) {
            throw new IllegalStateException("the keys were wiped");
        }
        if (generation < 1 || generation > NodeKeys.MAX_GENERATIONS) {
            throw unknown(generation);
        }
        return derived.computeIfAbsent(generation, this::derive);
    }

    private GenerationKeys derive(int generation) {
        if (generation <= secrets.size()) {
            return GenerationKeys.derive(generation, secrets.get(generation - 1));
        }
        byte[] secret = later.apply(generation).orElseThrow(() -> unknown(generation));
        try {
            return GenerationKeys.derive(generation, secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private HoldfastException unknown(int generation) {
        return new HoldfastException(
                ErrorCode.WRONG_KEY,
                "key generation " + generation,
                "this machine has the key generations 1 to " + secrets.size() + ", not " + generation
                        + ": a later device of the same owner made this. Recover from the recovery sheet");
    }

    @Override
    public int current() {
        return current;
    }

    @Override
    public DedupKeys dedup() {
        return dedup;
    }

    /** Overwrites all keys. */
    @Override
    public void close() {
        closed = true;
        derived.values().forEach(GenerationKeys::wipe);
        secrets.forEach(secret -> Arrays.fill(secret, (byte) 0));
        dedup.wipe();
    }
}
