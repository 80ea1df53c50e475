// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.holdfast.core.Reply;
import org.holdfast.core.port.ObservationRow;
import org.holdfast.core.track.Experience;
import org.holdfast.core.track.Gleaner.Gleaned;
import org.holdfast.core.track.GossipBudget;
import org.holdfast.core.track.ObservationShelf.Reception;
import org.holdfast.core.track.Repute.Believed;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.ErrorCode;
import org.holdfast.simulation.World;
import org.holdfast.simulation.node.Identity;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is seen is noted, signed, handed on and judged; with ledgers, signatures and messages as they are. */
class GossipTest {
    private static final Duration OLD = Duration.ofDays(100);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final World world = new World(11);
    private final List<Villager> all = village(5, GossipBudget.USUAL);
    private final Villager anna = all.get(0);
    private final Villager ben = all.get(1);
    private final Villager cleo = all.get(2);
    private final Villager dora = all.get(3);
    private final Villager cheat = all.get(4);

    private List<Villager> village(int size, GossipBudget.Daily daily) {
        List<Identity> identities = IntStream.range(0, size)
                .mapToObj(host -> Identity.create(host, world))
                .toList();
        Signer admin = Identity.signer(world);
        List<RosterEntry> rows = identities.stream()
                .map(each -> RosterEntry.active(each.id(), each.domains().site(), "node-" + each.host()))
                .toList();
        Roster roster = Roster.found(new Founding(admin.key(), World.BEGINNING, "village"), rows, admin);
        List<Villager> villagers = new ArrayList<>();
        identities.forEach(each -> villagers.add(new Villager(world, each, roster, daily)));
        return villagers;
    }

    private Instant now() {
        return world.clock().instant();
    }

    private void renege(Villager reporter, Villager subject) {
        reporter.agreeWith(subject, OLD);
        reporter.diary.note(new Experience.Missed(subject.identity.id(), now()));
        reporter.diary.note(new Experience.Reneged(subject.identity.id(), now()));
        assertEquals(1, reporter.diary.say(List.of(subject.identity.id())));
    }

    private static Gleaned gleaned(Reply<Gleaned> reply) {
        return assertInstanceOf(Reply.Answered.class, reply).answer() instanceof Gleaned gleaned
                ? gleaned
                : new Gleaned(-1, false);
    }

    @Test
    @Tag("R14")
    void whatTwoSufferedAThirdLearnsAndBelieves() {
        renege(anna, cheat);
        renege(ben, cheat);
        dora.agreeWith(anna, OLD);
        anna.agreeWith(ben, OLD);
        assertEquals(1, gleaned(dora.ask(anna)).kept());
        assertEquals(Believed.TOO_FEW, dora.of(cheat).accusation(), "one is not enough");
        assertEquals(0, dora.of(cheat).reneged());
        assertEquals(1, gleaned(anna.ask(ben)).kept());
        assertEquals(1, gleaned(dora.ask(anna)).kept(), "what anna heard from ben");
        assertEquals(2, dora.of(cheat).reneged());
        assertEquals(Believed.BELIEVED, dora.of(cheat).accusation());
        assertEquals(0, gleaned(dora.ask(anna)).kept(), "nothing comes twice");
    }

    @Test
    @Tag("R15")
    void marksThatNobodyRenewsAreForgotten() {
        renege(anna, cheat);
        renege(ben, cheat);
        dora.agreeWith(anna, OLD);
        dora.agreeWith(ben, OLD);
        dora.ask(anna);
        dora.ask(ben);
        assertEquals(2, dora.of(cheat).reneged());
        world.runUntil(181 * DAY);
        assertEquals(0, dora.of(cheat).reneged());
        all.forEach(each -> each.shelf.forget());
        assertEquals(List.of(), dora.ledger.track().about(cheat.identity.id()));
        assertEquals(List.of(), anna.ledger.track().seen(cheat.identity.id(), 0));
        assertEquals(0, anna.diary.say(List.of(cheat.identity.id())), "and there is nothing to say any more");
    }

    @Test
    @Tag("R14")
    void withoutAnAgreementOfTheTwoNothingIsKept() {
        SignedAgreement other = anna.agreeWith(ben, OLD);
        Observation slander = slander(anna, cheat, other, 5);
        assertEquals(Reception.NEEDS_PROOF, dora.shelf.consider(slander));
        assertTrue(dora.shelf.learn(other));
        assertEquals(Reception.REFUSED, dora.shelf.consider(slander));
        assertEquals(List.of(), dora.ledger.track().about(cheat.identity.id()));
    }

    private Observation slander(Villager reporter, Villager subject, SignedAgreement named, long sequence) {
        return new Observation.Statement(
                        reporter.identity.id(),
                        subject.identity.id(),
                        AgreementCodec.hash(named.agreement().terms()),
                        sequence,
                        Observation.Period.before(now(), Duration.ofDays(1)),
                        new Tally(0, 9, 9, 0, 0, 0),
                        true,
                        Observation.NO_EVIDENCE)
                .signed(reporter.identity.self().device());
    }

    @Test
    @Tag("R14")
    void anOlderOneNeverComesBackAndANewerOneRebuts() {
        SignedAgreement agreement = anna.agreeWith(cheat, OLD);
        dora.shelf.learn(agreement);
        Observation old = slander(anna, cheat, agreement, 5);
        assertEquals(Reception.KEPT, dora.shelf.consider(old));
        assertEquals(Reception.REFUSED, dora.shelf.consider(old), "replayed");
        anna.diary.note(new Experience.Proved(cheat.identity.id(), now()));
        anna.diary.say(List.of(cheat.identity.id()));
        Observation newer = newest(anna, cheat);
        assertEquals(Reception.KEPT, dora.shelf.consider(newer));
        assertEquals(0, dora.of(cheat).accusers(), "the accused may hand it on, like anybody");
        assertEquals(Reception.REFUSED, dora.shelf.consider(old), "rolled back");
    }

    private static Observation newest(Villager reporter, Villager subject) {
        return reporter.ledger.track().about(subject.identity.id()).stream()
                .map(ObservationRow::read)
                .filter(each -> each.reporter().equals(reporter.identity.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anObservationIsRenewedOnceADayIfThereIsNews() {
        anna.agreeWith(ben, OLD);
        var subject = List.of(ben.identity.id());
        assertEquals(0, anna.diary.say(subject), "nothing was seen");
        anna.diary.note(new Experience.Looked(ben.identity.id(), now(), 30, true));
        assertEquals(1, anna.diary.say(subject));
        anna.diary.note(new Experience.Looked(ben.identity.id(), now(), 30, false));
        assertEquals(0, anna.diary.say(subject), "not twice a day");
        world.runUntil(DAY);
        assertEquals(1, anna.diary.say(subject));
        assertEquals(
                new Tally(1, 0, 1, 60, 30, 0), newest(anna, ben).statement().tally());
        world.runUntil(3 * DAY);
        assertEquals(0, anna.diary.say(subject), "no news, no words");
        anna.diary.note(new Experience.Reneged(ben.identity.id(), now()));
        assertEquals(1, anna.diary.say(subject));
        assertTrue(newest(anna, ben).statement().reneged());
    }

    @Test
    @Tag("R14")
    void whatSomebodyWithheldComesFromAnother() {
        anna.agreeWith(ben, OLD);
        anna.agreeWith(cheat, OLD);
        dora.agreeWith(anna, OLD);
        for (Villager subject : List.of(ben, cheat)) {
            anna.diary.note(new Experience.GaveBack(subject.identity.id(), now()));
            anna.diary.say(List.of(subject.identity.id()));
        }
        // cleo passes on only the later one
        anna.ledger.track().reporters();
        dora.shelf.learn(anna.agreements
                .proof(anna.agreements
                        .latest(cheat.identity.id())
                        .orElseThrow()
                        .agreement()
                        .id())
                .orElseThrow());
        assertEquals(Reception.KEPT, dora.shelf.consider(newest(anna, cheat)));
        assertEquals(1, dora.ledger.track().reporters().getFirst().count());
        assertEquals(1, gleaned(dora.ask(anna)).kept());
        assertEquals(2, dora.ledger.track().reporters().getFirst().count());
    }

    @Test
    void onlyPartnersAreToldAndWithinTheBudget() {
        renege(anna, cheat);
        var stranger = assertInstanceOf(Reply.Refused.class, cleo.ask(anna));
        assertEquals(ErrorCode.NO_AGREEMENT, stranger.code());
        List<Villager> poor = village(3, new GossipBudget.Daily(1, 1 << 20, 1 << 20));
        renege(poor.get(0), poor.get(2));
        poor.get(0).agreeWith(poor.get(1), OLD);
        assertEquals(1, gleaned(poor.get(1).ask(poor.get(0))).kept());
        var later = assertInstanceOf(Reply.Refused.class, poor.get(1).ask(poor.get(0)));
        assertEquals(ErrorCode.BUSY, later.code());
        world.runUntil(DAY);
        assertEquals(0, gleaned(poor.get(1).ask(poor.get(0))).kept(), "a new day");
    }
}
