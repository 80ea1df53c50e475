// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.Self;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditListener;
import org.holdfast.core.health.ProofStanding;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.audit.AuditResult;
import org.holdfast.node.audit.AuditRound;
import org.holdfast.node.audit.Auditor;
import org.holdfast.node.control.AuditReport;
import org.holdfast.spi.policy.MeasuredBandwidth;

/** Joins the {@link Auditor} to the node's parts, and says what it found. Thread-safe. */
final class AuditCare implements AutoCloseable {
    private final Node node;
    private final AuditRound round;
    private final Auditor auditor;
    private final ChainWatch chains;

    AuditCare(Node node) {
        this.node = node;
        Self self = Self.of(node.identity().certificate(), node.identity().device());
        this.round = new AuditRound(new AuditRound.Parts(
                self,
                node.identity().keys(),
                node.stores().ledger(),
                node.network(),
                node.providers(),
                node.clock(),
                node.random()));
        this.auditor = new Auditor(
                new Auditor.Parts(
                        self.id(),
                        node.stores().ledger(),
                        node.network(),
                        node.clock(),
                        this::pace,
                        node::agreed,
                        this::linkKbit,
                        seen -> node.partnership()
                                .ifPresent(present -> present.tracking().note(seen))),
                round);
        this.chains = new ChainWatch(logs(node.stores().ledger()), node.clock());
    }

    private static Map<String, Supplier<Optional<Long>>> logs(Ledger ledger) {
        return Map.of(
                "audit log",
                () -> ledger.events().firstBroken(),
                "log of audits",
                () -> ledger.audits().firstBroken());
    }

    private Auditor.Pace pace() {
        NodeSettings now = node.settings();
        return new Auditor.Pace(
                now.seconds(Setting.AUDIT_INTERVAL),
                now.number(Setting.AUDIT_SAMPLES),
                now.seconds(Setting.AUDIT_BLOCK_INTERVAL),
                now.number(Setting.AUDIT_SHARE) / 100.0);
    }

    private Optional<Long> linkKbit(OwnerId partner) {
        return node.partnership()
                .flatMap(present -> present.bandwidths().measured(partner))
                .map(MeasuredBandwidth::averageKbit);
    }

    void start() {
        auditor.start();
        chains.start();
    }

    /** Whether the partner under an agreement has proved what it keeps, as far as it was asked. */
    ProofStanding standing(AgreementId agreement) {
        return auditor.debts().standing(agreement);
    }

    boolean isUnderWay(AgreementId agreement) {
        return auditor.isUnderWay(agreement);
    }

    /** From now on it hears every finding. */
    void listen(AuditListener listener) {
        auditor.listen(listener);
    }

    /**
     * Audits now.
     *
     * @param partner its name or the beginning of its id; empty: all
     * @throws HoldfastException NO_AGREEMENT if there is no such partner
     */
    List<AuditReport> audit(Optional<String> partner) {
        OwnerId self = node.identity().owner();
        List<AgreementTerms> meant = node.agreed().stream()
                .filter(terms -> partner.map(name -> isNamed(terms.partnerOf(self), name))
                        .orElse(true))
                .toList();
        if (meant.isEmpty() && partner.isPresent()) {
            throw new HoldfastException(
                    ErrorCode.NO_AGREEMENT,
                    partner.get(),
                    "There is no partner '" + partner.get() + "'. 'holdfast partner list' names all.");
        }
        return meant.stream()
                .flatMap(terms -> auditor.now(terms).stream())
                .map(this::report)
                .toList();
    }

    private boolean isNamed(OwnerId id, String name) {
        return id.toString().startsWith(name.toLowerCase(Locale.ROOT)) || name(id).equals(name);
    }

    private String name(OwnerId id) {
        return node.stores().ledger().peers().find(id).map(PeerRow::name).orElse(id.brief());
    }

    private AuditReport report(AuditResult result) {
        OwnerId partner = result.verdict().partner();
        AuditFinding finding = result.verdict().finding();
        return new AuditReport(
                partner.toString(),
                name(partner),
                result.scheme(),
                result.blocks(),
                word(finding),
                result.wireBytes(),
                result.verdict().at(),
                blocks(finding),
                detail(finding));
    }

    private static String word(AuditFinding finding) {
        return switch (finding) {
            case AuditFinding.Proved proved -> "PROVED";
            case AuditFinding.Wrong wrong -> "WRONG";
            case AuditFinding.Admitted admitted -> "ADMITTED";
            case AuditFinding.BadTags tags -> "BAD_TAGS";
            case AuditFinding.Settled settled -> "UNDECIDED";
            case AuditFinding.NoAnswer none -> "NO_ANSWER";
            case AuditFinding.Misbehaved misbehaved -> "MISBEHAVED";
            case AuditFinding.Refused refused -> "REFUSED";
            case AuditFinding.Unknown unknown -> "UNKNOWN";
        };
    }

    private static List<String> blocks(AuditFinding finding) {
        return switch (finding) {
            case AuditFinding.Wrong wrong ->
                wrong.blocks().stream().map(Object::toString).toList();
            case AuditFinding.Admitted admitted ->
                admitted.damaged().stream().map(Object::toString).toList();
            case AuditFinding.BadTags tags ->
                tags.blocks().stream().map(Object::toString).toList();
            case AuditFinding.Proved proved -> List.of();
            case AuditFinding.Settled settled -> List.of();
            case AuditFinding.NoAnswer none -> List.of();
            case AuditFinding.Misbehaved misbehaved -> List.of();
            case AuditFinding.Refused refused -> List.of();
            case AuditFinding.Unknown unknown -> List.of();
        };
    }

    private static String detail(AuditFinding finding) {
        return switch (finding) {
            case AuditFinding.Proved proved -> proved.samples() + " samples";
            case AuditFinding.Wrong wrong -> "it cannot show what it signed for";
            case AuditFinding.Admitted admitted -> "it says that these are damaged or gone";
            case AuditFinding.BadTags tags -> "the tags that this node made are wrong";
            case AuditFinding.Settled settled -> "what was asked after is not meant to lie there any more";
            case AuditFinding.NoAnswer none -> "no answer (" + none.why() + ")";
            case AuditFinding.Misbehaved misbehaved -> misbehaved.what();
            case AuditFinding.Refused refused -> refused.why() + " (" + refused.code() + ")";
            case AuditFinding.Unknown unknown -> unknown.why() + " (" + unknown.code() + ")";
        };
    }

    /** The last audit of a partner in a few words; empty if there never was one. */
    Optional<String> last(OwnerId partner) {
        return node.stores()
                .ledger()
                .audits()
                .last(partner, true)
                .map(AuditRow::ended)
                .map(AuditCare::words);
    }

    private static String words(AuditRow.Ended ended) {
        return ended.result() + " at " + ended.time() + " (" + ended.blocks() + " blocks, " + ended.wireBytes()
                + " bytes)";
    }

    /** Of all audits: the newest one, and with whom. */
    Optional<String> newest() {
        OwnerId self = node.identity().owner();
        return node.agreed().stream()
                .map(terms -> terms.partnerOf(self))
                .flatMap(id -> node.stores().ledger().audits().last(id, true).stream())
                .max(Comparator.comparing(row -> row.ended().time()))
                .map(row -> row.ended().result() + " by " + name(row.ended().peer()) + " at "
                        + row.ended().time());
    }

    /** What status says of it. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>(chains.broken());
        OwnerId self = node.identity().owner();
        for (AgreementTerms terms : node.agreed()) {
            OwnerId partner = terms.partnerOf(self);
            round.unknown(terms.id())
                    .forEach(scheme -> reasons.add(name(partner) + " does not know audit scheme " + scheme
                            + " and is audited in whole blocks, which finds less: install the same version there"));
        }
        return reasons;
    }

    /** What is wrong with the node's own logs. */
    ChainWatch chains() {
        return chains;
    }

    @Override
    public void close() {
        chains.close();
        auditor.close();
    }
}
