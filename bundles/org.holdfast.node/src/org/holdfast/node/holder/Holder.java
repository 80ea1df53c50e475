// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.holder;

import java.time.Duration;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.Self;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.core.head.HeadDesk;
import org.holdfast.core.head.HeadHolder;
import org.holdfast.core.head.HeadShelf;
import org.holdfast.core.leave.NoticeClerk;
import org.holdfast.core.list.ListHolder;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.negotiate.Responder;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.put.HaveHolder;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.core.put.HoldingsDesk;
import org.holdfast.core.put.PutHolder;
import org.holdfast.core.put.Reservations;
import org.holdfast.core.shrink.MoveClerk;
import org.holdfast.core.track.Teller;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.health.HealthClerk;
import org.holdfast.node.member.AdminDesk;
import org.holdfast.node.member.EscrowDesk;
import org.holdfast.node.member.RosterNewsDesk;
import org.holdfast.node.net.Membership;
import org.holdfast.node.net.PeerStream;
import org.holdfast.node.net.Talk;
import org.holdfast.node.partners.Negotiations;
import org.holdfast.wire.AuditMessage;
import org.holdfast.wire.EscrowMessage;
import org.holdfast.wire.HeadMessage;
import org.holdfast.wire.HealthMessage;
import org.holdfast.wire.LinkMessage;
import org.holdfast.wire.MemberMessage;
import org.holdfast.wire.Message;
import org.holdfast.wire.MoveMessage;
import org.holdfast.wire.NegotiationMessage;
import org.holdfast.wire.ObservationMessage;
import org.holdfast.wire.PairMessage;
import org.holdfast.wire.PutMessage;
import org.holdfast.wire.ReadMessage;
import org.holdfast.wire.ReleaseMessage;
import org.holdfast.wire.StoreReceipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the conversations that members begin: the first message says what it is about. Each runs on a virtual thread
 * of its own; whatever happens in it ends that conversation and nothing else. Thread-safe.
 */
public final class Holder {
    private static final Logger LOG = LoggerFactory.getLogger(Holder.class);
    private static final Duration FIRST_WORD = Duration.ofSeconds(10);

    private final Self self;
    private final Membership membership;
    private final AgreementBook agreements;
    private final HeldBlocks blocks;
    private final HolderReads reads;
    private final Reservations reservations;
    private final ListHolder lists;
    private final HaveHolder haves;
    private final HeadShelf heads;
    private final Ledger ledger;
    private final Negotiations negotiations;
    private final Teller teller;
    private final Desks desks;
    private final Clerks clerks;
    private final AuditAnswers audits;
    private final Runnable onAgreement;
    private final NodeClock clock;

    /** Who answers what concerns the confederation, how partners are, and what is released. */
    public record Desks(
            EscrowDesk escrow, RosterNewsDesk news, AdminDesk admins, HealthClerk health, ReleaseDesk releases) {}

    /** Who hears that partners leave, or need their disks. */
    public record Clerks(NoticeClerk notices, MoveClerk moves) {}

    /**
     * @param reservations the same that the book of agreements asks
     * @param onAgreement called when a member and this node have just agreed
     */
    public Holder(
            Self self,
            Membership membership,
            AgreementBook agreements,
            Reservations reservations,
            HeldBlocks blocks,
            HolderReads reads,
            Ledger ledger,
            Negotiations negotiations,
            Teller teller,
            Desks desks,
            Clerks clerks,
            AuditAnswers audits,
            Runnable onAgreement,
            NodeClock clock) {
        this.self = self;
        this.membership = membership;
        this.agreements = agreements;
        this.blocks = blocks;
        this.reads = reads;
        this.reservations = reservations;
        this.lists = new ListHolder(blocks, ledger.holdings(), agreements);
        this.haves = new HaveHolder(self, blocks, agreements);
        this.heads = new HeadShelf(ledger.holdings());
        this.ledger = ledger;
        this.negotiations = negotiations;
        this.teller = teller;
        this.desks = desks;
        this.clerks = clerks;
        this.audits = audits;
        this.onAgreement = onAgreement;
        this.clock = clock;
    }

    /** Serves one conversation to its end. */
    public void serve(PeerStream stream) {
        Peer peer = stream.link().peer();
        try {
            Optional<Message> first = stream.receive(FIRST_WORD);
            if (first.isPresent()) {
                answer(first.get(), peer, stream);
            }
        } catch (HoldfastException e) {
            LOG.debug("A conversation with {} ended: {}", peer.id().brief(), e.getMessage());
            tell(stream, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("A conversation with {} failed", peer.id().brief(), e);
            tell(stream, new HoldfastException(ErrorCode.INTERNAL, peer.id().brief(), "internal failure", e));
        }
    }

    /** The other side need not wait in vain; if the link is gone there is nobody to tell. */
    private static void tell(PeerStream stream, HoldfastException failure) {
        try {
            stream.send(new LinkMessage.Failure(failure.code(), String.valueOf(failure.getMessage())));
        } catch (HoldfastException e) {
            LOG.trace("Nobody is left to be told: {}", e.getMessage());
        }
    }

    private void answer(Message first, Peer peer, PeerStream stream) {
        switch (first) {
            case PutMessage put -> answerPut(put, peer, stream);
            case ReadMessage read -> answerRead(read, peer, stream);
            case HeadMessage head -> answerHead(head, peer, stream);
            case NegotiationMessage negotiation -> answerNegotiation(negotiation, peer, stream);
            case MemberMessage member -> answerMember(member, peer, stream);
            case ObservationMessage observations -> answerObservations(observations, peer, stream);
            case AuditMessage audit -> audits.answer(audit, peer, stream);
            case HealthMessage health -> stream.send(desks.health().answer(peer, health));
            case ReleaseMessage release -> answerRelease(release, peer, stream);
            case LinkMessage.Ping(long number) -> stream.send(new LinkMessage.Pong(number));
            case LinkMessage other -> misplaced(other);
            case Message.Unknown unknown -> misplaced(unknown);
        }
    }

    private void answerPut(PutMessage first, Peer peer, PeerStream stream) {
        switch (first) {
            case PutMessage.PutBegin begin -> {
                refuseRevoked(peer);
                try (HoldingsDesk desk = new HoldingsDesk(
                        blocks, reservations, agreements, desks.releases().book()::keep, peer.id(), clock)) {
                    PutHolder.Outcome outcome = Talk.answer(begin, new PutHolder(self, peer), desk, stream, clock);
                    LOG.debug("Put by {}: {}", peer.id().brief(), outcome);
                }
            }
            case PutMessage.Have have -> stream.send(haves.answer(peer, have));
            case PutMessage.PutGo go -> misplaced(go);
            case PutMessage.PutData data -> misplaced(data);
            case PutMessage.PutEnd end -> misplaced(end);
            case PutMessage.HaveAnswer answer -> misplaced(answer);
            case StoreReceipt receipt -> misplaced(receipt);
        }
    }

    private void answerRead(ReadMessage first, Peer peer, PeerStream stream) {
        switch (first) {
            case ReadMessage.Read read ->
                LOG.debug("Read by {}: {}", peer.id().brief(), reads.answer(read, peer, stream));
            case ReadMessage.GetReadBalance get -> stream.send(reads.answer(get, peer));
            case ReadMessage.ReadBalance balance -> misplaced(balance);
            case ReadMessage.ListBlocks list -> answerLists(list, peer, stream);
            case ReadMessage.ListPage page -> misplaced(page);
            case ReadMessage.ReadData data -> misplaced(data);
            case ReadMessage.ReadEnd end -> misplaced(end);
        }
    }

    /** Page by page, until the owner has what it wants or the link ends. */
    private void answerLists(ReadMessage.ListBlocks first, Peer peer, PeerStream stream) {
        Optional<Message> next = Optional.of(first);
        try {
            while (next.isPresent() && next.get() instanceof ReadMessage.ListBlocks list) {
                stream.send(lists.answer(peer, list));
                next = stream.receive(FIRST_WORD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerHead(HeadMessage first, Peer peer, PeerStream stream) {
        HeadDesk desk = new HeadDesk(heads, agreements, peer.id(), clock);
        switch (first) {
            case HeadMessage.PutHead put -> {
                refuseRevoked(peer);
                HeadHolder.Outcome outcome = Talk.answer(put, new HeadHolder(self, peer), desk, stream, clock);
                LOG.debug("Head of {}: {}", peer.id().brief(), outcome);
            }
            case HeadMessage.GetWitness get ->
                stream.send(new HeadMessage.WitnessTop(heads.top(peer.id()).map(HeadMessage.Kept::witness)));
            case HeadMessage.GetHead get -> stream.send(new HeadMessage.HeadAnswer(heads.top(peer.id())));
            case HeadMessage.ListWitnesses list -> stream.send(heads.list(peer.id(), list));
            case HeadMessage.GetHeadOf get ->
                stream.send(new HeadMessage.HeadAnswer(heads.head(peer.id(), get.witness())));
            case HeadMessage.WitnessPage page -> misplaced(page);
            case org.holdfast.wire.HeadReceipt receipt -> misplaced(receipt);
            case HeadMessage.HeadConflict conflict -> misplaced(conflict);
            case HeadMessage.WitnessTop top -> misplaced(top);
            case HeadMessage.HeadAnswer answer -> misplaced(answer);
        }
    }

    private void answerNegotiation(NegotiationMessage first, Peer peer, PeerStream stream) {
        if (first instanceof NegotiationMessage.AgreementGet) {
            stream.send(agreements.between(peer.id()));
            return;
        }
        if (first instanceof NegotiationMessage.Notice notice) {
            stream.send(clerks.notices().answer(peer.id(), notice));
            return;
        }
        if (first instanceof MoveMessage.MoveAsked asked) {
            stream.send(clerks.moves().answer(peer.id(), asked));
            return;
        }
        refuseRevoked(peer);
        if (first instanceof NegotiationMessage.Probe probe) {
            negotiations.respond(probe, stream);
            return;
        }
        if (negotiations.respond(first, stream) instanceof Responder.Outcome.Agreed agreed && !agreed.again()) {
            agreed(agreed.agreement().terms(), peer);
        }
    }

    private void agreed(AgreementTerms terms, Peer peer) {
        boolean made = terms.version() == 1;
        String text = "as responder: " + terms.id() + (made ? "" : ", version " + terms.version());
        LOG.info("Agreement with {} {}", peer.id().brief(), text);
        ledger.events()
                .append(
                        clock.instant(),
                        made ? "AGREEMENT_MADE" : "AGREEMENT_RENEWED",
                        peer.id().brief(),
                        text);
        onAgreement.run();
    }

    /** Reading goes on: what is there is its own. */
    private void refuseRevoked(Peer peer) {
        if (membership.isRevoked(peer.id())) {
            boolean open = membership.pins().isPresent();
            throw new HoldfastException(
                    open ? ErrorCode.NOT_PAIRED : ErrorCode.NOT_ON_ROSTER,
                    peer.id().brief(),
                    (open ? "we are not paired any more" : "the roster says: revoked")
                            + "; what is stored can be read, and nothing new is agreed or stored");
        }
    }

    private void answerMember(MemberMessage first, Peer peer, PeerStream stream) {
        switch (first) {
            case MemberMessage.RosterNews changed -> stream.send(desks.news().hear(peer, changed));
            case MemberMessage.RosterTip changed -> stream.send(desks.news().hear(peer, changed));
            case MemberMessage.AdminKeyGet get -> stream.send(desks.admins().answer());
            case EscrowMessage message -> stream.send(desks.escrow().answer(peer, message));
            case MemberMessage.RosterGet get -> answerRoster(get, stream);
            case MemberMessage.CertGet get ->
                stream.send(new MemberMessage.CertAnswer(ledger.peers().find(get.owner()).stream()
                        .map(PeerRow::certificate)
                        .map(bytes -> DeviceCert.read(bytes.toArray()))
                        .toList()));
            case MemberMessage.RosterPiece piece -> misplaced(piece);
            case MemberMessage.CertAnswer answer -> misplaced(answer);
            case MemberMessage.AdminKeyAnswer answer -> misplaced(answer);
            case MemberMessage.JoinAsk ask -> misplaced(ask);
            case MemberMessage.JoinGrant grant -> misplaced(grant);
            case MemberMessage.JoinDeny deny -> misplaced(deny);
            case MemberMessage.JoinCertified ask -> misplaced(ask);
            case MemberMessage.JoinListed listed -> misplaced(listed);
            case PairMessage pairing -> misplaced(pairing);
        }
    }

    private void answerRoster(MemberMessage.RosterGet first, PeerStream stream) {
        Optional<Message> next = Optional.of(first);
        try {
            while (next.isPresent() && next.get() instanceof MemberMessage.RosterGet get) {
                stream.send(membership
                        .roster()
                        .flatMap(roster -> RosterPieces.answer(roster, get))
                        .<Message>map(piece -> piece)
                        .orElseGet(
                                () -> new LinkMessage.Failure(ErrorCode.PEER_MISBEHAVED, "there is no roster there")));
                next = stream.receive(FIRST_WORD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerRelease(ReleaseMessage first, Peer peer, PeerStream stream) {
        switch (first) {
            case ReleaseMessage.Release release ->
                stream.send(desks.releases().clerk().answer(peer, release));
            case ReleaseMessage.Order order ->
                stream.send(desks.releases().clerk().answer(order));
            case ReleaseMessage.Released released -> misplaced(released);
            case ReleaseMessage.OrderTaken taken -> misplaced(taken);
        }
    }

    /** One answer each, and the next question on the same stream, until the asker has what it wants. */
    private void answerObservations(ObservationMessage first, Peer peer, PeerStream stream) {
        Optional<Message> next = Optional.of(first);
        try {
            while (next.isPresent()) {
                switch (next.get()) {
                    case ObservationMessage.ObservationGet get -> stream.send(teller.answer(peer, get));
                    case ObservationMessage.ProofGet get -> stream.send(teller.answer(peer, get));
                    default -> misplaced(next.get());
                }
                next = stream.receive(FIRST_WORD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void misplaced(Message message) {
        throw new HoldfastException(
                ErrorCode.PEER_MISBEHAVED,
                message.getClass().getSimpleName(),
                message.getClass().getSimpleName() + " begins no conversation");
    }
}
