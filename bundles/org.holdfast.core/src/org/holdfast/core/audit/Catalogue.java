// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.holdfast.format.Mac;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Draw;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.AuditMessage.Entry;
import org.holdfast.wire.Limits;

/**
 * All blocks that one challenge may ask for, in ascending order of their ids: the same list on both sides, of which the
 * commitment names the hash. Kept encoded, 32 bytes a block, as there may be {@link Limits#AUDIT_CATALOGUE} of them.
 * Immutable.
 */
public final class Catalogue {
    private final byte[] encoded;

    private Catalogue(byte[] encoded) {
        this.encoded = encoded;
    }

    /**
     * Of these, in any order.
     *
     * @throws IllegalArgumentException if there are too many, or one twice
     */
    public static Catalogue of(Collection<AuditedBlock> blocks) {
        if (blocks.size() > Limits.AUDIT_CATALOGUE) {
            throw new IllegalArgumentException(blocks.size() + " blocks are more than " + Limits.AUDIT_CATALOGUE);
        }
        ByteBuffer out = ByteBuffer.allocate(blocks.size() * Entry.BYTES);
        blocks.stream().sorted(Comparator.comparing(AuditedBlock::block)).forEach(each -> out.put(entry(each)));
        return parse(Bytes.of(out.array()));
    }

    private static byte[] entry(AuditedBlock each) {
        return new Entry(each.block(), each.sequence(), each.keyGeneration(), each.payloadLength()).bytes();
    }

    /**
     * Reads one that was kept or came in pages.
     *
     * @throws IllegalArgumentException if it is none, or does not ascend
     */
    public static Catalogue parse(Bytes encoded) {
        if (encoded.length() % Entry.BYTES != 0) {
            throw new IllegalArgumentException("a catalogue of " + encoded.length() + " bytes is none");
        }
        Catalogue catalogue = new Catalogue(encoded.toArray());
        for (int i = 1; i < catalogue.size(); i++) {
            if (catalogue.get(i - 1).block().compareTo(catalogue.get(i).block()) >= 0) {
                throw new IllegalArgumentException("a catalogue ascends by block id");
            }
        }
        return catalogue;
    }

    public int size() {
        return encoded.length / Entry.BYTES;
    }

    public boolean isEmpty() {
        return encoded.length == 0;
    }

    public AuditedBlock get(int i) {
        Entry entry = Entry.read(ByteBuffer.wrap(encoded, i * Entry.BYTES, Entry.BYTES));
        return new AuditedBlock(entry.block(), entry.sequence(), entry.keyGeneration(), entry.payloadLength());
    }

    /** A view. */
    public List<AuditedBlock> blocks() {
        return new View();
    }

    public boolean contains(BlockId block) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = get(middle).block().compareTo(block);
            if (order == 0) {
                return true;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return false;
    }

    /** What a commitment says of it. @throws IllegalArgumentException if it is empty */
    public AuditCommit.Catalogue summary(AuditShape shape) {
        long highest = 0;
        for (AuditedBlock each : blocks()) {
            highest = Math.max(highest, each.sequence());
        }
        return new AuditCommit.Catalogue(highest, size(), Draw.pieces(shape, blocks()), Mac.sha256(encoded));
    }

    /** The entries from one on, as many as fit into a message. */
    public List<Entry> page(int from) {
        List<Entry> page = new ArrayList<>();
        for (int i = from; i < Math.min(size(), from + Limits.AUDIT_PAGE); i++) {
            AuditedBlock each = get(i);
            page.add(new Entry(each.block(), each.sequence(), each.keyGeneration(), each.payloadLength()));
        }
        return page;
    }

    /** The encoded form. */
    public Bytes bytes() {
        return Bytes.of(encoded);
    }

    private final class View extends AbstractList<AuditedBlock> implements RandomAccess {
        @Override
        public AuditedBlock get(int i) {
            return Catalogue.this.get(i);
        }

        @Override
        public int size() {
            return Catalogue.this.size();
        }
    }
}
