// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.holdfast.core.Inquiry;
import org.holdfast.core.Machine;
import org.holdfast.core.Performer;
import org.holdfast.core.Reply;
import org.holdfast.core.fetch.ReadOwner;
import org.holdfast.core.head.HeadOwner;
import org.holdfast.core.list.ListOwner;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.PutOwner;
import org.holdfast.format.block.BlockFile;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.head.Witness;
import org.holdfast.format.identity.AdminClaim;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.wire.EscrowMessage.EscrowAnswer;
import org.holdfast.wire.EscrowMessage.EscrowGet;
import org.holdfast.wire.EscrowMessage.EscrowKept;
import org.holdfast.wire.EscrowMessage.EscrowPut;
import org.holdfast.wire.HeadMessage.GetHead;
import org.holdfast.wire.HeadMessage.GetHeadOf;
import org.holdfast.wire.HeadMessage.GetWitness;
import org.holdfast.wire.HeadMessage.HeadAnswer;
import org.holdfast.wire.HeadMessage.Kept;
import org.holdfast.wire.HeadMessage.ListWitnesses;
import org.holdfast.wire.HeadMessage.WitnessPage;
import org.holdfast.wire.HeadMessage.WitnessTop;
import org.holdfast.wire.HealthMessage.Away;
import org.holdfast.wire.HealthMessage.AwayTaken;
import org.holdfast.wire.HealthMessage.Breach;
import org.holdfast.wire.HealthMessage.BreachTaken;
import org.holdfast.wire.HealthMessage.Damage;
import org.holdfast.wire.HealthMessage.DamageTaken;
import org.holdfast.wire.HealthMessage.Silence;
import org.holdfast.wire.HealthMessage.SilenceTaken;
import org.holdfast.wire.Limits;
import org.holdfast.wire.LinkMessage.Pong;
import org.holdfast.wire.MemberMessage.AdminKeyAnswer;
import org.holdfast.wire.MemberMessage.AdminKeyGet;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterNews;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.holdfast.wire.MemberMessage.RosterTip;
import org.holdfast.wire.MoveMessage.MoveAsked;
import org.holdfast.wire.MoveMessage.MoveTaken;
import org.holdfast.wire.NegotiationMessage.AgreementAnswer;
import org.holdfast.wire.NegotiationMessage.AgreementGet;
import org.holdfast.wire.NegotiationMessage.Notice;
import org.holdfast.wire.NegotiationMessage.NoticeTaken;
import org.holdfast.wire.ReadMessage.GetReadBalance;
import org.holdfast.wire.ReadMessage.ReadBalance;
import org.holdfast.wire.ReleaseMessage.Order;
import org.holdfast.wire.ReleaseMessage.OrderTaken;
import org.holdfast.wire.ReleaseMessage.Release;
import org.holdfast.wire.ReleaseMessage.Released;
import org.holdfast.wire.SilenceNote;
import org.holdfast.wire.StoreReceipt;

/**
 * What this node, as an owner, asks of its partners: each call is one conversation, on the link that there is or a new
 * one. Blocks the calling virtual thread. Thread-safe.
 */
public final class PartnerClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Network network;
    private final Ledger ledger;
    private final OwnerId self;
    private final NodeClock clock;
    private final TrafficMeter traffic;
    private final SendPacer pacer;

    /** @param pacer holds back blocks that are sent */
    public PartnerClient(Network network, Ledger ledger, OwnerId self, NodeClock clock, SendPacer pacer) {
        this.network = network;
        this.ledger = ledger;
        this.self = self;
        this.clock = clock;
        this.traffic = new TrafficMeter(clock);
        this.pacer = pacer;
    }

    /** Counts what goes over these conversations. */
    public TrafficMeter traffic() {
        return traffic;
    }

    /** Stores a block; the receipt is verified, and in the ledger. */
    public Reply<StoreReceipt> put(OwnerId partner, BlockHeader header, ByteBuffer... content) {
        if (network.isRevoked(partner)) {
            return revoked();
        }
        int bytes = Arrays.stream(content).mapToInt(ByteBuffer::remaining).sum();
        pacer.admit(bytes); // before anything is measured, or asked
        Reply<StoreReceipt> reply = traffic.counted(
                partner,
                bytes,
                () -> talk(partner, link -> new PutOwner(link.peer(), header, content), action -> {
                    ledger.segments().acknowledge(action.block(), action.receipt());
                    return Optional.empty();
                }));
        if (reply instanceof Reply.Silent) {
            pacer.giveBack(bytes);
        }
        return reply;
    }

    /**
     * Gets a block's file, whatever tags it has; its pieces go to {@code append} as they come. Not verified in any way.
     *
     * @param payloadLength of the block that is wanted
     */
    public Reply<Integer> read(
            OwnerId partner,
            AgreementId agreement,
            BlockId block,
            int payloadLength,
            Consumer<ReadOwner.Append> append) {
        int least = BlockHeader.BYTES + payloadLength;
        int most = BlockFile.longest(payloadLength);
        return traffic.counted(
                partner,
                least,
                () -> talk(partner, link -> new ReadOwner(agreement, block, least, most), piece -> {
                    append.accept(piece);
                    return Optional.empty();
                }));
    }

    /** How much may be read back from a partner, as it says. */
    public Reply<ReadBalance> readBalance(OwnerId partner, AgreementId agreement) {
        return ask(partner, new GetReadBalance(agreement), ReadBalance.class, balance -> balance);
    }

    /** Gets the headers of all blocks under an agreement, page by page; not verified in any way. */
    public Reply<Long> list(OwnerId partner, AgreementId agreement, long most, Consumer<List<BlockHeader>> pages) {
        return talk(partner, link -> new ListOwner(self, link.peer(), agreement, most), page -> {
            pages.accept(page.headers());
            return Optional.empty();
        });
    }

    /** Leaves a head, with the witnesses up to it. */
    public Reply<HeadOwner.Result> putHead(OwnerId partner, AgreementId agreement, List<Witness> run, Bytes head) {
        if (network.isRevoked(partner)) {
            return revoked();
        }
        return talk(partner, link -> new HeadOwner(link.peer(), agreement, run, head), action -> Optional.empty());
    }

    /** It may be as willing as it wants. */
    private static <T> Reply<T> revoked() {
        return new Reply.Refused<>(
                ErrorCode.NOT_ON_ROSTER, "revoked on the roster, or not paired any more; it gets nothing new");
    }

    public Reply<Optional<Witness>> witness(OwnerId partner) {
        return ask(partner, new GetWitness(), WitnessTop.class, WitnessTop::top);
    }

    public Reply<Optional<Kept>> head(OwnerId partner) {
        return ask(partner, new GetHead(), HeadAnswer.class, HeadAnswer::kept);
    }

    /** The witnesses that the partner keeps, newest first; superseded ones and branches included. Not verified. */
    public Reply<WitnessPage> witnesses(OwnerId partner, Optional<Digest> after) {
        return ask(partner, new ListWitnesses(after, Limits.PAGE_WITNESSES), WitnessPage.class, page -> page);
    }

    /** The head of one witness, which may be superseded. */
    public Reply<Optional<Kept>> head(OwnerId partner, Digest witness) {
        return ask(partner, new GetHeadOf(witness), HeadAnswer.class, HeadAnswer::kept);
    }

    /** The agreements that both have signed, as the partner knows them. */
    public Reply<AgreementAnswer> agreements(OwnerId partner) {
        return ask(partner, new AgreementGet(), AgreementAnswer.class, answer -> answer);
    }

    /** Gives notice of an agreement, and hears how much the partner still needs from here. */
    public Reply<NoticeTaken> notice(OwnerId partner, AgreementId agreement) {
        return ask(partner, new Notice(agreement), NoticeTaken.class, taken -> taken);
    }

    /** Tells a partner that it broke an agreement. */
    public Reply<BreachTaken> breach(OwnerId partner, Breach breach) {
        return ask(partner, breach, BreachTaken.class, taken -> taken);
    }

    /** Tells an owner which of its blocks are damaged here. */
    public Reply<DamageTaken> damage(OwnerId owner, Damage damage) {
        return ask(owner, damage, DamageTaken.class, taken -> taken);
    }

    /** Tells a partner that this node will be away; the answer says for how long that is forgiven. */
    public Reply<AwayTaken> away(OwnerId partner, Instant until) {
        return ask(partner, new Away(until), AwayTaken.class, taken -> taken);
    }

    /** Tells a member of whom nothing is heard, and asks what it knows. */
    public Reply<SilenceTaken> silence(OwnerId member, List<SilenceNote> notes) {
        return ask(member, new Silence(notes), SilenceTaken.class, taken -> taken);
    }

    /** Tells a partner that it may free blocks. */
    public Reply<Released> release(OwnerId partner, Release release) {
        return ask(partner, release, Released.class, released -> released);
    }

    /** Brings a holder an order of an owner's sheet. */
    public Reply<OrderTaken> order(OwnerId partner, RootOrder order) {
        return ask(partner, new Order(order), OrderTaken.class, taken -> taken);
    }

    /** Asks an owner to take some of its blocks away, and hears how much is still to go. */
    public Reply<MoveTaken> askToMove(OwnerId owner, MoveAsked asked) {
        return ask(owner, asked, MoveTaken.class, taken -> taken);
    }

    /** Tells a member that the roster has changed. */
    public Reply<Pong> tellRoster(OwnerId member, RosterNews news) {
        return ask(member, news, Pong.class, pong -> pong);
    }

    /** The same where the version alone does not say which roster it is. */
    public Reply<Pong> tellRoster(OwnerId member, RosterTip tip) {
        return ask(member, tip, Pong.class, pong -> pong);
    }

    /** The admin key that a member has made, with its proof; not verified. */
    public Reply<Optional<AdminClaim>> adminKey(OwnerId member) {
        return ask(member, new AdminKeyGet(), AdminKeyAnswer.class, AdminKeyAnswer::claim);
    }

    /** A piece of a member's roster. */
    public Reply<RosterPiece> roster(OwnerId member, RosterGet get) {
        return ask(member, get, RosterPiece.class, piece -> piece);
    }

    /** Leaves this machine's escrow box with a member, or has it erased. */
    public Reply<EscrowKept> leaveEscrow(OwnerId member, EscrowPut put) {
        return ask(member, put, EscrowKept.class, kept -> kept);
    }

    /** Asks a member for the escrow box of another one. */
    public Reply<EscrowAnswer> escrow(OwnerId member, EscrowGet wish) {
        return ask(member, wish, EscrowAnswer.class, answer -> answer);
    }

    private <M extends org.holdfast.wire.Message, T> Reply<T> ask(
            OwnerId partner, org.holdfast.wire.Message question, Class<M> kind, Function<M, T> wanted) {
        Inquiry<T> inquiry = new Inquiry<>(
                question,
                PATIENCE,
                message -> Optional.of(message)
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .map(wanted));
        return talk(partner, link -> inquiry, Inquiry.performer());
    }

    private <S, A, D, T> Reply<T> talk(
            OwnerId partner, Function<PeerLink, Machine<S, A, D, Reply<T>>> machine, Performer<A, D> performer) {
        Optional<PeerLink> link = network.link(partner);
        if (link.isEmpty()) {
            return new Reply.Silent<>(ErrorCode.PEER_LOST);
        }
        try (PeerStream stream = link.get().converse()) {
            return Talk.hold(machine.apply(link.get()), performer, stream, clock);
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.PEER_LOST) {
                return new Reply.Silent<>(ErrorCode.PEER_LOST);
            }
            throw e;
        }
    }
}
