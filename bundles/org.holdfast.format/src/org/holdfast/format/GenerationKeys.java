// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The keys of one key generation, all derived from its secret G. The keys themselves never leave this class: format
 * code asks for MACs under them, which serve as the keys of single segments and blocks. Thread-safe.
 */
public final class GenerationKeys {
    private final int generation;
    private final Map<KeyUse, byte[]> keys; // guarded by this
    private boolean wiped; // guarded by this

    private GenerationKeys(int generation, Map<KeyUse, byte[]> keys) {
        this.generation = generation;
        this.keys = keys;
    }

    /**
     * Derives every key: Expand(G, "holdfast/v1/" | use).
     *
     * @param generation counts from 1
     * @param g the generation's secret, 32 bytes; not kept
     */
    public static GenerationKeys derive(int generation, byte[] g) {
        if (generation < 1 || g.length != Mac.BYTES) {
            throw new IllegalArgumentException("generations count from 1 and their secret has 32 bytes");
        }
        Map<KeyUse, byte[]> keys = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            keys.put(use, Mac.expand(g, use.label()));
        }
        return new GenerationKeys(generation, keys);
    }

    public int generation() {
        return generation;
    }

    /**
     * HMAC-SHA256 of the parts under the key for {@code use}.
     *
     * @throws IllegalStateException after {@link #wipe}
     */
    public byte[] mac(KeyUse use, byte[]... parts) {
        javax.crypto.Mac mac = keyed(use);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /**
     * The first {@code length} bytes of {@link #mac}, as a key for one segment or block; to be wiped by the caller.
     *
     * @param length at most 32
     */
    public byte[] key(KeyUse use, int length, byte[]... parts) {
        if (length > Mac.BYTES) {
            throw new IllegalArgumentException("a cipher's key has at most 32 bytes, not " + length);
        }
        byte[] whole = mac(use, parts);
        byte[] key = Arrays.copyOf(whole, length);
        Arrays.fill(whole, (byte) 0);
        return key;
    }

    /**
     * A fresh HMAC-SHA256 under the key for {@code use}, for input that comes in pieces.
     *
     * @throws IllegalStateException after {@link #wipe}
     */
    public synchronized javax.crypto.Mac keyed(KeyUse use) {
        byte[] key = keys.get(use);
        if (wiped || key == null) {
            throw new IllegalStateException("the keys of generation " + generation + " were wiped");
        }
        return Mac.keyed(key);
    }

    /** Overwrites the keys; they cannot be used again. */
    public synchronized void wipe() {
        wiped = true;
        keys.values().forEach(key -> Arrays.fill(key, (byte) 0));
    }

    /** Names the generation only. */
    @Override
    public String toString() {
        return "keys of generation " + generation;
    }
}
