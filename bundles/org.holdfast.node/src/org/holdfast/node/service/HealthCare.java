// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.core.Reply;
import org.holdfast.core.Self;
import org.holdfast.core.durability.LazyRepair;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.track.Experience;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.CodeShape;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.Rehoming;
import org.holdfast.node.backup.Resealing;
import org.holdfast.node.control.AwayReport;
import org.holdfast.node.control.RepairReport;
import org.holdfast.node.health.HealthBook;
import org.holdfast.node.health.HealthClerk;
import org.holdfast.node.health.HealthDesk;
import org.holdfast.node.health.HealthRounds;
import org.holdfast.node.health.KeptWord;
import org.holdfast.node.health.SilenceBoard;
import org.holdfast.node.repair.RepairCare;
import org.holdfast.node.repair.Repairs;
import org.holdfast.node.scrub.ScrubCare;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.wire.HealthMessage.AwayTaken;

/** Joins health of partners, repair and scrub to the node's parts, and says how they are. Thread-safe. */
final class HealthCare implements AutoCloseable {
    private final Node node;
    private final HealthBook book;
    private final HealthDesk desk;
    private final KeptWord keptWord;
    private final SilenceBoard silence;
    private final HealthClerk clerk;
    private final HealthRounds rounds;
    private final RepairCare repair;
    private final ScrubCare scrub;

    /** @param memory shared with whoever else moves shards */
    HealthCare(Node node, Rehoming.Memory memory) {
        this.node = node;
        Ledger ledger = node.stores().ledger();
        OwnerId self = node.identity().owner();
        this.book = new HealthBook(self, ledger, () -> node.settings().hours(Setting.SUSPECT_HOURS));
        this.desk = new HealthDesk(deskParts(), book);
        this.keptWord = new KeptWord(book, node.clock());
        this.silence = new SilenceBoard(self, ledger, this::overdueAfter, node.clock());
        this.clerk = new HealthClerk(desk, silence, node.clock());
        this.rounds = HealthRounds.of(roundParts());
        this.repair = new RepairCare(repairParts(memory));
        this.scrub = new ScrubCare(
                ledger, node.stores().holdings(), () -> node.settings().hours(Setting.SCRUB_HOURS), node.clock());
    }

    private HealthDesk.Parts deskParts() {
        return new HealthDesk.Parts(
                node.identity().owner(),
                node.stores().ledger(),
                () -> node.partnership().map(Partnership::agreements),
                this::note,
                this::name,
                node::wakeSearch,
                this::wakeRepair,
                node.clock());
    }

    private HealthRounds.Parts roundParts() {
        return new HealthRounds.Parts(
                Self.of(node.identity().certificate(), node.identity().device()),
                node.stores().ledger(),
                node.partners(),
                desk,
                book,
                silence,
                node::lasting,
                node.network()::linked,
                id -> node.audits().standing(id),
                this::overdueAfter,
                node.clock());
    }

    private RepairCare.Parts repairParts(Rehoming.Memory memory) {
        return new RepairCare.Parts(
                node.stores().ledger(),
                book,
                this::isIdle,
                () -> node.owner().parts(),
                () -> node.owner().shards(),
                parts -> new Resealing(parts, node.providers()),
                memory,
                this::threshold,
                id -> node.network().linked().contains(id),
                () -> node.owner().commitments(),
                new WritingPace(node, Setting.REPAIR_MEBIBYTES)::pause,
                node.clock());
    }

    void start() {
        desk.resume();
        rounds.start();
        repair.start();
        scrub.start();
    }

    private void note(Experience seen) {
        node.partnership().ifPresent(present -> {
            present.tracking().note(seen);
            if (seen instanceof Experience.Reneged reneged) {
                present.tracking().say(reneged.subject());
            }
        });
    }

    private Duration overdueAfter() {
        return node.settings().hours(Setting.OVERDUE_HOURS);
    }

    private boolean isIdle() {
        return node.leave().isLeaving()
                || node.partnership().isEmpty()
                || node.stores().losses().present().isPresent();
    }

    private int threshold(CodeShape shape) {
        NodeSettings now = node.settings();
        return LazyRepair.threshold(
                shape, now.assumptions(), now.durabilityTarget().lossPerYear());
    }

    private void wakeRepair() {
        repair.wake();
    }

    /** Those of plug-ins, and that a partner kept its word. */
    List<PartnerCriterion> criteria() {
        return Stream.concat(node.providers().criteria().stream(), Stream.of(keptWord))
                .toList();
    }

    HealthDesk desk() {
        return desk;
    }

    HealthClerk clerk() {
        return clerk;
    }

    SilenceBoard silence() {
        return silence;
    }

    RepairCare repair() {
        return repair;
    }

    HealthState state(AgreementId agreement) {
        return book.state(agreement);
    }

    Optional<HealthRow> row(AgreementId agreement) {
        return book.find(agreement);
    }

    /** Whether blocks of new segments may be meant for a partner: it was not wrong, and has broken nothing. */
    boolean isTrusted(AgreementTerms terms) {
        HealthState state = book.state(terms.id());
        return state != HealthState.CONTAINED && !state.isGone();
    }

    /** Whether there is no doubt that what lies with a partner can be had: it is heard of, and gave nothing wrong. */
    boolean isSound(AgreementTerms terms) {
        return book.state(terms.id()).isSound();
    }

    /** Whether a block may be sent to a partner now. */
    boolean takesNew(OwnerId partner) {
        return node.lasting().stream()
                .filter(terms -> terms.partnerOf(node.identity().owner()).equals(partner))
                .allMatch(terms -> book.state(terms.id()).takesNew());
    }

    /** Whether repair, and no hand-over, cares for what lies under an agreement. */
    boolean isBroken(AgreementId agreement) {
        return book.state(agreement).isGone();
    }

    /** Who broke an agreement with this node, ever. */
    List<OwnerId> renegers() {
        return book.all().stream()
                .filter(row -> row.health().state().isGone())
                .map(HealthRow::partner)
                .distinct()
                .toList();
    }

    RepairReport repairNow() {
        Repairs done = repair.now();
        return new RepairReport(done.segments(), done.shards(), done.bytes(), done.waiting(), done.troubles());
    }

    /** Who cannot be reached now hears nothing of it. */
    List<AwayReport> away(Instant until) {
        return node.lasting().stream()
                .map(terms -> terms.partnerOf(node.identity().owner()))
                .distinct()
                .map(partner -> new AwayReport(partner.toString(), name(partner), away(partner, until)))
                .toList();
    }

    private Optional<Instant> away(OwnerId partner, Instant until) {
        return node.partners().away(partner, until) instanceof Reply.Answered<AwayTaken>(AwayTaken taken)
                ? Optional.of(taken.until())
                : Optional.empty();
    }

    private String name(OwnerId id) {
        return node.stores().ledger().peers().find(id).map(PeerRow::name).orElse(id.brief());
    }

    /** What status says of it. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        node.lasting().forEach(terms -> reason(terms).ifPresent(reasons::add));
        Repairs last = repair.last();
        if (last.waiting() > 0 && !isIdle()) {
            reasons.add(last.waiting() + " shards have to be made anew and cannot be yet: "
                    + String.join("; ", last.troubles()));
        }
        silence.overdue()
                .forEach(each -> reasons.add("nobody has heard from " + name(each.owner()) + " since "
                        + each.heard().truncatedTo(ChronoUnit.SECONDS) + ", say " + each.witnesses()
                        + " of its partners: look after that machine"));
        return reasons;
    }

    private Optional<String> reason(AgreementTerms terms) {
        String who = name(terms.partnerOf(node.identity().owner()));
        return book.find(terms.id()).flatMap(row -> switch (row.health().state()) {
            case OK, LATE, RENEGED, CORRUPT -> Optional.empty();
            case SUSPECT, GRACE ->
                Optional.of(who
                        + (row.why().equals(HealthDesk.UNPROVED)
                                ? " is there and proves nothing since "
                                : " is silent since ")
                        + row.health().since().truncatedTo(ChronoUnit.SECONDS)
                        + ": what lies there is made anew elsewhere, and counts again when it is back");
            case CONTAINED -> Optional.of("nothing new is stored with " + who + ": " + row.why());
        });
    }

    @Override
    public void close() {
        rounds.close();
        repair.close();
        scrub.close();
    }
}
