// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.time.InstantSource;
import java.util.Optional;
import org.holdfast.core.Conversation;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Performer;
import org.holdfast.core.Self;
import org.holdfast.core.budget.ReadBudgets;
import org.holdfast.core.fetch.ReadDesk;
import org.holdfast.core.fetch.ReadHolder;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.core.head.HeadDesk;
import org.holdfast.core.head.HeadHolder;
import org.holdfast.core.head.HeadShelf;
import org.holdfast.core.list.ListHolder;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.negotiate.Responder;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.HaveHolder;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.core.put.HoldingsDesk;
import org.holdfast.core.put.PutHolder;
import org.holdfast.core.put.Reservations;
import org.holdfast.core.release.ReleaseBook;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.HeadMessage.GetHead;
import org.holdfast.wire.HeadMessage.GetHeadOf;
import org.holdfast.wire.HeadMessage.GetWitness;
import org.holdfast.wire.HeadMessage.HeadAnswer;
import org.holdfast.wire.HeadMessage.Kept;
import org.holdfast.wire.HeadMessage.ListWitnesses;
import org.holdfast.wire.HeadMessage.PutHead;
import org.holdfast.wire.HeadMessage.WitnessTop;
import org.holdfast.wire.Limits;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.LinkMessage.Ping;
import org.holdfast.wire.LinkMessage.Pong;
import org.holdfast.wire.MemberMessage.CertAnswer;
import org.holdfast.wire.MemberMessage.CertGet;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.Message;
import org.holdfast.wire.NegotiationMessage.AgreementGet;
import org.holdfast.wire.NegotiationMessage.Ask;
import org.holdfast.wire.NegotiationMessage.Propose;
import org.holdfast.wire.PutMessage.Have;
import org.holdfast.wire.PutMessage.PutBegin;
import org.holdfast.wire.ReadMessage.GetReadBalance;
import org.holdfast.wire.ReadMessage.ListBlocks;
import org.holdfast.wire.ReadMessage.Read;

/**
 * Everything that members may ask of this node. The first message of a stream decides what the stream is about. Only for
 * links whose handshake says that both are members; what strangers may do is the link's own affair. One for the whole
 * node; thread-safe.
 */
public final class Reception {
    private final Self self;
    private final Office office;
    private final AgreementBook agreements;
    private final HeldBlocks blocks;
    private final Reservations reservations;
    private final ReleaseBook releases;
    private final ReadBudgets budgets;
    private final HeadShelf heads;
    private final ListHolder lists;
    private final HaveHolder haves;
    private final InstantSource clock;

    /** @param reservations the same that the book of agreements asks */
    public Reception(
            Self self,
            Office office,
            AgreementBook agreements,
            Reservations reservations,
            Ledger ledger,
            BlockStore store,
            InstantSource clock) {
        this.self = self;
        this.office = office;
        this.agreements = agreements;
        this.blocks = new HeldBlocks(store, ledger.holdings());
        this.reservations = reservations;
        this.releases = new ReleaseBook(blocks, ledger.holdings().releases(), HeldBlocks.of(ledger));
        this.budgets = new ReadBudgets(ledger, agreements, clock);
        this.heads = new HeadShelf(ledger.holdings());
        this.lists = new ListHolder(blocks, ledger.holdings(), agreements);
        this.haves = new HaveHolder(self, blocks, agreements);
        this.clock = clock;
    }

    /**
     * Opens a conversation, to be given {@code first} and what follows on the stream; empty if the first message was
     * answered at once and the stream is over.
     */
    public Optional<Conversation<?, ?, ?, ?>> open(Peer peer, Message first, Conversation.Outlet outlet) {
        return switch (first) {
            case PutBegin begin ->
                talk(
                        new PutHolder(self, peer),
                        new HoldingsDesk(blocks, reservations, agreements, releases::keep, peer.id(), clock),
                        outlet);
            case Read read -> talk(new ReadHolder(), new ReadDesk(blocks, agreements, budgets, peer), outlet);
            case PutHead head ->
                talk(new HeadHolder(self, peer), new HeadDesk(heads, agreements, peer.id(), clock), outlet);
            case Ask ask -> negotiate(peer, outlet);
            case Propose propose -> negotiate(peer, outlet);
            default -> {
                outlet.send(answer(peer, first));
                yield Optional.empty();
            }
        };
    }

    private Optional<Conversation<?, ?, ?, ?>> negotiate(Peer peer, Conversation.Outlet outlet) {
        return talk(new Responder(self, peer, office.answers(peer)), office.responder(peer), outlet);
    }

    private static <S, A, D, R> Optional<Conversation<?, ?, ?, ?>> talk(
            Machine<S, A, D, R> machine, Performer<A, D> performer, Conversation.Outlet outlet) {
        return Optional.of(new Conversation<>(machine, performer, outlet));
    }

    /** Questions with one answer each. */
    private Message answer(Peer peer, Message first) {
        return switch (first) {
            case Have have -> haves.answer(peer, have);
            case ListBlocks list -> lists.answer(peer, list);
            case GetReadBalance get -> budgets.answer(peer, get);
            case GetWitness get -> new WitnessTop(heads.top(peer.id()).map(Kept::witness));
            case GetHead get -> new HeadAnswer(heads.top(peer.id()));
            case ListWitnesses list -> heads.list(peer.id(), list);
            case GetHeadOf get -> new HeadAnswer(heads.head(peer.id(), get.witness()));
            case AgreementGet get -> agreements.between(peer.id());
            case CertGet get ->
                new CertAnswer(office.certificates(get.owner()).stream()
                        .limit(Limits.CERTIFICATES)
                        .toList());
            case RosterGet get -> roster(get);
            case Ping ping -> new Pong(ping.number());
            default ->
                new Failure(
                        ErrorCode.PEER_MISBEHAVED, first.getClass().getSimpleName() + " does not begin a conversation");
        };
    }

    private Message roster(RosterGet get) {
        return office.roster()
                .<Message>flatMap(roster -> RosterPieces.answer(roster, get).map(Message.class::cast))
                .orElseGet(() -> new Failure(ErrorCode.PEER_MISBEHAVED, "there is no roster there"));
    }
}
