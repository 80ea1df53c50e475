// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.head.Witness;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.JoinProof;
import org.holdfast.format.identity.LabelCodec;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.jspecify.annotations.Nullable;

/**
 * Every type of message: its number, the longest body it can have, and how that is written and read, as in
 * docs/protocol-messages.md. The numbers never change their meaning.
 */
public enum MessageType {
    HELLO(0x0001, Hello.LONGEST, Hello.class, Hello::write, Hello::read),
    WELCOME(0x0002, 1, LinkMessage.Welcome.class, LinkLayout::write, LinkLayout::readWelcome),
    PING(0x0003, 8, LinkMessage.Ping.class, LinkLayout::write, LinkLayout::readPing),
    PONG(0x0004, 8, LinkMessage.Pong.class, LinkLayout::write, LinkLayout::readPong),
    ERROR(0x0005, Longest.REFUSAL, LinkMessage.Failure.class, LinkLayout::write, LinkLayout::readFailure),
    BYE(0x0006, 0, LinkMessage.Bye.class, MessageType::nothing, LinkLayout::readBye),

    ROSTER_GET(0x0101, 4, MemberMessage.RosterGet.class, MemberLayout::write, MemberLayout::readRosterGet),
    ROSTER(
            0x0102,
            18 + Limits.ROSTER_PIECE,
            MemberMessage.RosterPiece.class,
            MemberLayout::write,
            MemberLayout::readRoster),
    CERT_GET(0x0103, 32, MemberMessage.CertGet.class, MemberLayout::write, MemberLayout::readCertGet),
    CERT(
            0x0104,
            1 + Limits.CERTIFICATES * DeviceCert.BYTES,
            MemberMessage.CertAnswer.class,
            MemberLayout::write,
            MemberLayout::readCert),
    JOIN_ASK(
            0x0105,
            Id16.BYTES + JoinProof.BYTES + 2 * (1 + Limits.LABEL),
            MemberMessage.JoinAsk.class,
            MemberLayout::write,
            MemberLayout::readJoinAsk),
    JOIN_GRANT(
            0x0106,
            JoinProof.BYTES + 2 + Admission.MAX_BYTES,
            MemberMessage.JoinGrant.class,
            MemberLayout::write,
            MemberLayout::readJoinGrant),
    JOIN_DENY(0x0107, Longest.REFUSAL, MemberMessage.JoinDeny.class, MemberLayout::write, MemberLayout::readJoinDeny),
    ROSTER_NEWS(0x0108, 8, MemberMessage.RosterNews.class, MemberLayout::write, MemberLayout::readRosterNews),
    ROSTER_TIP(0x0109, 40, MemberMessage.RosterTip.class, MemberLayout::write, MemberLayout::readRosterTip),
    ADMIN_KEY_GET(0x010a, 0, MemberMessage.AdminKeyGet.class, MessageType::nothing, MemberLayout::readAdminKeyGet),
    ADMIN_KEY(
            0x010b,
            1 + Id32.BYTES + Signatures.BYTES,
            MemberMessage.AdminKeyAnswer.class,
            MemberLayout::write,
            MemberLayout::readAdminKey),
    JOIN_CERTIFIED(
            0x010c,
            2 + CertifiedJoin.MAX_BYTES + 2 * (1 + Limits.LABEL),
            MemberMessage.JoinCertified.class,
            MemberLayout::write,
            MemberLayout::readJoinCertified),
    JOIN_LISTED(0x010d, 0, MemberMessage.JoinListed.class, MessageType::nothing, MemberLayout::readJoinListed),
    ESCROW_PUT(0x0110, 1 + EscrowBox.BYTES, EscrowMessage.EscrowPut.class, EscrowLayout::write, EscrowLayout::readPut),
    ESCROW_KEPT(
            0x0111, 73 + Signatures.BYTES, EscrowMessage.EscrowKept.class, EscrowLayout::write, EscrowLayout::readKept),
    ESCROW_GET(
            0x0112, 72 + Signatures.BYTES, EscrowMessage.EscrowGet.class, EscrowLayout::write, EscrowLayout::readGet),
    ESCROW(
            0x0113,
            1 + EscrowBox.BYTES,
            EscrowMessage.EscrowAnswer.class,
            EscrowLayout::write,
            EscrowLayout::readAnswer),
    PAIR_ASK(0x0120, 65 + Limits.LABEL, PairMessage.PairAsk.class, PairLayout::write, PairLayout::readAsk),
    PAIR_ANSWER(
            0x0121,
            PairLayout.KEYS + 1 + Limits.LABEL,
            PairMessage.PairAnswer.class,
            PairLayout::write,
            PairLayout::readAnswer),
    PAIR_OPEN(0x0122, PairLayout.KEYS, PairMessage.PairOpen.class, PairLayout::write, PairLayout::readOpen),
    PAIR_VERDICT(0x0123, 1, PairMessage.PairVerdict.class, PairLayout::write, PairLayout::readVerdict),
    PAIR_PINNED(0x0124, 0, PairMessage.PairPinned.class, MessageType::nothing, PairLayout::readPinned),

    NEGOTIATE_ASK(0x0201, 2, NegotiationMessage.Ask.class, NegotiationLayout::write, NegotiationLayout::readAsk),
    NEGOTIATE_ANSWER(
            0x0202,
            Longest.ANSWER,
            NegotiationMessage.Answer.class,
            NegotiationLayout::write,
            NegotiationLayout::readAnswer),
    PROPOSE(
            0x0203,
            2 + AgreementCodec.MAX_TERMS + Signatures.BYTES,
            NegotiationMessage.Propose.class,
            NegotiationLayout::write,
            NegotiationLayout::readPropose),
    ACCEPT(
            0x0204,
            20 + Signatures.BYTES,
            NegotiationMessage.Accept.class,
            NegotiationLayout::write,
            NegotiationLayout::readAccept),
    COUNTER(
            0x0205,
            2 + AgreementCodec.MAX_TERMS + 1 + Limits.TEXT,
            NegotiationMessage.Counter.class,
            NegotiationLayout::write,
            NegotiationLayout::readCounter),
    DECLINE(
            0x0206,
            Longest.REFUSAL,
            NegotiationMessage.Decline.class,
            NegotiationLayout::write,
            NegotiationLayout::readDecline),
    AGREEMENT_GET(0x0207, 0, NegotiationMessage.AgreementGet.class, MessageType::nothing, NegotiationLayout::readGet),
    AGREEMENT(
            0x0208,
            1 + Limits.AGREEMENTS * (2 + AgreementCodec.MAX_BYTES + 2 * DeviceCert.BYTES),
            NegotiationMessage.AgreementAnswer.class,
            NegotiationLayout::write,
            NegotiationLayout::readAnswerList),
    PROBE(0x0209, 4, NegotiationMessage.Probe.class, NegotiationLayout::write, NegotiationLayout::readProbe),
    PROBE_DATA(
            0x020a,
            2 + Limits.PROBE_PIECE,
            NegotiationMessage.ProbeData.class,
            NegotiationLayout::write,
            NegotiationLayout::readProbeData),
    NOTICE(
            0x020b,
            Id16.BYTES,
            NegotiationMessage.Notice.class,
            NegotiationLayout::write,
            NegotiationLayout::readNotice),
    NOTICE_TAKEN(
            0x020c,
            Id16.BYTES + 16,
            NegotiationMessage.NoticeTaken.class,
            NegotiationLayout::write,
            NegotiationLayout::readNoticeTaken),

    PUT_BEGIN(0x0301, BlockHeader.BYTES, PutMessage.PutBegin.class, PutLayout::write, PutLayout::readBegin),
    PUT_GO(0x0302, 0, PutMessage.PutGo.class, MessageType::nothing, PutLayout::readGo),
    PUT_DATA(0x0303, 4 + Limits.PIECE, PutMessage.PutData.class, PutLayout::write, PutLayout::readData),
    PUT_END(0x0304, 0, PutMessage.PutEnd.class, MessageType::nothing, PutLayout::readEnd),
    STORE_RECEIPT(0x0305, StoreReceipt.BYTES, StoreReceipt.class, StoreReceipt::write, StoreReceipt::read),
    HAVE(0x0306, 18 + Limits.HAVE_BLOCKS * Id16.BYTES, PutMessage.Have.class, PutLayout::write, PutLayout::readHave),
    HAVE_ANSWER(
            0x0307,
            2 + Limits.HAVE_BLOCKS * StoreReceipt.BYTES,
            PutMessage.HaveAnswer.class,
            PutLayout::write,
            PutLayout::readHaveAnswer),

    LIST(0x0401, 35, ReadMessage.ListBlocks.class, ReadLayout::write, ReadLayout::readList),
    LIST_PAGE(
            0x0402,
            3 + Limits.PAGE_HEADERS * BlockHeader.BYTES,
            ReadMessage.ListPage.class,
            ReadLayout::write,
            ReadLayout::readPage),
    READ(0x0403, 32, ReadMessage.Read.class, ReadLayout::write, ReadLayout::readRead),
    READ_DATA(0x0404, 4 + Limits.PIECE, ReadMessage.ReadData.class, ReadLayout::write, ReadLayout::readData),
    READ_END(0x0405, 4, ReadMessage.ReadEnd.class, ReadLayout::write, ReadLayout::readEnd),
    GET_READ_BALANCE(0x0406, 16, ReadMessage.GetReadBalance.class, ReadLayout::write, ReadLayout::readGetBalance),
    READ_BALANCE(0x0407, 32, ReadMessage.ReadBalance.class, ReadLayout::write, ReadLayout::readBalance),

    PUT_HEAD(
            0x0501,
            22 + Limits.WITNESS_RUN * Witness.BYTES + Limits.SEALED_HEAD,
            HeadMessage.PutHead.class,
            HeadLayout::write,
            HeadLayout::readPut),
    HEAD_RECEIPT(0x0502, HeadReceipt.BYTES, HeadReceipt.class, HeadReceipt::write, HeadReceipt::read),
    HEAD_CONFLICT(0x0503, Witness.BYTES, HeadMessage.HeadConflict.class, HeadLayout::write, HeadLayout::readConflict),
    GET_WITNESS(0x0504, 0, HeadMessage.GetWitness.class, MessageType::nothing, HeadLayout::readGetWitness),
    WITNESS_TOP(0x0505, 1 + Witness.BYTES, HeadMessage.WitnessTop.class, HeadLayout::write, HeadLayout::readTop),
    GET_HEAD(0x0506, 0, HeadMessage.GetHead.class, MessageType::nothing, HeadLayout::readGetHead),
    HEAD(
            0x0507,
            5 + Witness.BYTES + Limits.SEALED_HEAD,
            HeadMessage.HeadAnswer.class,
            HeadLayout::write,
            HeadLayout::readHead),
    LIST_WITNESSES(0x0508, 35, HeadMessage.ListWitnesses.class, HeadLayout::write, HeadLayout::readList),
    WITNESSES(
            0x0509,
            3 + Limits.PAGE_WITNESSES * HeadLayout.WITNESS_ROW,
            HeadMessage.WitnessPage.class,
            HeadLayout::write,
            HeadLayout::readPage),
    GET_HEAD_OF(0x050a, 32, HeadMessage.GetHeadOf.class, HeadLayout::write, HeadLayout::readGetHeadOf),

    OBSERVATION_GET(
            0x0601,
            2 + Limits.REPORTERS * ObservationMessage.Known.BYTES,
            ObservationMessage.ObservationGet.class,
            ObservationLayout::write,
            ObservationLayout::readGet),
    OBSERVATIONS(
            0x0602,
            3 + Limits.OBSERVATIONS * Observation.BYTES,
            ObservationMessage.Observations.class,
            ObservationLayout::write,
            ObservationLayout::readObservations),
    PROOF_GET(
            0x0603,
            1 + Limits.AGREEMENTS * Id32.BYTES,
            ObservationMessage.ProofGet.class,
            ObservationLayout::write,
            ObservationLayout::readProofGet),
    PROOFS(
            0x0604,
            1 + Limits.AGREEMENTS * (2 + AgreementCodec.MAX_BYTES + 2 * DeviceCert.BYTES),
            ObservationMessage.Proofs.class,
            ObservationLayout::write,
            ObservationLayout::readProofs),

    AUDIT_COMMIT(0x0701, AuditCommit.LONGEST, AuditCommit.class, SignedAudit::write, AuditCommit::read),
    AUDIT_CATALOGUE_GET(0x0702, 20, AuditMessage.CatalogueGet.class, AuditLayout::write, AuditLayout::readGet),
    AUDIT_CATALOGUE(
            0x0703,
            22 + Limits.AUDIT_PAGE * AuditMessage.Entry.BYTES,
            AuditMessage.CataloguePage.class,
            AuditLayout::write,
            AuditLayout::readPage),
    AUDIT_COIN(0x0704, AuditCoin.LONGEST, AuditCoin.class, SignedAudit::write, AuditCoin::read),
    AUDIT_OPEN(0x0705, 48 + AuditCoin.LONGEST, AuditMessage.Open.class, AuditLayout::write, AuditLayout::readOpen),
    AUDIT_DATA(0x0706, 4 + Limits.PIECE, AuditMessage.Data.class, AuditLayout::write, AuditLayout::readData),
    AUDIT_PROOF(0x0707, AuditProof.LONGEST, AuditProof.class, SignedAudit::write, AuditProof::read),
    AUDIT_SHOWN(0x0708, AuditShown.BYTES, AuditShown.class, SignedAudit::write, AuditShown::read),
    AUDIT_MISSING(0x0709, AuditMissing.LONGEST, AuditMissing.class, SignedAudit::write, AuditMissing::read),
    AUDIT_NARROW(
            0x070a, 17 + Limits.AUDIT_PICKS, AuditMessage.Narrow.class, AuditLayout::write, AuditLayout::readNarrow),
    AUDIT_BLOCK(0x070b, 32, AuditMessage.Whole.class, AuditLayout::write, AuditLayout::readWhole),
    AUDIT_RECEIPT(0x070c, AuditReceipt.BYTES, AuditReceipt.class, SignedAudit::write, AuditReceipt::read),
    AUDIT_UNRECEIPTED(
            0x070d, AuditUnreceipted.BYTES, AuditUnreceipted.class, SignedAudit::write, AuditUnreceipted::read),

    RELEASE(
            0x0801,
            90 + Limits.RELEASE_BLOCKS * ReleaseLayout.VERSION_BYTES + Signatures.BYTES,
            ReleaseMessage.Release.class,
            ReleaseLayout::write,
            ReleaseLayout::readRelease),
    RELEASED(
            0x0802,
            19 + Limits.RELEASE_BLOCKS * ReleaseLayout.STATE_BYTES,
            ReleaseMessage.Released.class,
            ReleaseLayout::write,
            ReleaseLayout::readReleased),
    ROOT_ORDER(0x0803, RootOrder.BYTES, ReleaseMessage.Order.class, ReleaseLayout::write, ReleaseLayout::readOrder),
    ORDER_TAKEN(0x0804, 16, ReleaseMessage.OrderTaken.class, ReleaseLayout::write, ReleaseLayout::readTaken),

    BREACH(0x0901, Id16.BYTES + 1, HealthMessage.Breach.class, HealthLayout::write, HealthLayout::readBreach),
    BREACH_TAKEN(
            0x0902, Id16.BYTES, HealthMessage.BreachTaken.class, HealthLayout::write, HealthLayout::readBreachTaken),
    DAMAGE(
            0x0903,
            18 + Limits.DAMAGED_BLOCKS * Id16.BYTES,
            HealthMessage.Damage.class,
            HealthLayout::write,
            HealthLayout::readDamage),
    DAMAGE_TAKEN(
            0x0904, Id16.BYTES, HealthMessage.DamageTaken.class, HealthLayout::write, HealthLayout::readDamageTaken),
    AWAY(0x0905, 8, HealthMessage.Away.class, HealthLayout::write, HealthLayout::readAway),
    AWAY_TAKEN(0x0906, 8, HealthMessage.AwayTaken.class, HealthLayout::write, HealthLayout::readAwayTaken),
    SILENCE(
            0x0907,
            2 + Limits.SILENCE_NOTES * SilenceNote.BYTES,
            HealthMessage.Silence.class,
            HealthLayout::write,
            HealthLayout::readSilence),
    SILENCE_TAKEN(
            0x0908,
            2 + Limits.SILENCE_NOTES * SilenceNote.BYTES,
            HealthMessage.SilenceTaken.class,
            HealthLayout::write,
            HealthLayout::readSilenceTaken),

    MOVE_ASKED(0x0a01, 32, MoveMessage.MoveAsked.class, MoveLayout::write, MoveLayout::readAsked),
    MOVE_TAKEN(0x0a02, 32, MoveMessage.MoveTaken.class, MoveLayout::write, MoveLayout::readTaken);

    private static final Map<Integer, MessageType> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MessageType::number, Function.identity()));
    private static final Map<Class<? extends Message>, MessageType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(each -> each.message, Function.identity()));

    private final int number;
    private final int longest;
    private final Class<? extends Message> message;
    private final BiConsumer<Message, ByteWriter> writer;
    private final BiFunction<ByteReader, ByteBuffer, Message> reader;

    <M extends Message> MessageType(
            int number,
            int longest,
            Class<M> message,
            BiConsumer<M, ByteWriter> writer,
            BiFunction<ByteReader, ByteBuffer, M> reader) {
        this.number = number;
        this.longest = longest;
        this.message = message;
        this.writer = (each, out) -> writer.accept(message.cast(each), out);
        this.reader = reader::apply;
    }

    <M extends Message> MessageType(
            int number,
            int longest,
            Class<M> message,
            BiConsumer<M, ByteWriter> writer,
            Function<ByteReader, M> reader) {
        this(number, longest, message, writer, (in, body) -> reader.apply(in));
    }

    /** As written on the wire. */
    public int number() {
        return number;
    }

    /** The longest body, in bytes. */
    public int longest() {
        return longest;
    }

    /** The type of a message. @throws IllegalArgumentException for {@link Message.Unknown}, which is never sent */
    public static MessageType of(Message message) {
        MessageType type = BY_CLASS.get(message.getClass());
        if (type == null) {
            throw new IllegalArgumentException("an unknown message cannot be sent");
        }
        return type;
    }

    static @Nullable MessageType find(int number) {
        return BY_NUMBER.get(number);
    }

    void write(Message each, ByteWriter out) {
        writer.accept(each, out);
    }

    Message read(ByteReader in, ByteBuffer body) {
        return reader.apply(in, body);
    }

    private static void nothing(Message each, ByteWriter out) {
        // these messages say all they have to say by their type
    }

    /** Limits that are sums of several fields. An enum's own constants cannot be named before its values. */
    private static final class Longest {
        static final int REFUSAL = 2 + Limits.CODE + Limits.TEXT;
        static final int ANSWER =
                21 + 4 + 4 + 8 + 8 + 4 + 4 + 8 + 5 * (1 + Limits.LABEL) + 1 + 2 * Limits.FORMATS + LabelCodec.MAX_BYTES;
    }
}
