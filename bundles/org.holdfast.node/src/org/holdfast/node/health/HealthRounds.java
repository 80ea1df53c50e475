// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.holdfast.core.Self;
import org.holdfast.core.health.ProofStanding;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.work.Rounds;

/** What is done about health every few seconds: look, tell, listen. A thread of its own. */
public final class HealthRounds implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final HealthWatch watch;
    private final Messengers messengers;
    private final SilenceWatch silence;
    private final Rounds rounds;

    /**
     * What it works with.
     *
     * @param lasting terms under which something new is stored
     * @param linked who can be reached
     * @param proofs whether whoever can be reached has proved what it keeps
     * @param overdueAfter how long an owner may be silent before others are told
     */
    public record Parts(
            Self self,
            Ledger ledger,
            PartnerClient partners,
            HealthDesk desk,
            HealthBook book,
            SilenceBoard board,
            Supplier<List<AgreementTerms>> lasting,
            Supplier<Set<OwnerId>> linked,
            Function<AgreementId, ProofStanding> proofs,
            Supplier<Duration> overdueAfter,
            NodeClock clock) {}

    private HealthRounds(HealthWatch watch, Messengers messengers, SilenceWatch silence, NodeClock clock) {
        this.watch = watch;
        this.messengers = messengers;
        this.silence = silence;
        this.rounds = new Rounds("health", PAUSE, clock, this::round);
    }

    public static HealthRounds of(Parts parts) {
        OwnerId self = parts.self().id();
        HealthWatch watch =
                new HealthWatch(self, parts.lasting(), parts.linked(), parts.clock(), parts.proofs(), parts.desk());
        Messengers messengers = new Messengers(self, parts.ledger(), parts.book(), parts.partners(), parts.linked());
        SilenceWatch silence = new SilenceWatch(
                new SilenceWatch.Parts(
                        parts.self(),
                        parts.ledger(),
                        parts.partners(),
                        parts.lasting(),
                        parts.linked(),
                        terms -> isAway(parts, terms),
                        parts.overdueAfter(),
                        parts.clock()),
                parts.board());
        return new HealthRounds(watch, messengers, silence, parts.clock());
    }

    private static boolean isAway(Parts parts, AgreementTerms terms) {
        return parts.book()
                .find(terms.id())
                .filter(row -> row.health().leave().covers(parts.clock().instant()))
                .isPresent();
    }

    private void round() {
        watch.look();
        messengers.tell();
        silence.look();
    }

    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }
}
