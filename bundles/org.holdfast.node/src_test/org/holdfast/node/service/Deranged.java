// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import org.holdfast.compression.zstd.ZstdCompressor;
import org.holdfast.model.FormatId;
import org.holdfast.spi.compression.Compressor;

/** Zstandard that gets one bit wrong. */
final class Deranged implements Compressor {
    private final Compressor right = new ZstdCompressor(3);

    @Override
    public FormatId id() {
        return right.id();
    }

    @Override
    public int compress(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        return right.compress(in, inOffset, length, out, outOffset);
    }

    @Override
    public void decompress(byte[] in, int inOffset, int length, byte[] out, int outOffset, int exactLength) {
        right.decompress(in, inOffset, length, out, outOffset, exactLength);
        out[outOffset] ^= 1;
    }
}
