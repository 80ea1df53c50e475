// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.holdfast.model.OwnerId;

/**
 * Where everything of an owner begins: kept by every partner as a {@link SealedRecord}, named by a {@link Witness}.
 * From it, the keys and the partners' block headers all else is found.
 *
 * @param sequence the witness's
 * @param time when it was made, to the millisecond
 * @param keyGeneration that was current
 * @param indexRuns the live runs of the chunk index, oldest first
 * @param snapshots the snapshot list
 * @param readers the plug-ins that reading takes, strictly ascending as {@link ReaderJar#ORDER} says: two versions of one
 *     name may both be needed
 */
public record Head(
        long sequence,
        Instant time,
        OwnerId owner,
        int deviceEpoch,
        int keyGeneration,
        List<HeadRun> indexRuns,
        StreamRef snapshots,
        List<HeadPartner> partners,
        FormatsUsed formats,
        Statistics statistics,
        List<ReaderJar> readers) {
    /** The newest version of the layout. */
    public static final int VERSION = 2;

    /** The version without readers, in which a head that needs none is written still. */
    static final int WITHOUT_READERS = 1;

    static final int MAX_RUNS = 256;
    static final int MAX_PARTNERS = 256;

    /** The most readers that a head names. */
    public static final int MAX_READERS = 32;

    public Head {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        indexRuns = List.copyOf(indexRuns);
        partners = List.copyOf(partners);
        readers = List.copyOf(readers);
        if (sequence < 1 || deviceEpoch < 0 || keyGeneration < 1) {
            throw new IllegalArgumentException("sequences and key generations count from 1, device epochs from 0");
        }
        if (indexRuns.size() > MAX_RUNS || partners.size() > MAX_PARTNERS) {
            throw new IllegalArgumentException("a head names at most 256 runs and 256 partners");
        }
        requireAscending(readers);
    }

    private static void requireAscending(List<ReaderJar> readers) {
        boolean ascending = readers.size() <= MAX_READERS;
        for (int i = 1; i < readers.size(); i++) {
            ascending &= ReaderJar.ORDER.compare(readers.get(i - 1), readers.get(i)) < 0;
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "a head names at most 32 readers, ascending by name, version and hash, and each once");
        }
    }

    int version() {
        return readers.isEmpty() ? WITHOUT_READERS : VERSION;
    }

    /**
     * The encoded form, to be sealed.
     *
     * @throws IllegalArgumentException if it is longer than {@link SealedRecord#MAX_CONTENT}
     */
    public byte[] bytes() {
        return HeadCodec.encode(this);
    }

    /** @throws org.holdfast.model.HoldfastException MALFORMED_INPUT or NEWER_VERSION */
    public static Head read(byte[] encoded) {
        return HeadCodec.decode(encoded);
    }
}
