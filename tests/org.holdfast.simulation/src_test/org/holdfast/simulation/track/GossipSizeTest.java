// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.holdfast.core.Peer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.ObservationRow;
import org.holdfast.core.track.GleanDesk;
import org.holdfast.core.track.GossipBudget;
import org.holdfast.core.track.ObservationShelf;
import org.holdfast.core.track.Teller;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Id32;
import org.holdfast.model.WeekSchedule;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.Faults;
import org.holdfast.simulation.disk.MemoryLedger;
import org.holdfast.simulation.node.Identity;
import org.holdfast.wire.Envelope;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageCodec;
import org.holdfast.wire.ObservationMessage.ObservationGet;
import org.holdfast.wire.ObservationMessage.Observations;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What talking about track records costs: 200 members with 20 partners each, every one of which signs an observation of
 * every partner each day. All messages are encoded and counted; signatures are made up and not checked, for they are 64
 * bytes whoever made them, and all agreements are known already.
 */
class GossipSizeTest {
    private static final int MEMBERS = 200;
    private static final int PARTNERS = 20;
    private static final int ROUNDS_A_DAY = 48;
    private static final Bytes MADE_UP = Bytes.of(filled(64));

    private final World world = new World(5);
    private final ConfederationId confederation = new ConfederationId(new Id32(1, 2, 3, 4));
    private final List<Talker> talkers = new ArrayList<>();

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 1);
        return bytes;
    }

    private final class Talker {
        final Identity identity;
        final MemoryLedger ledger = new MemoryLedger(new Faults(world));
        final TreeSet<Integer> partners = new TreeSet<>();
        final Teller teller;
        long sequence;
        long bytes;

        Talker(int number) {
            identity = Identity.create(number, world);
            AgreementBook book = new AgreementBook(identity.id(), confederation, true, ledger, world.clock());
            var shelf = new ObservationShelf(identity.id(), ledger, Optional::empty, world.clock());
            teller = new Teller(ledger.track(), shelf, book, new GossipBudget(GossipBudget.USUAL), world.clock());
        }

        void sign(Talker subject) {
            sequence++;
            Observation said = new Observation(
                    new Observation.Statement(
                            identity.id(),
                            subject.identity.id(),
                            AgreementCodec.hash(terms(this, subject)),
                            sequence,
                            Observation.Period.before(world.clock().instant(), Duration.ofDays(90)),
                            new Tally(700, 0, 20, 43_000, 41_800, 3),
                            false,
                            Observation.NO_EVIDENCE),
                    MADE_UP);
            assertTrue(ledger.track().keep(ObservationRow.of(said), ObservationShelf.BOUNDS));
        }

        /** A round, as the node makes it; answers how many observations came. */
        void ask(Talker other) {
            boolean more = true;
            while (more) {
                ObservationGet question = GleanDesk.question(ledger.track());
                Message answer = other.teller.answer(Peer.of(identity.self().certificate()), question);
                count(other, question);
                count(other, answer);
                more = answer instanceof Observations observations && keep(observations);
            }
        }

        private boolean keep(Observations came) {
            came.observations().forEach(each -> ledger.track().keep(ObservationRow.of(each), ObservationShelf.BOUNDS));
            return came.more();
        }

        private void count(Talker other, Message message) {
            long length = 4;
            for (ByteBuffer part : MessageCodec.encode(Envelope.of(1, message))) {
                length += part.remaining();
            }
            bytes += length;
            other.bytes += length;
        }
    }

    private AgreementTerms terms(Talker one, Talker other) {
        return new AgreementTerms(
                AgreementId.of(filled(16)),
                1,
                confederation,
                one.identity.id(),
                other.identity.id(),
                ByteCount.gibibytes(1),
                ByteCount.gibibytes(1),
                WeekSchedule.always(),
                WeekSchedule.always(),
                one.identity.domains(),
                other.identity.domains(),
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(400),
                World.BEGINNING,
                List.of(1));
    }

    private void agree(int one, int other) {
        Talker left = talkers.get(one);
        Talker right = talkers.get(other);
        left.partners.add(other);
        right.partners.add(one);
        AgreementTerms of = terms(left, right);
        AgreementTerms named = new AgreementTerms(
                AgreementId.of(world.randomBytes(16)),
                of.version(),
                of.confederation(),
                of.proposer(),
                of.responder(),
                of.reservedByProposer(),
                of.reservedByResponder(),
                of.proposerSchedule(),
                of.responderSchedule(),
                of.proposerDomains(),
                of.responderDomains(),
                of.grace(),
                of.commitment(),
                of.longestRetention(),
                of.start(),
                of.formats());
        AgreementRow row =
                new AgreementRow(new Agreement(named, MADE_UP, MADE_UP), AgreementPhase.ACTIVE, World.BEGINNING);
        left.ledger.agreements().save(row);
        right.ledger.agreements().save(row);
    }

    /** A day in which everybody signs anew, at some time, and asks 48 times. */
    private void day(int number) {
        for (int round = 0; round < ROUNDS_A_DAY; round++) {
            world.runUntil(Duration.ofDays(number).plusMinutes(30L * round).toMillis());
            for (int i = 0; i < MEMBERS; i++) {
                Talker self = talkers.get(i);
                if (i % ROUNDS_A_DAY == round) {
                    self.partners.forEach(partner -> self.sign(talkers.get(partner)));
                }
                self.ask(talkers.get(
                        List.copyOf(self.partners).get(world.random().nextInt(self.partners.size()))));
            }
        }
    }

    @Test
    @Tag("R14")
    void anIdleNodeInAGroupOf200StaysFarBelowTwoKilobytesASecond() {
        for (int i = 0; i < MEMBERS; i++) {
            talkers.add(new Talker(i));
        }
        for (int i = 0; i < MEMBERS; i++) {
            for (int next = 1; next <= PARTNERS / 2; next++) {
                agree(i, (i + next * 7) % MEMBERS);
            }
        }
        day(0);
        talkers.forEach(each -> each.bytes = 0);
        day(1);
        long most = talkers.stream().mapToLong(each -> each.bytes).max().orElseThrow();
        double mean = talkers.stream().mapToLong(each -> each.bytes).average().orElseThrow();
        int known = talkers.getFirst().ledger.track().reporters().size();
        System.out.printf(
                Locale.ROOT,
                "gossip: %d members with %d partners: %.1f bytes a second for each in both directions, at most %.1f;"
                        + " %.0f bytes an hour; %d reporters known%n",
                MEMBERS,
                PARTNERS,
                mean / 86_400,
                most / 86_400.0,
                mean / 24,
                known);
        assertEquals(MEMBERS, known, "everybody heard of everybody");
        assertTrue(most < 100 * 86_400, most + " bytes a day");
    }
}
