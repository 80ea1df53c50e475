// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Formats;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.wire.Limits;

/** What an owner may ask a partner for: every block that the partner signed a receipt for and that is not known to be lost. */
public final class OwnCatalogue {
    private final Ledger.Segments segments;

    public OwnCatalogue(Ledger.Segments segments) {
        this.segments = segments;
    }

    /** All receipted blocks under an agreement, oldest first. */
    public List<PlacementRow> receipted(OwnerId partner, AgreementId agreement) {
        return segments.placements(partner, PlacementState.ACKED).stream()
                .filter(row -> row.agreement().equals(agreement))
                .toList();
    }

    /**
     * Those of them that a scheme can audit: all of them as whole blocks, else those that carry its tags.
     *
     * @param start where to begin if there are more than one catalogue holds; any number, another one each time
     */
    public Catalogue of(List<PlacementRow> receipted, int scheme, long start) {
        List<PlacementRow> meant = receipted.stream()
                .filter(row -> scheme == Formats.AUDIT_BLOCK_V1.number() || row.auditSuite() == scheme)
                .toList();
        Map<SegmentId, Integer> generations = new HashMap<>();
        List<AuditedBlock> blocks = new ArrayList<>();
        int count = Math.min(meant.size(), Limits.AUDIT_CATALOGUE);
        for (int i = 0; i < count; i++) {
            PlacementRow row = meant.get((int) Math.floorMod(start + i, (long) meant.size()));
            generation(row, generations)
                    .map(each -> new AuditedBlock(row.block(), row.sequence(), each, row.payloadLength()))
                    .ifPresent(blocks::add);
        }
        return Catalogue.of(blocks);
    }

    private Optional<Integer> generation(PlacementRow row, Map<SegmentId, Integer> known) {
        if (row.keyGeneration() > 0) {
            return Optional.of(row.keyGeneration());
        }
        Integer before = known.get(row.segment());
        if (before != null) {
            return Optional.of(before);
        }
        Optional<Integer> found = segments.find(row.segment()).map(SegmentRow::keyGeneration);
        found.ifPresent(each -> known.put(row.segment(), each));
        return found;
    }
}
