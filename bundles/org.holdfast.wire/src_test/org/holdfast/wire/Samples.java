// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.format.X25519;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.head.Witness;
import org.holdfast.format.identity.AdminClaim;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.EscrowKey;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Invitation;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.JoinProof;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.PairingDigits;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.NodeLabels;
import org.holdfast.model.WeekSchedule;
import org.holdfast.wire.HeadMessage.Kept;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/** At least one message of every type. Always the same: keys come from seeds that are one byte repeated. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Signer ALICE_DEVICE = signer(2);
    static final Signer BOB_DEVICE = signer(4);
    static final DeviceCert ALICE = DeviceCert.issue(signer(1), ALICE_DEVICE, 600_000, 1, NOW);
    static final DeviceCert BOB = DeviceCert.issue(signer(3), BOB_DEVICE, 600_001, 2, NOW);
    static final AgreementId AGREEMENT = AgreementId.of(filled(0x11, 16));
    static final Hello.Binding BINDING =
            new Hello.Binding(Hello.Role.DIALLER, Bytes.of(filled(0x22, 32)), ALICE_DEVICE.key(), BOB_DEVICE.key());
    private static final Signer ADMIN = signer(5);
    private static final Founding FOUNDING = new Founding(ADMIN.key(), NOW, "example");
    private static final Roster ROSTER =
            Roster.found(FOUNDING, List.of(RosterEntry.active(BOB.owner(), "berlin", "bob")), ADMIN);

    private Samples() {}

    static Signer signer(int seed) {
        return Signatures.signer(Ed25519.privateKey(filled(seed, 32)));
    }

    static byte[] filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** By name, which begins with the type's; in the order of the types. */
    static Map<String, Envelope> all() {
        Map<String, Envelope> all = new LinkedHashMap<>();
        link(all);
        members(all);
        negotiation(all);
        put(all);
        read(all);
        head(all);
        move(all);
        observations(all);
        AuditSamples.add(all);
        health(all);
        release(all);
        return all;
    }

    static void add(Map<String, Envelope> all, String name, int stream, Message message) {
        all.put(name, Envelope.of(stream, message));
    }

    private static void link(Map<String, Envelope> all) {
        add(all, "HELLO", 0, hello(Optional.empty()).signed(ALICE_DEVICE, BINDING));
        var voucher = new Hello.Voucher(admission(), BOB);
        add(all, "HELLO with voucher", 0, hello(Optional.of(voucher)).signed(ALICE_DEVICE, BINDING));
        add(all, "WELCOME", 0, new LinkMessage.Welcome(LinkMessage.Standing.MEMBER));
        add(all, "PING", 7, new LinkMessage.Ping(-2));
        add(all, "PONG", 7, new LinkMessage.Pong(-2));
        add(all, "ERROR", 9, new LinkMessage.Failure(ErrorCode.QUOTA_EXCEEDED, "kein Platz für 3 Blöcke"));
        add(all, "BYE", 0, new LinkMessage.Bye());
    }

    static Hello hello(Optional<Hello.Voucher> voucher) {
        return new Hello(
                1,
                1,
                7411,
                ALICE,
                ROSTER.version(),
                ROSTER.hash(),
                List.of(1),
                voucher,
                Bytes.of(new byte[Signatures.BYTES]));
    }

    private static JoinCode code() {
        byte[] encoded = new byte[29];
        encoded[0] = 1;
        System.arraycopy(ROSTER.confederation().bytes(), 0, encoded, 1, 10);
        System.arraycopy(filled(0x33, 16), 0, encoded, 11, 16);
        byte[] check = Mac.sha256("holdfast/v1/join-code".getBytes(), Arrays.copyOf(encoded, 27))
                .bytes();
        System.arraycopy(check, 0, encoded, 27, 2);
        return JoinCode.read(encoded);
    }

    private static Admission admission() {
        var terms = new Invitation.Terms(BOB.owner(), NOW, NOW.plus(Duration.ofDays(1)), 2, Optional.of("berlin"));
        Invitation invitation = Invitation.issue(ROSTER.confederation(), code(), terms, ADMIN);
        return Admission.issue(invitation, 1, ALICE.owner(), "berlin", "alice", NOW, BOB_DEVICE);
    }

    private static Bytes proof(JoinProof.Role role) {
        return Bytes.of(JoinProof.make(code(), role, filled(0x22, 32), ALICE.owner(), BOB.owner()));
    }

    private static void members(Map<String, Envelope> all) {
        Bytes roster = Bytes.of(ROSTER.bytes());
        add(all, "ROSTER_GET", 0, new MemberMessage.RosterGet(61440));
        add(all, "ROSTER", 0, new MemberMessage.RosterPiece(1, roster.length(), 0, roster));
        add(all, "CERT_GET", 3, new MemberMessage.CertGet(BOB.owner()));
        add(all, "CERT", 3, new MemberMessage.CertAnswer(List.of(BOB)));
        add(all, "CERT without any", 3, new MemberMessage.CertAnswer(List.of()));
        Bytes asker = proof(JoinProof.Role.JOINER);
        add(all, "JOIN_ASK", 0, new MemberMessage.JoinAsk(code().invitation(), "berlin", "alice", asker));
        add(all, "JOIN_GRANT", 0, new MemberMessage.JoinGrant(proof(JoinProof.Role.INVITER), admission()));
        add(all, "JOIN_DENY", 0, new MemberMessage.JoinDeny(ErrorCode.JOIN_REFUSED, "used up"));
        CertifiedJoin wish = CertifiedJoin.make(
                ROSTER.confederation(), ALICE, List.of(Bytes.of(filled(0xC1, 40))), text -> Bytes.of(filled(0xC2, 30)));
        add(all, "JOIN_CERTIFIED", 0, new MemberMessage.JoinCertified(wish, "berlin", "alice"));
        add(all, "JOIN_LISTED", 0, new MemberMessage.JoinListed());
        add(all, "ROSTER_NEWS", 39, new MemberMessage.RosterNews(7));
        add(all, "ROSTER_TIP", 39, new MemberMessage.RosterTip(7, ROSTER.hash()));
        add(all, "ADMIN_KEY_GET", 41, new MemberMessage.AdminKeyGet());
        AdminClaim claim = AdminClaim.sign(ADMIN, ROSTER.confederation(), BOB.owner());
        add(all, "ADMIN_KEY", 41, new MemberMessage.AdminKeyAnswer(Optional.of(claim)));
        add(all, "ADMIN_KEY without one", 41, new MemberMessage.AdminKeyAnswer(Optional.empty()));
        escrow(all);
        pairing(all);
    }

    private static void pairing(Map<String, Envelope> all) {
        var open = ConfederationRef.open("street").id();
        var alice = new PairingDigits.Side(ALICE.root(), ALICE.device(), Bytes.of(filled(0x44, 32)));
        var bob = new PairingDigits.Side(BOB.root(), BOB.device(), Bytes.of(filled(0x55, 32)));
        add(all, "PAIR_ASK", 0, new PairMessage.PairAsk(open, alice.commitment(), "alice"));
        add(all, "PAIR_ANSWER", 0, new PairMessage.PairAnswer(bob, "bob"));
        add(all, "PAIR_OPEN", 0, new PairMessage.PairOpen(alice));
        add(all, "PAIR_VERDICT", 0, new PairMessage.PairVerdict(true));
        add(all, "PAIR_VERDICT of no", 0, new PairMessage.PairVerdict(false));
        add(all, "PAIR_PINNED", 0, new PairMessage.PairPinned());
    }

    /** Alice's secret is 32 bytes of 8, the private half of the escrow key of 6, the ephemeral key of 7. */
    private static void escrow(Map<String, Envelope> all) {
        EscrowKey key = new EscrowKey(X25519.publicKey(filled(6, 32)));
        EscrowBox box = EscrowBox.seal(filled(8, 32), ROSTER.confederation(), key, ALICE.owner(), filled(7, 32));
        var wish = EscrowMessage.EscrowGet.sign(ADMIN, ROSTER.confederation(), BOB.owner(), ALICE.owner(), NOW);
        add(all, "ESCROW_PUT", 35, new EscrowMessage.EscrowPut(Optional.of(box)));
        add(all, "ESCROW_PUT without a box", 35, new EscrowMessage.EscrowPut(Optional.empty()));
        add(all, "ESCROW_KEPT", 35, new EscrowMessage.EscrowKept(Optional.empty()));
        add(all, "ESCROW_KEPT and asked for", 35, new EscrowMessage.EscrowKept(Optional.of(wish.by(BOB.owner()))));
        add(all, "ESCROW_GET", 37, wish);
        add(all, "ESCROW", 37, new EscrowMessage.EscrowAnswer(Optional.of(box)));
        add(all, "ESCROW without a box", 37, new EscrowMessage.EscrowAnswer(Optional.empty()));
    }

    static AgreementTerms terms() {
        return new AgreementTerms(
                AGREEMENT,
                1,
                ROSTER.confederation(),
                ALICE.owner(),
                BOB.owner(),
                ByteCount.gibibytes(10),
                ByteCount.gibibytes(12),
                WeekSchedule.always(),
                WeekSchedule.always(),
                domains("host-a"),
                domains("host-b"),
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(400),
                NOW,
                List.of(1),
                new Allowances(128, 1024, 2000, 4, Optional.of(NOW.plus(Duration.ofDays(365)))));
    }

    private static Domains domains(String host) {
        return new Domains(host, "berlin", "linux", "amd64");
    }

    private static void negotiation(Map<String, Envelope> all) {
        AgreementTerms terms = terms();
        Bytes byAlice = AgreementCodec.sign(terms, ALICE_DEVICE);
        Bytes byBob = AgreementCodec.sign(terms, BOB_DEVICE);
        add(all, "NEGOTIATE_ASK", 5, NegotiationMessage.Ask.everything());
        add(all, "NEGOTIATE_ASK for space", 5, new NegotiationMessage.Ask(Set.of(NegotiationMessage.Question.SPACE)));
        add(
                all,
                "NEGOTIATE_ANSWER",
                5,
                new NegotiationMessage.Answer(
                        WeekSchedule.always(),
                        new NegotiationMessage.Bandwidth(2_000, 20_000),
                        new NegotiationMessage.Space(ByteCount.gibibytes(12), ByteCount.gibibytes(10)),
                        new NegotiationMessage.TrackRecord(6, 0, NOW.minus(Duration.ofDays(100))),
                        domains("host-a"),
                        List.of(1, 2)));
        add(
                all,
                "NEGOTIATE_ANSWER with labels",
                5,
                new NegotiationMessage.Answer(
                        WeekSchedule.always(),
                        new NegotiationMessage.Bandwidth(2_000, 0),
                        new NegotiationMessage.Space(ByteCount.gibibytes(12), ByteCount.gibibytes(10)),
                        new NegotiationMessage.TrackRecord(0, 0, Instant.EPOCH),
                        domains("host-a").labelled(NodeLabels.parse("rack=r7,department=sales")),
                        List.of(1)));
        add(all, "PROPOSE", 5, new NegotiationMessage.Propose(terms, byAlice));
        add(all, "ACCEPT", 5, new NegotiationMessage.Accept(AGREEMENT, 1, byBob));
        add(all, "COUNTER", 5, new NegotiationMessage.Counter(terms, "only 10 GiB"));
        add(all, "DECLINE", 5, new NegotiationMessage.Decline(ErrorCode.NO_SPACE, "the disk is full"));
        add(all, "AGREEMENT_GET", 11, new NegotiationMessage.AgreementGet());
        var signed = new SignedAgreement(new Agreement(terms, byAlice, byBob), ALICE, BOB);
        add(all, "AGREEMENT", 11, new NegotiationMessage.AgreementAnswer(List.of(signed), List.of()));
        add(all, "PROBE", 13, new NegotiationMessage.Probe(2 * 1024 * 1024));
        add(all, "PROBE_DATA", 13, new NegotiationMessage.ProbeData(Bytes.of(filled(0x55, 32))));
        add(all, "NOTICE", 15, new NegotiationMessage.Notice(AGREEMENT));
        add(all, "NOTICE_TAKEN", 15, new NegotiationMessage.NoticeTaken(AGREEMENT, 3, ByteCount.mebibytes(7)));
    }

    /** Signed by Alice's device; its payload is 16 KiB of {@code fill}. */
    static BlockHeader header(int fill) {
        BlockHeader unsigned = header(fill, Bytes.of(new byte[Signatures.BYTES]));
        return header(fill, ALICE_DEVICE.sign(SignedType.BLOCK, Arrays.copyOf(unsigned.bytes(), 296)));
    }

    private static BlockHeader header(int fill, Bytes signature) {
        return new BlockHeader(
                ALICE.owner(),
                BOB.owner(),
                AGREEMENT,
                BlockId.of(filled(fill, 16)),
                fill,
                ALICE.deviceEpoch(),
                1,
                BlockClass.DATA,
                2,
                0,
                0,
                16384,
                0,
                NOW.plus(Duration.ofDays(90)),
                NOW,
                Bytes.of(filled(0x44, 48)),
                Mac.sha256(filled(fill, 16384)),
                Mac.sha256(new byte[0]),
                Bytes.of(filled(0x55, 32)),
                signature);
    }

    private static void put(Map<String, Envelope> all) {
        BlockHeader header = header(0x66);
        StoreReceipt receipt = StoreReceipt.sign(BOB_DEVICE, header, NOW);
        add(all, "PUT_BEGIN", 21, new PutMessage.PutBegin(header));
        add(all, "PUT_GO", 21, new PutMessage.PutGo());
        add(all, "PUT_DATA", 21, new PutMessage.PutData(16000, ByteBuffer.wrap(filled(0x66, 384))));
        add(all, "PUT_END", 21, new PutMessage.PutEnd());
        add(all, "STORE_RECEIPT", 21, receipt);
        List<BlockId> blocks = List.of(header.block(), BlockId.of(filled(0x67, 16)));
        add(all, "HAVE", 23, new PutMessage.Have(AGREEMENT, blocks));
        add(all, "HAVE_ANSWER", 23, new PutMessage.HaveAnswer(List.of(receipt)));
        add(all, "HAVE_ANSWER without any", 23, new PutMessage.HaveAnswer(List.of()));
    }

    private static void read(Map<String, Envelope> all) {
        BlockHeader header = header(0x66);
        add(all, "LIST", 25, new ReadMessage.ListBlocks(AGREEMENT, Optional.empty(), 170));
        add(all, "LIST from a block on", 25, new ReadMessage.ListBlocks(AGREEMENT, Optional.of(header.block()), 1));
        add(all, "LIST_PAGE", 25, new ReadMessage.ListPage(false, List.of(header(0x65), header)));
        add(all, "LIST_PAGE without any", 25, new ReadMessage.ListPage(true, List.of()));
        add(all, "READ", 27, new ReadMessage.Read(AGREEMENT, header.block()));
        add(all, "READ_DATA", 27, new ReadMessage.ReadData(0, ByteBuffer.wrap(header.bytes())));
        add(all, "READ_END", 27, new ReadMessage.ReadEnd(16744));
        add(all, "GET_READ_BALANCE", 39, new ReadMessage.GetReadBalance(AGREEMENT));
        var balance = new ReadMessage.ReadBalance(AGREEMENT, ByteCount.gibibytes(4), ByteCount.mebibytes(700));
        add(all, "READ_BALANCE", 39, balance);
    }

    private static void head(Map<String, Envelope> all) {
        byte[] sealed = filled(0x77, 64);
        Witness first = Witness.sign(
                ALICE_DEVICE, ALICE.owner(), ALICE.deviceEpoch(), 1, Witness.NONE, Witness.NONE, sealed, NOW);
        Witness second = Witness.sign(
                ALICE_DEVICE, ALICE.owner(), ALICE.deviceEpoch(), 2, first.hash(), Witness.NONE, sealed, NOW);
        add(all, "PUT_HEAD", 29, new HeadMessage.PutHead(AGREEMENT, List.of(first, second), Bytes.of(sealed)));
        add(all, "HEAD_RECEIPT", 29, HeadReceipt.sign(BOB_DEVICE, BOB.owner(), AGREEMENT, second, NOW));
        add(all, "HEAD_CONFLICT", 29, new HeadMessage.HeadConflict(first));
        add(all, "GET_WITNESS", 31, new HeadMessage.GetWitness());
        add(all, "WITNESS_TOP", 31, new HeadMessage.WitnessTop(Optional.of(second)));
        add(all, "WITNESS_TOP without one", 31, new HeadMessage.WitnessTop(Optional.empty()));
        add(all, "GET_HEAD", 33, new HeadMessage.GetHead());
        var kept = new Kept(second, Bytes.of(sealed));
        add(all, "HEAD", 33, new HeadMessage.HeadAnswer(Optional.of(kept)));
        add(all, "HEAD without one", 33, new HeadMessage.HeadAnswer(Optional.empty()));
        add(all, "LIST_WITNESSES", 35, new HeadMessage.ListWitnesses(Optional.empty(), 256));
        add(all, "LIST_WITNESSES behind one", 35, new HeadMessage.ListWitnesses(Optional.of(second.hash()), 1));
        var newer = new HeadMessage.WitnessPage.Row(second, NOW, true);
        var older = new HeadMessage.WitnessPage.Row(first, Instant.EPOCH, false);
        add(all, "WITNESSES", 35, new HeadMessage.WitnessPage(false, List.of(newer, older)));
        add(all, "WITNESSES without any", 35, new HeadMessage.WitnessPage(true, List.of()));
        add(all, "GET_HEAD_OF", 37, new HeadMessage.GetHeadOf(first.hash()));
    }

    private static void move(Map<String, Envelope> all) {
        ByteCount most = ByteCount.mebibytes(300);
        add(all, "MOVE_ASKED", 45, new MoveMessage.MoveAsked(AGREEMENT, most, NOW));
        add(all, "MOVE_ASKED no more", 45, new MoveMessage.MoveAsked(AGREEMENT, MoveMessage.EVERYTHING, NOW));
        add(all, "MOVE_TAKEN", 45, new MoveMessage.MoveTaken(AGREEMENT, 3, ByteCount.mebibytes(7)));
    }

    /** Alice's of Bob; the reporter of the second is lower or higher, as it comes. */
    static Observation observation(DeviceCert reporter, Signer device, DeviceCert subject) {
        return new Observation.Statement(
                        reporter.owner(),
                        subject.owner(),
                        AgreementCodec.hash(terms()),
                        1_772_366_400,
                        Observation.Period.before(NOW, Duration.ofDays(30)),
                        new Tally(700, 0, 20, 43_000, 41_800, 3),
                        false,
                        Observation.NO_EVIDENCE)
                .signed(device);
    }

    private static void observations(Map<String, Envelope> all) {
        List<Observation> both =
                List.of(observation(ALICE, ALICE_DEVICE, BOB), observation(BOB, BOB_DEVICE, ALICE)).stream()
                        .sorted(ObservationMessage.ORDER)
                        .toList();
        var known = both.stream()
                .map(each -> new ObservationMessage.Known(each.reporter(), each.sequence(), 1))
                .toList();
        add(all, "OBSERVATION_GET", 35, new ObservationMessage.ObservationGet(known));
        add(all, "OBSERVATION_GET by one who knows nothing", 35, new ObservationMessage.ObservationGet(List.of()));
        add(all, "OBSERVATIONS", 35, new ObservationMessage.Observations(true, both));
        add(all, "OBSERVATIONS without any", 35, new ObservationMessage.Observations(false, List.of()));
        AgreementTerms terms = terms();
        add(all, "PROOF_GET", 35, new ObservationMessage.ProofGet(List.of(AgreementCodec.hash(terms))));
        Bytes byAlice = AgreementCodec.sign(terms, ALICE_DEVICE);
        Bytes byBob = AgreementCodec.sign(terms, BOB_DEVICE);
        var proof = new SignedAgreement(new Agreement(terms, byAlice, byBob), ALICE, BOB);
        add(all, "PROOFS", 35, new ObservationMessage.Proofs(List.of(proof)));
        add(all, "PROOFS without any", 35, new ObservationMessage.Proofs(List.of()));
    }

    private static void health(Map<String, Envelope> all) {
        List<BlockId> blocks = List.of(BlockId.of(filled(0x21, 16)), BlockId.of(filled(0x22, 16)));
        add(all, "BREACH by silence", 37, new HealthMessage.Breach(AGREEMENT, HealthMessage.Cause.SILENCE));
        add(all, "BREACH with evidence", 37, new HealthMessage.Breach(AGREEMENT, HealthMessage.Cause.CORRUPT));
        add(all, "BREACH_TAKEN", 37, new HealthMessage.BreachTaken(AGREEMENT));
        add(all, "DAMAGE", 37, new HealthMessage.Damage(AGREEMENT, blocks));
        add(all, "DAMAGE_TAKEN", 37, new HealthMessage.DamageTaken(AGREEMENT));
        add(all, "AWAY", 37, new HealthMessage.Away(NOW.plus(Duration.ofDays(7))));
        add(all, "AWAY_TAKEN", 37, new HealthMessage.AwayTaken(NOW.plus(Duration.ofDays(5))));
        Instant heard = NOW.minus(Duration.ofDays(8));
        SilenceNote note = SilenceNote.sign(BOB_DEVICE, BOB.owner(), ALICE.owner(), heard, NOW);
        add(all, "SILENCE", 37, new HealthMessage.Silence(List.of(note)));
        add(all, "SILENCE_TAKEN", 37, new HealthMessage.SilenceTaken(List.of(note)));
        add(all, "SILENCE_TAKEN of nobody", 37, new HealthMessage.SilenceTaken(List.of()));
    }

    private static void release(Map<String, Envelope> all) {
        BlockId first = BlockId.of(filled(0x66, 16));
        BlockId second = BlockId.of(filled(0x67, 16));
        BlockId third = BlockId.of(filled(0x65, 16));
        var blocks = List.of(
                new ReleaseMessage.Version(first, 0x66),
                new ReleaseMessage.Version(second, 0x67),
                new ReleaseMessage.Version(third, 1));
        add(
                all,
                "RELEASE",
                45,
                ReleaseMessage.Release.sign(ALICE_DEVICE, ALICE.owner(), BOB.owner(), AGREEMENT, NOW, blocks));
        var states = List.of(
                new ReleaseMessage.State(first, ReleaseMessage.Standing.LEAVING, NOW.plus(Duration.ofDays(14))),
                new ReleaseMessage.State(second, ReleaseMessage.Standing.KEPT, Instant.EPOCH),
                new ReleaseMessage.State(third, ReleaseMessage.Standing.GONE, Instant.EPOCH));
        add(all, "RELEASED", 45, new ReleaseMessage.Released(AGREEMENT, false, states));
        add(all, "RELEASED of much", 45, new ReleaseMessage.Released(AGREEMENT, true, states.subList(0, 1)));
        RootOrder order = RootOrder.cancelRelease(signer(1), NOW);
        add(all, "ROOT_ORDER", 47, new ReleaseMessage.Order(order));
        add(all, "ORDER_TAKEN", 47, new ReleaseMessage.OrderTaken(order.sequence(), 3));
    }
}
