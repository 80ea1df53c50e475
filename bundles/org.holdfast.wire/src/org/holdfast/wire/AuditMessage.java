// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AuditId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;

/** An owner finds out whether a holder still has its blocks (docs/protocol-audit.md). */
public sealed interface AuditMessage extends Message
        permits SignedAudit,
                AuditMessage.CatalogueGet,
                AuditMessage.CataloguePage,
                AuditMessage.Open,
                AuditMessage.Data,
                AuditMessage.Narrow,
                AuditMessage.Whole {

    /** AUDIT_CATALOGUE_GET, holder: your catalogue is not what I would have said; show it, from this entry on. */
    record CatalogueGet(AuditId audit, int from) implements AuditMessage {
        public CatalogueGet {
            if (from < 0 || from >= Limits.AUDIT_CATALOGUE) {
                throw new IllegalArgumentException("a catalogue has at most " + Limits.AUDIT_CATALOGUE + " entries");
            }
        }
    }

    /** AUDIT_CATALOGUE, owner: the entries from there on, 1 to {@link Limits#AUDIT_PAGE}. */
    record CataloguePage(AuditId audit, int from, List<Entry> entries) implements AuditMessage {
        public CataloguePage {
            entries = List.copyOf(entries);
            if (entries.isEmpty() || entries.size() > Limits.AUDIT_PAGE || from < 0) {
                throw new IllegalArgumentException("a page has 1 to " + Limits.AUDIT_PAGE + " entries");
            }
        }
    }

    /** A block that may be asked for. @param payloadLength in bytes */
    record Entry(BlockId block, long sequence, int keyGeneration, int payloadLength) {
        /** Length of the encoded form: id 16, sequence u64, key generation u32, payload length u32. */
        public static final int BYTES = 32;

        public Entry {
            if (sequence < 1 || keyGeneration < 1 || payloadLength < 1) {
                throw new IllegalArgumentException("sequences, key generations and lengths of blocks count from 1");
            }
        }

        /** The encoded form. */
        public byte[] bytes() {
            ByteWriter out = new ByteWriter(BYTES);
            AuditLayout.write(this, out);
            return out.toArray();
        }

        /** Reads the encoded form, at the buffer's position. */
        public static Entry read(ByteBuffer in) {
            return AuditLayout.readEntry(new ByteReader("catalogue entry", in));
        }
    }

    /**
     * AUDIT_OPEN, owner: its half of the coin. With it goes the coin that it answers, as the holder signed it: so the
     * challenge is the same however often it is put, and whatever the holder has forgotten.
     */
    record Open(AuditId audit, Digest half, AuditCoin coin) implements AuditMessage {}

    /** AUDIT_DATA, holder: the next bytes of a proof or a whole block, without gaps. */
    record Data(int offset, ByteBuffer data) implements AuditMessage, DataMessage {
        public Data {
            data = DataMessage.view(offset, data);
        }
    }

    /**
     * AUDIT_NARROW, owner: that was not right; prove these of the samples alone, with the same R.
     *
     * @param picks bit i % 8 of byte i / 8, from the lowest on, stands for the i-th sample in the order of drawing
     */
    record Narrow(AuditId audit, Bytes picks) implements AuditMessage {
        public Narrow {
            if (picks.length() < 1 || picks.length() > Limits.AUDIT_PICKS) {
                throw new IllegalArgumentException("picks have 1 to " + Limits.AUDIT_PICKS + " bytes");
            }
        }
    }

    /** AUDIT_BLOCK, owner: show this one of the drawn blocks as a whole. */
    record Whole(AuditId audit, BlockId block) implements AuditMessage {}

    /** @throws IllegalArgumentException if they are too few or too many, or do not ascend */
    static List<BlockId> ascending(List<BlockId> blocks, int least, int most) {
        if (blocks.size() < least || blocks.size() > most) {
            throw new IllegalArgumentException(blocks.size() + " blocks are not from " + least + " to " + most);
        }
        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i - 1).compareTo(blocks.get(i)) >= 0) {
                throw new IllegalArgumentException("block ids ascend");
            }
        }
        return List.copyOf(blocks);
    }
}
