// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.support;

import java.util.Arrays;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.Ed25519;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyRing;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** An owner's keys from a number: generations 1 and 2. */
public final class TestKeys implements KeyRing {
    private final int seed;
    private final GenerationKeys[] generations;
    private final DedupKeys dedup;

    public TestKeys(int seed) {
        this.seed = seed;
        this.generations = new GenerationKeys[] {
            GenerationKeys.derive(1, secret(seed, 1)), GenerationKeys.derive(2, secret(seed, 2))
        };
        this.dedup = DedupKeys.derive(secret(seed, 0xD));
    }

    /** 31 times the seed, then what it is for. */
    public static byte[] secret(int seed, int use) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) seed);
        secret[31] = (byte) use;
        return secret;
    }

    /** The owner's device. */
    public Signer device() {
        return Signatures.signer(Ed25519.privateKey(secret(seed, 0xE)));
    }

    @Override
    public GenerationKeys generation(int generation) {
        if (generation < 1 || generation > generations.length) {
            throw new HoldfastException(ErrorCode.WRONG_KEY, "generation " + generation, "no such key generation");
        }
        return generations[generation - 1];
    }

    @Override
    public int current() {
        return 1;
    }

    @Override
    public DedupKeys dedup() {
        return dedup;
    }
}
