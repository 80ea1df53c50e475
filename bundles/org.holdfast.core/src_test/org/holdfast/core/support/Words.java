// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.support;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.head.Witness;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Id16;
import org.holdfast.model.WeekSchedule;
import org.holdfast.wire.AuditReceipt;
import org.holdfast.wire.HeadMessage;
import org.holdfast.wire.HeadReceipt;
import org.holdfast.wire.HealthMessage;
import org.holdfast.wire.Hello;
import org.holdfast.wire.LinkMessage;
import org.holdfast.wire.MemberMessage;
import org.holdfast.wire.Message;
import org.holdfast.wire.NegotiationMessage;
import org.holdfast.wire.ObservationMessage;
import org.holdfast.wire.PairMessage;
import org.holdfast.wire.PutMessage;
import org.holdfast.wire.ReadMessage;
import org.holdfast.wire.ReleaseMessage;
import org.holdfast.wire.StoreReceipt;

/** Things that can be said: to be said at the wrong moment. All of them are well-formed, many are even true. */
public final class Words {
    public static final byte[] PAYLOAD = Blocks.payload(1, 32 * 1024);
    public static final BlockHeader HEADER = Blocks.header(1, PAYLOAD);
    public static final Bytes CHANNEL = Bytes.of(People.filled(0x22, 32));
    public static final Roster ROSTER = People.roster(People.ALICE, People.BOB);
    public static final LinkMessage.Welcome WELCOME = new LinkMessage.Welcome(LinkMessage.Standing.MEMBER);
    private static final AuditWords AUDIT = AuditWords.pieces();
    private static final byte[] HEAD = People.filled(1, 64);
    public static final Witness WITNESS = Witness.sign(
            People.ALICE.device(),
            People.ALICE.id(),
            People.ALICE.certificate().deviceEpoch(),
            1,
            Witness.NONE,
            Witness.NONE,
            HEAD,
            People.NOW);

    private Words() {}

    public static NegotiationMessage.Answer answer() {
        return new NegotiationMessage.Answer(
                WeekSchedule.always(),
                new NegotiationMessage.Bandwidth(1, 1),
                new NegotiationMessage.Space(ByteCount.ZERO, ByteCount.ZERO),
                new NegotiationMessage.TrackRecord(0, 0, Instant.EPOCH),
                People.domains(People.ALICE),
                List.of(1));
    }

    public static Hello hello() {
        Hello unsigned = new Hello(
                1,
                1,
                0,
                People.ALICE.certificate(),
                ROSTER.version() + 1,
                ROSTER.hash(),
                List.of(1),
                Optional.empty(),
                Bytes.of(new byte[64]));
        return unsigned.signed(
                People.ALICE.device(),
                new Hello.Binding(
                        Hello.Role.DIALLER,
                        CHANNEL,
                        People.ALICE.device().key(),
                        People.BOB.device().key()));
    }

    /** The roster that the HELLO speaks of. */
    public static MemberMessage.RosterPiece roster() {
        Roster next = ROSTER.with(People.row(People.CAROL), People.NOW, People.ADMIN);
        Bytes bytes = Bytes.of(next.bytes());
        return new MemberMessage.RosterPiece(next.version(), bytes.length(), 0, bytes);
    }

    public static PutMessage.PutData data(int offset) {
        return new PutMessage.PutData(offset, ByteBuffer.wrap(PAYLOAD, offset, 16384));
    }

    public static NegotiationMessage.Propose propose() {
        AgreementTerms terms = People.terms();
        return new NegotiationMessage.Propose(terms, AgreementCodec.sign(terms, People.ALICE.device()));
    }

    public static NegotiationMessage.Accept accept() {
        AgreementTerms terms = People.terms();
        return new NegotiationMessage.Accept(terms.id(), 1, AgreementCodec.sign(terms, People.BOB.device()));
    }

    public static List<Message> all() {
        AgreementTerms terms = People.terms();
        Bytes head = Bytes.of(HEAD);
        return List.of(
                hello(),
                WELCOME,
                new LinkMessage.Welcome(LinkMessage.Standing.STRANGER),
                new LinkMessage.Ping(1),
                new LinkMessage.Pong(1),
                new LinkMessage.Failure(ErrorCode.BUSY, "later"),
                new LinkMessage.Bye(),
                new MemberMessage.RosterGet(0),
                new MemberMessage.RosterGet(999_999),
                roster(),
                new MemberMessage.RosterPiece(9, 100, 50, Bytes.of(new byte[50])),
                new MemberMessage.CertGet(People.BOB.id()),
                new MemberMessage.CertAnswer(List.of(People.NEW_ALICE.certificate())),
                new MemberMessage.JoinAsk(new Id16(1, 1), "x", "y", Bytes.of(new byte[32])),
                new MemberMessage.JoinDeny(ErrorCode.JOIN_REFUSED, "no"),
                new PairMessage.PairAsk(People.FOUNDING.id(), AgreementCodec.hash(terms), "x"),
                new PairMessage.PairVerdict(true),
                new PairMessage.PairPinned(),
                NegotiationMessage.Ask.everything(),
                answer(),
                propose(),
                new NegotiationMessage.Propose(terms, Bytes.of(new byte[64])),
                accept(),
                new NegotiationMessage.Accept(terms.id(), 2, Bytes.of(new byte[64])),
                new NegotiationMessage.Counter(terms, "less"),
                new NegotiationMessage.Decline(ErrorCode.CANCELLED, "no"),
                new NegotiationMessage.AgreementGet(),
                new NegotiationMessage.AgreementAnswer(List.of(), List.of()),
                new NegotiationMessage.Probe(1),
                new NegotiationMessage.ProbeData(Bytes.of(HEAD)),
                new PutMessage.PutBegin(HEADER),
                new PutMessage.PutGo(),
                new PutMessage.PutData(0, ByteBuffer.wrap(PAYLOAD)),
                data(0),
                data(16384),
                new PutMessage.PutEnd(),
                StoreReceipt.sign(People.BOB.device(), HEADER, People.NOW),
                StoreReceipt.sign(People.CAROL.device(), HEADER, People.NOW),
                new PutMessage.Have(People.AGREEMENT, List.of(HEADER.block())),
                new PutMessage.HaveAnswer(List.of()),
                new ReadMessage.ListBlocks(People.AGREEMENT, Optional.empty(), 1),
                new ReadMessage.ListPage(false, List.of(HEADER)),
                new ReadMessage.ListPage(true, List.of()),
                new ReadMessage.Read(People.AGREEMENT, HEADER.block()),
                new ReadMessage.ReadData(0, ByteBuffer.wrap(PAYLOAD)),
                new ReadMessage.ReadEnd(PAYLOAD.length),
                new ReadMessage.ReadEnd(0),
                new HeadMessage.PutHead(People.AGREEMENT, List.of(WITNESS), head),
                new HeadMessage.PutHead(People.AGREEMENT, List.of(WITNESS), Bytes.EMPTY),
                HeadReceipt.sign(People.BOB.device(), People.BOB.id(), People.AGREEMENT, WITNESS, People.NOW),
                new HeadMessage.HeadConflict(WITNESS),
                new HeadMessage.GetWitness(),
                new HeadMessage.WitnessTop(Optional.of(WITNESS)),
                new HeadMessage.GetHead(),
                new HeadMessage.HeadAnswer(Optional.of(new HeadMessage.Kept(WITNESS, head))),
                new ObservationMessage.ObservationGet(List.of()),
                new ObservationMessage.Observations(false, List.of()),
                new ObservationMessage.ProofGet(List.of(AgreementCodec.hash(terms))),
                new ObservationMessage.Proofs(List.of()),
                new HealthMessage.Breach(People.AGREEMENT, HealthMessage.Cause.SILENCE),
                new HealthMessage.BreachTaken(People.AGREEMENT),
                new HealthMessage.SilenceTaken(List.of()),
                new ReleaseMessage.Released(People.AGREEMENT, false, List.of()),
                new ReleaseMessage.OrderTaken(1, 0),
                new ReleaseMessage.Order(RootOrder.cancelRelease(People.ALICE_ROOT, People.NOW)),
                AUDIT.challenge.commit(),
                AUDIT.coin,
                AUDIT.open(),
                AUDIT.get(0),
                AUDIT.page(0),
                AuditWords.data(0),
                AUDIT.proof(Bytes.EMPTY),
                AUDIT.shown(AuditWords.ONE),
                AUDIT.missing(AuditWords.ONE),
                AUDIT.narrow(),
                AUDIT.whole(AuditWords.ONE),
                AuditWords.receipt(AuditReceipt.Result.PROVED),
                AUDIT.unreceipted(4, true),
                new Message.Unknown(0x7fff));
    }
}
