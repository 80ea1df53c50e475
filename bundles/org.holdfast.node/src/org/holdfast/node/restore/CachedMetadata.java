// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.KeyRing;
import org.holdfast.format.segment.SegmentReader;
import org.holdfast.model.BlockClass;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;
import org.holdfast.node.backup.MetaCache;
import org.holdfast.node.work.Ciphers;
import org.holdfast.node.work.Lender;

/** Takes metadata segments from the own disk where they are whole, and keeps there what had to be fetched. */
public final class CachedMetadata implements SegmentLoader {
    private final MetaCache cache;
    private final SegmentLoader partners;
    private final Ledger ledger;
    private final KeyRing keys;
    private final Lender lender;

    public CachedMetadata(MetaCache cache, SegmentLoader partners, Ledger ledger, KeyRing keys, Lender lender) {
        this.cache = cache;
        this.partners = partners;
        this.ledger = ledger;
        this.keys = keys;
        this.lender = lender;
    }

    @Override
    public byte[] load(SegmentId id) {
        boolean metadata = ledger.segments()
                .find(id)
                .map(SegmentRow::blockClass)
                .filter(BlockClass.META::equals)
                .isPresent();
        Optional<byte[]> here = metadata ? cache.load(id).filter(bytes -> isWhole(id, bytes)) : Optional.empty();
        if (here.isPresent()) {
            return here.get();
        }
        byte[] fetched = partners.load(id);
        if (metadata) {
            cache.keep(id, fetched, fetched.length);
        }
        return fetched;
    }

    @Override
    public long length(SegmentId id) {
        return partners.length(id);
    }

    /** The index frame is authenticated and checks the rest of the structure; each chunk is checked when it is read. */
    private boolean isWhole(SegmentId id, byte[] bytes) {
        try {
            SegmentReader reader =
                    SegmentReader.open(keys, number -> Ciphers.keep(lender, number), bytes, bytes.length);
            return reader.id().equals(id) && !reader.entries().isEmpty();
        } catch (HoldfastException e) {
            cache.drop(id);
            return false;
        }
    }
}
