// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.compression.Compressor;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/** Notes which layer works when; what works is the real provider. Thread-safe. */
final class Trace {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    TestProviders.Wrapping wrapping() {
        return new TestProviders.Wrapping(Compressing::new, Ciphering::new, Coding::new);
    }

    /** Each layer where it comes first. */
    List<String> firstTimes() {
        return calls.stream().distinct().toList();
    }

    void clear() {
        calls.clear();
    }

    private final class Compressing implements Compressor {
        private final Compressor real;

        Compressing(Compressor real) {
            this.real = real;
        }

        @Override
        public FormatId id() {
            return real.id();
        }

        @Override
        public int compress(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
            calls.add("compress");
            return real.compress(in, inOffset, length, out, outOffset);
        }

        @Override
        public void decompress(byte[] in, int inOffset, int length, byte[] out, int outOffset, int exactLength) {
            real.decompress(in, inOffset, length, out, outOffset, exactLength);
        }
    }

    private final class Ciphering implements CipherSuite {
        private final CipherSuite real;

        Ciphering(CipherSuite real) {
            this.real = real;
        }

        @Override
        public FormatId id() {
            return real.id();
        }

        @Override
        public int keyLength() {
            return real.keyLength();
        }

        @Override
        public int overhead() {
            return real.overhead();
        }

        @Override
        public Sealer sealer(byte[] key) {
            calls.add(overhead() > 0 ? "inner" : "outer");
            return real.sealer(key);
        }

        @Override
        public Opener opener(byte[] key) {
            return real.opener(key);
        }
    }

    private final class Coding implements CodeFamily {
        private final CodeFamily real;

        Coding(CodeFamily real) {
            this.real = real;
        }

        @Override
        public FormatId id() {
            return real.id();
        }

        @Override
        public boolean supports(CodeShape shape) {
            return real.supports(shape);
        }

        @Override
        public ErasureCode code(CodeShape shape) {
            ErasureCode code = real.code(shape);
            return new ErasureCode() {
                @Override
                public CodeShape shape() {
                    return code.shape();
                }

                @Override
                public int alignment() {
                    return code.alignment();
                }

                @Override
                public void encode(Shards shards) {
                    calls.add("code");
                    code.encode(shards);
                }

                @Override
                public Decoded reconstruct(Shards shards) {
                    return code.reconstruct(shards);
                }
            };
        }
    }
}
