// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.crypto.jdk.internal.WarmUp;
import org.holdfast.model.FormatId;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void activationSealsAndOpensWithoutAMistake() {
        new AesGcmSuite().warmUp();
        new AesCtrSuite().warmUp();
    }

    /** No nonce comes twice under one sealer, messages longer than a piece are among them, and all open again. */
    @Test
    void theWarmUpUsesTheCipherAsItIsMeantToBeUsed() {
        var suite = new Watching(new AesGcmSuite());
        WarmUp.run(suite);
        assertTrue(suite.lengths.stream().anyMatch(length -> length > 16 * 1024), "no message of several pieces");
        assertEquals(0, suite.forged);
        assertEquals(suite.lengths.size(), suite.opened);
        assertTrue(suite.lengths.stream().mapToLong(Integer::longValue).sum() < 32 << 20, "more than 32 MiB");
    }

    private static final class Watching implements CipherSuite {
        private final CipherSuite inner;
        private final List<Integer> lengths = new ArrayList<>();
        private int opened;
        private int forged;

        Watching(CipherSuite inner) {
            this.inner = inner;
        }

        @Override
        public FormatId id() {
            return inner.id();
        }

        @Override
        public int keyLength() {
            return inner.keyLength();
        }

        @Override
        public int overhead() {
            return inner.overhead();
        }

        @Override
        public Sealer sealer(byte[] key) {
            Sealer sealer = inner.sealer(key);
            return (nonce, aad, in, inOffset, length, out, outOffset) -> {
                lengths.add(length);
                return sealer.seal(nonce, aad, in, inOffset, length, out, outOffset);
            };
        }

        @Override
        public Opener opener(byte[] key) {
            Opener opener = inner.opener(key);
            return (nonce, aad, in, inOffset, length, out, outOffset) -> {
                int answer = opener.open(nonce, aad, in, inOffset, length, out, outOffset);
                opened++;
                forged += answer == Opener.FORGED ? 1 : 0;
                return answer;
            };
        }
    }
}
