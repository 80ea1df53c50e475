// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.KeyRing;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.format.segment.SegmentReader;
import org.holdfast.model.BlockClass;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;
import org.holdfast.node.backup.MetaCache;
import org.holdfast.node.work.Ciphers;
import org.holdfast.node.work.Lender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes metadata segments from the own disk where they are whole, and keeps there what had to be fetched. */
public final class CachedMetadata implements SegmentLoader {
    private static final Logger LOG = LoggerFactory.getLogger(CachedMetadata.class);

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

    /** Opens every frame: a later reader could not tell whether the partners have a better copy. */
    private boolean isWhole(SegmentId id, byte[] bytes) {
        try {
            SegmentReader reader =
                    SegmentReader.open(keys, number -> Ciphers.keep(lender, number), bytes, bytes.length);
            List<SegmentEntry> entries = reader.entries();
            entries.forEach(each -> reader.chunk(each.offset(), each.frame()));
            if (reader.id().equals(id) && !entries.isEmpty()) {
                return true;
            }
            LOG.warn("The cached metadata segment {} is another one; it is fetched again", id);
        } catch (HoldfastException e) {
            LOG.warn("The cached metadata segment {} is damaged and is fetched again: {}", id, e.getMessage());
        }
        cache.drop(id);
        return false;
    }
}
