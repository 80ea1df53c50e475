// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.track;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Conversation;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.track.Diary;
import org.holdfast.core.track.GleanDesk;
import org.holdfast.core.track.Gleaner;
import org.holdfast.core.track.GossipBudget;
import org.holdfast.core.track.ObservationShelf;
import org.holdfast.core.track.Repute;
import org.holdfast.core.track.Teller;
import org.holdfast.core.track.TrackRecord;
import org.holdfast.core.track.TrackRules;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.Faults;
import org.holdfast.simulation.disk.MemoryLedger;
import org.holdfast.simulation.node.Identity;
import org.holdfast.wire.Envelope;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageCodec;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.holdfast.wire.ObservationMessage;

/** A machine with a ledger that keeps a track record and talks about it; every message really is encoded. */
final class Villager {
    final Identity identity;
    final MemoryLedger ledger;
    final ObservationShelf shelf;
    final AgreementBook agreements;
    final Diary diary;
    final TrackRecord record;
    final GossipBudget budget;
    final Teller teller;
    /** Bytes of all frames that it sent, with their four bytes of length. */
    long sent;

    private final World world;
    private final ConfederationId confederation;

    Villager(World world, Identity identity, Roster roster, GossipBudget.Daily daily) {
        this.world = world;
        this.identity = identity;
        this.confederation = roster.confederation();
        this.ledger = new MemoryLedger(new Faults(world));
        this.shelf = new ObservationShelf(identity.id(), ledger, () -> Optional.of(roster), world.clock());
        this.agreements = new AgreementBook(identity.id(), confederation, true, ledger, world.clock());
        this.diary = new Diary(identity.self(), ledger, agreements, shelf, world.clock());
        this.record = new TrackRecord(
                identity.id(),
                ledger.track(),
                shelf,
                () -> Optional.of(roster),
                () -> new TrackRecord.Stand(identity.domains(), TrackRules.REPORTERS),
                world.clock());
        this.budget = new GossipBudget(daily);
        this.teller = new Teller(ledger.track(), shelf, agreements, budget, world.clock());
    }

    SignedAgreement agreeWith(Villager other, Duration ago) {
        AgreementTerms terms = new AgreementTerms(
                AgreementId.of(world.randomBytes(16)),
                1,
                confederation,
                identity.id(),
                other.identity.id(),
                ByteCount.gibibytes(1),
                ByteCount.gibibytes(1),
                WeekSchedule.always(),
                WeekSchedule.always(),
                identity.domains(),
                other.identity.domains(),
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(400),
                world.clock().instant().minus(ago),
                List.of(1));
        Agreement agreement = new Agreement(
                terms,
                AgreementCodec.sign(terms, identity.self().device()),
                AgreementCodec.sign(terms, other.identity.self().device()));
        SignedAgreement signed = new SignedAgreement(
                agreement, identity.self().certificate(), other.identity.self().certificate());
        agreements.adopt(other.identity.id(), signed);
        other.agreements.adopt(identity.id(), signed);
        return signed;
    }

    Repute of(Villager other) {
        return record.of(other.identity.id());
    }

    /** One conversation with another, to its end. */
    Reply<Gleaner.Gleaned> ask(Villager other) {
        List<Message> said = new ArrayList<>();
        var talk = new Conversation<>(
                new Gleaner(GleanDesk.question(ledger.track())),
                new GleanDesk(shelf, other.identity.id(), budget, world.clock()),
                new Conversation.Outlet() {
                    @Override
                    public void send(Message message) {
                        sent += 4 + length(message);
                        said.add(message);
                    }

                    @Override
                    public void wakeAfter(Duration delay) {
                        // nothing is late here
                    }
                });
        Optional<Reply<Gleaner.Gleaned>> end = talk.begin();
        while (end.isEmpty()) {
            end = talk.received(other.answer(Peer.of(identity.self().certificate()), said.removeFirst()));
        }
        return end.get();
    }

    private Message answer(Peer asker, Message question) {
        Message answer = switch (question) {
            case ObservationMessage.ObservationGet get -> teller.answer(asker, get);
            case ObservationMessage.ProofGet get -> teller.answer(asker, get);
            default -> throw new AssertionError("nobody answers " + question);
        };
        sent += 4 + length(answer);
        return answer;
    }

    private static long length(Message message) {
        long length = 0;
        for (ByteBuffer part : MessageCodec.encode(Envelope.of(1, message))) {
            length += part.remaining();
        }
        return length;
    }
}
