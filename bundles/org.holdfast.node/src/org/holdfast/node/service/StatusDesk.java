// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.core.schedule.Decision;
import org.holdfast.core.select.Redundancy;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Protection;
import org.holdfast.node.control.StatusReport;
import org.holdfast.node.restore.Commitments;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.trust.Confederation;
import org.holdfast.trust.SecretState;

/** Answers "is my data safe": yes or no, and why. */
final class StatusDesk {
    private static final String VERSION = "0.1.0";
    private final Node node;
    private final Supplier<List<String>> further;

    StatusDesk(Node node) {
        this(node, List::of);
    }

    /** @param further reasons to look, from what stands beside the node */
    StatusDesk(Node node, Supplier<List<String>> further) {
        this.node = node;
        this.further = further;
    }

    StatusReport status() {
        List<AgreementTerms> agreed = node.lasting();
        OwnerId self = node.identity().owner();
        List<SnapshotRow> snapshots = node.stores().ledger().snapshots().all();
        Optional<SnapshotRow> last = snapshots.isEmpty() ? Optional.empty() : Optional.of(snapshots.getLast());
        CodePlan plan = node.redundancy().plan();
        Commitments commitments = node.owner().commitments();
        SafetyDesk.Safety safety = node.owner().safety().look();
        List<String> reasons = reasons(safety, agreed.size(), plan);
        reasons.addAll(
                commitmentReasons(commitments, agreed.size(), safety.standing().enough() && !safety.restorable()));
        return new StatusReport(
                safety.safe(),
                safety.restorable(),
                safety.standing().protection().name(),
                reasons,
                safety.lossPerYear(),
                safety.limitedBy(),
                last.map(row -> row.id().toString()),
                last.map(SnapshotRow::time),
                node.owner().schedule().next().flatMap(Decision.Wait::due),
                node.owner().schedule().next().map(wait -> wait.hold().text()).orElse(""),
                agreed.size(),
                node.redundancy().wanted(),
                reachable(agreed),
                plan.shape().toString(),
                state(agreed.size()),
                node.settings().name(),
                self.toString(),
                confederation().map(ConfederationRef::name).orElse(""),
                confederation().map(ConfederationRef::id).map(Object::toString).orElse(""),
                node.network().port(),
                node.identities().secrets().state() == SecretState.SEALED,
                node.desks().escrow().state().name().toLowerCase(Locale.ROOT),
                node.stores().ledger().holdings().totalBytes().value(),
                node.stores().holdings().usable().value(),
                node.audits().newest().orElse(""),
                node.drills().newest().orElse(""),
                VERSION);
    }

    private Optional<ConfederationRef> confederation() {
        return node.membership().confederation().map(Confederation::ref);
    }

    private List<String> reasons(SafetyDesk.Safety safety, int partners, CodePlan plan) {
        List<String> reasons = new ArrayList<>();
        if (node.owner().sources().all().isEmpty()) {
            reasons.add("nothing to back up is named yet: holdfast source add PATH");
        }
        node.stores()
                .losses()
                .present()
                .ifPresent(loss ->
                        reasons.add(loss.shown() + "; it is fetched from the partners as soon as they can be reached"));
        reasons.addAll(
                SafetyReasons.of(safety.standing(), node.owner().sources().unread()));
        node.owner().waitingFor().ifPresent(reason -> reasons.add("a backup waits: " + reason));
        reasons.addAll(node.owner().schedule().reasons());
        if (!node.leave().isLeaving()) {
            reasons.addAll(partnerReasons(partners, plan));
        }
        reasons.addAll(outOfReach(safety, partners, plan));
        reasons.addAll(node.leave().reasons());
        reasons.addAll(node.health().reasons());
        reasons.addAll(node.audits().reasons());
        reasons.addAll(node.drills().reasons());
        reasons.addAll(node.releasing().reasons());
        reasons.addAll(node.shrink().reasons());
        node.pluginWatch().map(PluginWatch::warnings).ifPresent(reasons::addAll);
        reasons.addAll(node.readers().notes());
        node.owner().limits().forEach(each -> reasons.add(each.text()));
        node.joining().trouble().ifPresent(reasons::add);
        node.network()
                .replacedAt()
                .ifPresent(time -> reasons.add("another machine came from this one's recovery sheet at "
                        + time.truncatedTo(ChronoUnit.MINUTES)
                        + " and has taken its place: partners refuse this one, and nothing is backed up here any more."
                        + " Retire this one; or, if it is the right one, stop the other and say 'holdfast recover' here,"
                        + " with the sheet"));
        if (node.network().isRevoked(node.identity().owner())) {
            reasons.add("an admin has revoked this machine: nobody stores anything new for it");
        }
        node.desks().escrow().warning().ifPresent(reasons::add);
        reasons.addAll(node.rosters().warnings());
        reasons.addAll(node.rebuilds().twins().warnings());
        reasons.addAll(further.get());
        return reasons;
    }

    /** What is stored with them is there, but not to be had. */
    private List<String> commitmentReasons(Commitments commitments, int partners, boolean outOfReach) {
        List<String> reasons = new ArrayList<>();
        commitments
                .last()
                .ifPresent(end -> reasons.add(commitments.partners() + " of your " + partners
                        + " partners may not be asked for a restore before " + end.truncatedTo(ChronoUnit.SECONDS)
                        + ", when their commitment periods are over"
                        + (outOfReach ? "; until then keep another copy, as the others have too little of it" : "")));
        NodeSettings now = node.settings();
        if (node.membership().isOpen() && now.commitment().compareTo(now.grace()) <= 0) {
            reasons.add("no agreement can be made: 'commitment.period.hours' must be longer than 'grace.period.hours'");
        }
        if (node.membership().isOpen() && node.membership().allPins().isEmpty()) {
            reasons.add(
                    "this machine is paired with no other yet: 'holdfast pair --list' shows who was heard, 'holdfast"
                            + " pair' pairs");
        }
        return reasons;
    }

    /** Machines are switched off and come back; people should know all the same that nothing can be restored now. */
    private List<String> outOfReach(SafetyDesk.Safety safety, int partners, CodePlan plan) {
        int there = reachable(node.lasting());
        int needed = plan.shape().m();
        return safety.standing().protection() == Protection.NONE || partners < needed || there >= needed
                ? List.of()
                : List.of("only " + there + " of " + partners + " partners can be reached now, and a restore needs "
                        + needed + ": it has to wait until they are back");
    }

    private int reachable(List<AgreementTerms> agreed) {
        OwnerId self = node.identity().owner();
        return (int) agreed.stream()
                .filter(terms -> node.network().linked().contains(terms.partnerOf(self)))
                .count();
    }

    /** Those that a backup needs are named before those that would make it safer. */
    private List<String> partnerReasons(int partners, CodePlan plan) {
        List<String> reasons = new ArrayList<>();
        Optional<String> shortage = node.redundancy().shortage();
        int wanted = node.redundancy().wanted();
        if (shortage.isPresent()) {
            reasons.add("there are " + shortage.get() + "; the node looks for them by itself");
        } else if (isAuto() && plan.furtherPartners() > 0) {
            reasons.add("partners on " + plan.furtherPartners()
                    + " more machines would bring the expected loss down to "
                    + node.settings().text(Setting.DURABILITY_TARGET) + " a year; the node looks for them by itself");
        } else if (!isAuto() && partners < wanted) {
            reasons.add((wanted - partners) + " partners are looked for as spares");
        }
        return reasons;
    }

    private boolean isAuto() {
        return node.settings().redundancy() instanceof Redundancy.Auto;
    }

    private String state(int partners) {
        if (node.membership().confederation().isEmpty()) {
            return "joining";
        }
        if (node.stores().losses().present().isPresent()) {
            return "recovering";
        }
        if (node.owner().running().isPresent()) {
            return "backing-up";
        }
        if (node.leave().isLeaving()) {
            return "leaving";
        }
        return partners < node.redundancy().wanted() ? "searching" : "idle";
    }
}
