// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.holdfast.core.place.Limit;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.HealthRow;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.PartnerReport;

/** Whom there is an agreement with, and who broke one. */
final class PartnerDesk {
    private final Node node;

    PartnerDesk(Node node) {
        this.node = node;
    }

    List<PartnerReport> partners() {
        return reports(inForce());
    }

    /** Those that broke their agreement and have no other one since; of several broken ones the last. */
    List<PartnerReport> former() {
        Set<OwnerId> present = inForce().stream().map(this::partner).collect(Collectors.toSet());
        return reports(rows(this::isBroken).stream()
                .filter(row -> !present.contains(partner(row)))
                .sorted(Comparator.comparing(AgreementRow::since))
                .collect(Collectors.toMap(this::partner, row -> row, (earlier, later) -> later, TreeMap::new))
                .values()
                .stream()
                .toList());
    }

    private List<AgreementRow> inForce() {
        return rows(row -> row.phase() != AgreementPhase.CLOSED && row.phase() != AgreementPhase.PROPOSED);
    }

    private boolean isBroken(AgreementRow row) {
        Optional<HealthRow> health = node.health().row(row.agreement().id());
        return row.phase() == AgreementPhase.CLOSED
                && health.filter(each -> each.health().state().isGone()).isPresent();
    }

    private List<AgreementRow> rows(Predicate<AgreementRow> wanted) {
        return node.stores().ledger().agreements().all().stream().filter(wanted).toList();
    }

    private OwnerId partner(AgreementRow row) {
        return row.agreement().terms().partnerOf(node.identity().owner());
    }

    private List<PartnerReport> reports(List<AgreementRow> rows) {
        List<Limit> limits = node.owner().limits();
        return rows.stream().map(row -> Reports.partner(node, row, limits)).toList();
    }
}
