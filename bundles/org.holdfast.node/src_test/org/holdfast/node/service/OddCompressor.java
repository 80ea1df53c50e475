// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import org.holdfast.compression.zstd.ZstdCompressor;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.compression.Compressor;

/** Zstandard, and what is done to what it decompressed. */
record OddCompressor(After after) implements Compressor {
    private static final Compressor RIGHT = new ZstdCompressor(3);

    interface After {
        void change(byte[] out, int offset);
    }

    /** Gets one bit wrong. */
    static Compressor wrong() {
        return new OddCompressor((out, offset) -> out[offset] ^= 1);
    }

    /** Meets a full disk. */
    static Compressor unlucky() {
        return new OddCompressor((out, offset) -> {
            throw new HoldfastException(ErrorCode.DISK_FAILED, "disk", "the disk is full");
        });
    }

    @Override
    public FormatId id() {
        return RIGHT.id();
    }

    @Override
    public int compress(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        return RIGHT.compress(in, inOffset, length, out, outOffset);
    }

    @Override
    public void decompress(byte[] in, int inOffset, int length, byte[] out, int outOffset, int exactLength) {
        RIGHT.decompress(in, inOffset, length, out, outOffset, exactLength);
        after.change(out, outOffset);
    }
}
