// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import java.util.BitSet;
import java.util.function.Consumer;
import org.holdfast.coding.reedsolomon.ReedSolomonFamily;
import org.holdfast.compression.zstd.ZstdCompressor;
import org.holdfast.crypto.jdk.AesGcmSuite;
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

/** The product's own algorithms, perhaps under another name, and perhaps with one bit of their output wrong. */
final class Altered {
    private Altered() {}

    /** Reed–Solomon under this id. @param after what is done to the shards once they are encoded */
    static CodeFamily code(FormatId id, Consumer<Shards> after) {
        CodeFamily real = new ReedSolomonFamily();
        return new CodeFamily() {
            @Override
            public FormatId id() {
                return id;
            }

            @Override
            public boolean supports(CodeShape shape) {
                return real.supports(shape);
            }

            @Override
            public ErasureCode code(CodeShape shape) {
                return altered(real.code(shape), after);
            }
        };
    }

    /** Flips the last bit of the last shard. */
    static void flip(Shards shards) {
        Shards.Slice last = shards.slice(shards.count() - 1);
        last.array()[last.offset() + shards.length() - 1] ^= 1;
    }

    private static ErasureCode altered(ErasureCode real, Consumer<Shards> after) {
        return new ErasureCode() {
            @Override
            public CodeShape shape() {
                return real.shape();
            }

            @Override
            public int alignment() {
                return real.alignment();
            }

            @Override
            public boolean restores(BitSet present) {
                return real.restores(present);
            }

            @Override
            public void encode(Shards shards) {
                real.encode(shards);
                after.accept(shards);
            }

            @Override
            public Decoded reconstruct(Shards shards) {
                return real.reconstruct(shards);
            }
        };
    }

    /** AES-256-GCM with one bit of the tag flipped, and an opener that knows. */
    static CipherSuite cipher() {
        CipherSuite real = new AesGcmSuite();
        return new CipherSuite() {
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
                Sealer sealer = real.sealer(key);
                return (nonce, aad, in, inOffset, length, out, outOffset) -> {
                    int written = sealer.seal(nonce, aad, in, inOffset, length, out, outOffset);
                    out[outOffset + written - 1] ^= 1;
                    return written;
                };
            }

            @Override
            public Opener opener(byte[] key) {
                Opener opener = real.opener(key);
                return (nonce, aad, in, inOffset, length, out, outOffset) -> {
                    byte[] sealed = in.clone();
                    sealed[inOffset + length - 1] ^= 1;
                    return opener.open(nonce, aad, sealed, inOffset, length, out, outOffset);
                };
            }
        };
    }

    /** Zstandard that changes one bit of what it decompresses. */
    static Compressor compressor() {
        Compressor real = new ZstdCompressor(1);
        return new Compressor() {
            @Override
            public FormatId id() {
                return real.id();
            }

            @Override
            public int compress(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
                return real.compress(in, inOffset, length, out, outOffset);
            }

            @Override
            public void decompress(byte[] in, int inOffset, int length, byte[] out, int outOffset, int exactLength) {
                real.decompress(in, inOffset, length, out, outOffset, exactLength);
                out[outOffset] ^= 1;
            }
        };
    }
}
