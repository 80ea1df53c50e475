// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.holdfast.model.ChunkId;

/**
 * The keys that stay the same over all generations, so that a chunk keeps its name: one names chunks, one decides
 * where files are cut. Thread-safe.
 */
public final class DedupKeys {
    private static final byte[] GEAR = "gear".getBytes(StandardCharsets.US_ASCII);

    private final byte[] naming;
    private final long[] gear;
    private final byte[] pages;
    /** Idle MACs, keyed with {@link #naming}: making one costs more than naming a small chunk. */
    private final Queue<javax.crypto.Mac> idle = new ConcurrentLinkedQueue<>();

    private volatile boolean wiped;

    private DedupKeys(byte[] naming, long[] gear, byte[] pages) {
        this.naming = naming;
        this.gear = gear;
        this.pages = pages;
    }

    /** @param d the secret D, 32 bytes; not kept */
    public static DedupKeys derive(byte[] d) {
        if (d.length != Mac.BYTES) {
            throw new IllegalArgumentException("the dedup secret has 32 bytes");
        }
        byte[] cutting = Mac.expand(d, "holdfast/v1/cdc");
        long[] gear = new long[256];
        for (int i = 0; i < gear.length; i++) {
            gear[i] = ByteBuffer.wrap(Mac.hmac(cutting, GEAR, new byte[] {(byte) i}))
                    .getLong();
        }
        Arrays.fill(cutting, (byte) 0);
        return new DedupKeys(Mac.expand(d, "holdfast/v1/chunkid"), gear, Mac.expand(d, "holdfast/v1/pages"));
    }

    /** The name of a chunk with this plaintext: HMAC-SHA256 under the naming key. */
    public ChunkId chunkId(byte[] plain, int offset, int length) {
        javax.crypto.Mac mac = idle.poll();
        if (mac == null) {
            mac = Mac.keyed(naming);
        }
        checkWhole();
        mac.update(plain, offset, length);
        ChunkId id = ChunkId.of(mac.doFinal());
        idle.add(mac);
        return id;
    }

    /** A copy of the 256 constants that the {@link Chunker} adds up, one per byte value. */
    public long[] gear() {
        long[] copy = gear.clone();
        checkWhole();
        return copy;
    }

    /** A copy of the key under which a machine keeps notes of the pages of its own files; 32 bytes. */
    public byte[] pages() {
        byte[] copy = pages.clone();
        checkWhole();
        return copy;
    }

    /** After the key was taken: had it been wiped meanwhile, the flag would be set. */
    private void checkWhole() {
        if (wiped) {
            throw new IllegalStateException("the dedup keys were wiped");
        }
    }

    /** Overwrites the keys; they cannot be used again. */
    public void wipe() {
        wiped = true;
        idle.clear();
        Arrays.fill(naming, (byte) 0);
        Arrays.fill(gear, 0);
        Arrays.fill(pages, (byte) 0);
    }

    @Override
    public String toString() {
        return "dedup keys";
    }
}
