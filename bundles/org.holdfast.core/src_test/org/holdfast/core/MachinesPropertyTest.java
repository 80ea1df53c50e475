// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditHolder;
import org.holdfast.core.audit.AuditOwner;
import org.holdfast.core.fetch.ReadHolder;
import org.holdfast.core.fetch.ReadOwner;
import org.holdfast.core.handshake.Handshake;
import org.holdfast.core.handshake.HandshakeSetup;
import org.holdfast.core.head.HeadHolder;
import org.holdfast.core.head.HeadOwner;
import org.holdfast.core.list.ListOwner;
import org.holdfast.core.negotiate.Proposer;
import org.holdfast.core.negotiate.Responder;
import org.holdfast.core.pair.PairAnswerer;
import org.holdfast.core.pair.PairAsker;
import org.holdfast.core.pair.Pairing;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.probe.ProbeSource;
import org.holdfast.core.probe.Prober;
import org.holdfast.core.put.PutHolder;
import org.holdfast.core.put.PutOwner;
import org.holdfast.core.support.AuditWords;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.core.track.Gleaner;
import org.holdfast.format.block.HolderCheck;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.PairingDigits;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditMessage.Open;
import org.holdfast.wire.AuditReceipt;
import org.holdfast.wire.HeadMessage.PutHead;
import org.holdfast.wire.HeadReceipt;
import org.holdfast.wire.Hello;
import org.holdfast.wire.Limits;
import org.holdfast.wire.LinkMessage.Ping;
import org.holdfast.wire.Message;
import org.holdfast.wire.NegotiationMessage.Accept;
import org.holdfast.wire.NegotiationMessage.Ask;
import org.holdfast.wire.NegotiationMessage.Probe;
import org.holdfast.wire.NegotiationMessage.ProbeData;
import org.holdfast.wire.ObservationMessage;
import org.holdfast.wire.PairMessage.PairAnswer;
import org.holdfast.wire.PairMessage.PairAsk;
import org.holdfast.wire.PairMessage.PairOpen;
import org.holdfast.wire.PairMessage.PairPinned;
import org.holdfast.wire.PairMessage.PairVerdict;
import org.holdfast.wire.PutMessage.PutBegin;
import org.holdfast.wire.PutMessage.PutEnd;
import org.holdfast.wire.PutMessage.PutGo;
import org.holdfast.wire.ReadMessage.ListPage;
import org.holdfast.wire.ReadMessage.Read;
import org.holdfast.wire.ReadMessage.ReadData;
import org.holdfast.wire.ReadMessage.ReadEnd;
import org.holdfast.wire.StoreReceipt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every machine is told anything at any time, and its actions fail at any time: it never throws, ends at a timeout or a
 * broken link at the latest, and says nothing after its outcome. Each failure names its seed.
 */
class MachinesPropertyTest {
    private static final int HISTORIES = Boolean.getBoolean("holdfast.soak") ? 100_000 : 400;
    private static final List<Message> WORDS = Words.all();
    private static final AgreementRow AGREEMENT =
            new AgreementRow(People.agreement(), AgreementPhase.ACTIVE, People.NOW);

    private static final Bytes HEAD = Bytes.of(People.filled(1, 64));

    /** What one history did: actions and messages, in order. */
    private final List<Object> done = new ArrayList<>();

    /** How many histories ended well: with every word of the course said in order, and nothing else. */
    private int straight;

    /** @param course what the other side ought to say */
    private <S, A, D, R> void histories(
            Supplier<Machine<S, A, D, R>> machine, Performer<A, D> performer, Message... course) {
        straight = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            history(machine.get(), performer, List.of(course), seed);
        }
        assertTrue(straight > HISTORIES / 20, "only " + straight + " histories went their course");
    }

    private <S, A, D, R> void history(
            Machine<S, A, D, R> machine, Performer<A, D> performer, List<Message> course, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        done.clear();
        var talk = new Conversation<>(machine, action -> perform(action, performer, random), outlet());
        Optional<R> outcome = talk.begin();
        int said = 0;
        boolean strayed = false;
        for (int i = 0; i < 40 && outcome.isEmpty(); i++) {
            int chance = random.nextInt(100);
            boolean on = chance < 85 && said < course.size();
            strayed |= !on;
            outcome = on
                    ? talk.received(course.get(said++))
                    : chance == 99 ? talk.elapsed() : talk.received(WORDS.get(random.nextInt(WORDS.size())));
        }
        outcome = outcome.isPresent() ? outcome : talk.disconnected();
        assertTrue(outcome.isPresent(), "seed " + seed + ": a broken link ends everything, not " + talk.state());
        straight += said == course.size() && !strayed ? 1 : 0;
        check(seed);
    }

    private <A, D> Optional<D> perform(A action, Performer<A, D> performer, SplittableRandom random) {
        if (random.nextInt(12) == 0) {
            throw new HoldfastException(ErrorCode.DISK_FAILED, "disk", "made up");
        }
        Optional<D> answer = performer.perform(action);
        done.add(action);
        return answer;
    }

    private Conversation.Outlet outlet() {
        return new Conversation.Outlet() {
            @Override
            public void send(Message message) {
                done.add(message);
            }

            @Override
            public void wakeAfter(Duration delay) {
                assertFalse(delay.isNegative() || delay.isZero());
            }
        };
    }

    /** Whatever is confirmed was done before. */
    private void check(long seed) {
        for (int i = 0; i < done.size(); i++) {
            List<Object> before = done.subList(0, i);
            boolean founded = switch (done.get(i)) {
                case StoreReceipt receipt -> before.stream().anyMatch(PutHolder.Action.Commit.class::isInstance);
                case HeadReceipt receipt -> before.stream().anyMatch(HeadHolder.Action.Save.class::isInstance);
                case Accept accept -> before.stream().anyMatch(Responder.Action.Keep.class::isInstance);
                case AuditCoin coin -> before.stream().anyMatch(AuditHolder.Action.Toss.class::isInstance);
                case Open open -> before.stream().anyMatch(AuditOwner.Action.Keep.class::isInstance);
                case AuditReceipt receipt ->
                    before.stream().anyMatch(AuditOwner.Action.Close.class::isInstance)
                            || before.stream().anyMatch(AuditOwner.Action.Settle.class::isInstance);
                case PairPinned pinned -> before.stream().anyMatch(Pairing.Action.Pin.class::isInstance);
                default -> true;
            };
            assertTrue(founded, "seed " + seed + ": confirmed before it was done: " + done);
        }
    }

    private static HandshakeSetup setup() {
        return new HandshakeSetup(
                new Hello.Binding(
                        Hello.Role.ACCEPTOR,
                        Words.CHANNEL,
                        People.BOB.device().key(),
                        People.ALICE.device().key()),
                People.BOB.certificate(),
                People.BOB.device(),
                0,
                Optional.of(Words.ROSTER),
                Optional.empty(),
                List.of(1),
                Optional.empty(),
                owner -> Optional.empty(),
                People.NOW);
    }

    @Test
    void handshake() {
        histories(
                () -> new Handshake(setup()), action -> Optional.empty(), Words.hello(), Words.roster(), Words.WELCOME);
    }

    private static Optional<AuditOwner.Answer> bench(AuditOwner.Action action) {
        return switch (action) {
            case AuditOwner.Action.Keep keep -> Optional.empty();
            case AuditOwner.Action.Append append -> Optional.empty();
            case AuditOwner.Action.Settle settle ->
                Optional.of(new AuditOwner.Answer.Settled(AuditWords.receipt(AuditReceipt.Result.UNDECIDED)));
            case AuditOwner.Action.Begin begin -> Optional.of(new AuditOwner.Answer.Expecting(1000));
            case AuditOwner.Action.Judge judge -> Optional.of(new AuditOwner.Answer.Judged(true, true));
            case AuditOwner.Action.Weigh weigh -> Optional.of(new AuditOwner.Answer.Weighed(AuditOwner.Weight.RIGHT));
            case AuditOwner.Action.Recheck recheck -> Optional.of(new AuditOwner.Answer.Rechecked(true));
            case AuditOwner.Action.Close close ->
                Optional.of(new AuditOwner.Answer.Closed(
                        new AuditFinding.Proved(2, 8), AuditWords.receipt(AuditReceipt.Result.PROVED)));
        };
    }

    @Test
    @Tag("R45")
    void auditOwner() {
        AuditWords words = AuditWords.pieces();
        histories(
                () -> new AuditOwner(People.peer(People.BOB), words.challenge, AuditWords.PIECES),
                MachinesPropertyTest::bench,
                words.coin,
                AuditWords.data(0),
                words.proof(Bytes.EMPTY));
    }

    private static Optional<AuditHolder.Answer> desk(AuditWords words, AuditHolder.Action action) {
        return switch (action) {
            case AuditHolder.Action.LookUp lookUp ->
                Optional.of(new AuditHolder.Answer.Stands(new AuditHolder.Standing.Ready()));
            case AuditHolder.Action.Learn learn -> Optional.of(new AuditHolder.Answer.Learnt(2));
            case AuditHolder.Action.Toss toss -> Optional.of(new AuditHolder.Answer.Tossed(words.coin));
            case AuditHolder.Action.Draw draw -> Optional.of(new AuditHolder.Answer.Drawn(Optional.of(words.drawn)));
            case AuditHolder.Action.Prove(var part, Bytes picks) ->
                Optional.of(new AuditHolder.Answer.Proof(Bytes.of(new byte[100]), words.proof(picks)));
            case AuditHolder.Action.Show show -> Optional.of(new AuditHolder.Answer.Opened(1000));
            case AuditHolder.Action.Load(int offset, int length) ->
                Optional.of(new AuditHolder.Answer.Piece(offset, ByteBuffer.allocate(length)));
            case AuditHolder.Action.Finish finish ->
                Optional.of(new AuditHolder.Answer.Shown(words.shown(AuditWords.ONE)));
            case AuditHolder.Action.Cheated cheated -> Optional.empty();
            case AuditHolder.Action.Keep keep -> Optional.empty();
            case AuditHolder.Action.Close close -> Optional.empty();
        };
    }

    @Test
    @Tag("R45")
    void auditHolder() {
        AuditWords words = AuditWords.pieces();
        histories(
                () -> new AuditHolder(People.BOB, People.peer(People.ALICE)),
                action -> desk(words, action),
                words.challenge.commit(),
                words.open(),
                words.narrow(),
                words.whole(AuditWords.ONE),
                AuditWords.receipt(AuditReceipt.Result.PROVED));
    }

    private static PairingDigits.Side keys(Self person) {
        return new PairingDigits.Side(
                person.certificate().root(), person.certificate().device(), Bytes.of(People.filled(1, 32)));
    }

    /** The person says yes as soon as there is something to compare. */
    private static Optional<Pairing.Decided> person(Pairing.Action action) {
        return action instanceof Pairing.Action.Show ? Optional.of(new Pairing.Decided(true)) : Optional.empty();
    }

    @Test
    void pairAsker() {
        histories(
                () -> new PairAsker(
                        People.FOUNDING.id(), keys(People.ALICE), "a", People.peer(People.BOB), Words.CHANNEL),
                MachinesPropertyTest::person,
                new PairAnswer(keys(People.BOB), "b"),
                new PairVerdict(true),
                new PairPinned());
    }

    @Test
    void pairAnswerer() {
        histories(
                () -> new PairAnswerer(
                        People.FOUNDING.id(), keys(People.BOB), "b", People.peer(People.ALICE), Words.CHANNEL),
                MachinesPropertyTest::person,
                new PairAsk(People.FOUNDING.id(), keys(People.ALICE).commitment(), "a"),
                new PairOpen(keys(People.ALICE)),
                new PairVerdict(true),
                new PairPinned());
    }

    @Test
    @Tag("R1")
    void putHolder() {
        histories(
                () -> new PutHolder(People.BOB, People.peer(People.ALICE)),
                action -> switch (action) {
                    case PutHolder.Action.LookUp look ->
                        Optional.of(new PutHolder.Answer.Found(Optional.of(AGREEMENT), Optional.empty(), People.NOW));
                    case PutHolder.Action.Keep keep -> Optional.of(new PutHolder.Answer.Kept());
                    case PutHolder.Action.Check look ->
                        Optional.of(new PutHolder.Answer.Checked(HolderCheck.Verdict.WHOLE));
                    case PutHolder.Action.Commit commit -> Optional.of(new PutHolder.Answer.Stored(People.NOW));
                    case PutHolder.Action.Begin begin -> Optional.empty();
                    case PutHolder.Action.Append append -> Optional.empty();
                    case PutHolder.Action.Discard discard -> Optional.empty();
                },
                new PutBegin(Words.HEADER),
                Words.data(0),
                Words.data(16384),
                new PutEnd());
    }

    @Test
    @Tag("R11")
    void prober() {
        ProbeData half = new ProbeData(Bytes.of(new byte[500]));
        histories(() -> new Prober(1000), action -> Optional.empty(), half, half);
    }

    @Test
    @Tag("R11")
    void probeSource() {
        histories(
                () -> new ProbeSource(new byte[Limits.PROBE_PIECE]),
                action -> Optional.empty(),
                new Probe(Limits.PROBE_PIECE + 1));
    }

    @Test
    void putOwner() {
        histories(
                () -> new PutOwner(People.peer(People.BOB), Words.HEADER, ByteBuffer.wrap(Words.PAYLOAD)),
                action -> Optional.empty(),
                new PutGo(),
                StoreReceipt.sign(People.BOB.device(), Words.HEADER, People.NOW));
    }

    @Test
    void readHolder() {
        histories(
                ReadHolder::new,
                action -> switch (action) {
                    case ReadHolder.Action.Open open -> Optional.of(new ReadHolder.Answer.Opened(600_000));
                    case ReadHolder.Action.Load(int offset, int length) ->
                        Optional.of(new ReadHolder.Answer.Piece(offset, ByteBuffer.allocate(length)));
                    case ReadHolder.Action.Close close -> Optional.empty();
                },
                new Read(People.AGREEMENT, Words.HEADER.block()));
    }

    @Test
    void readOwner() {
        histories(
                () -> new ReadOwner(People.AGREEMENT, Words.HEADER.block(), Words.PAYLOAD.length, Words.PAYLOAD.length),
                action -> Optional.empty(),
                new ReadData(0, ByteBuffer.wrap(Words.PAYLOAD)),
                new ReadEnd(Words.PAYLOAD.length));
    }

    @Test
    void listOwner() {
        histories(
                () -> new ListOwner(People.ALICE.id(), People.peer(People.BOB), People.AGREEMENT, 10),
                action -> Optional.empty(),
                new ListPage(false, List.of(Words.HEADER)),
                new ListPage(true, List.of()));
    }

    @Test
    void headHolder() {
        histories(
                () -> new HeadHolder(People.BOB, People.peer(People.ALICE)),
                action -> switch (action) {
                    case HeadHolder.Action.LookUp look ->
                        Optional.of(new HeadHolder.Answer.Found(Optional.of(AGREEMENT), Optional.empty()));
                    case HeadHolder.Action.Save save -> Optional.of(new HeadHolder.Answer.Saved(People.NOW));
                },
                new PutHead(People.AGREEMENT, List.of(Words.WITNESS), HEAD));
    }

    @Test
    void headOwner() {
        histories(
                () -> new HeadOwner(People.peer(People.BOB), People.AGREEMENT, List.of(Words.WITNESS), HEAD),
                action -> Optional.empty(),
                HeadReceipt.sign(People.BOB.device(), People.BOB.id(), People.AGREEMENT, Words.WITNESS, People.NOW));
    }

    @Test
    void proposer() {
        histories(
                () -> new Proposer(People.ALICE, People.peer(People.BOB), Words.answer()),
                action -> switch (action) {
                    case Proposer.Action.Judge judge -> Optional.of(new Proposer.Decision.Want(People.terms()));
                    case Proposer.Action.JudgeCounter judge -> Optional.of(new Proposer.Decision.Want(People.terms()));
                    case Proposer.Action.Claim claim -> Optional.empty();
                    case Proposer.Action.Confirm confirm -> Optional.empty();
                    case Proposer.Action.Drop drop -> Optional.empty();
                },
                Words.answer(),
                Ask.everything(),
                Words.accept());
    }

    @Test
    @Tag("R17")
    void responder() {
        histories(
                () -> new Responder(People.BOB, People.peer(People.ALICE), Words.answer()),
                action -> switch (action) {
                    case Responder.Action.Find find -> Optional.of(new Responder.Decision.Known(Optional.empty()));
                    case Responder.Action.Consider consider ->
                        Optional.of(new Responder.Decision.Considered(new NegotiationPolicy.Reply.Accept()));
                    case Responder.Action.Keep keep -> Optional.empty();
                },
                Ask.everything(),
                Words.answer(),
                Words.propose());
    }

    @Test
    void gleaner() {
        histories(
                () -> new Gleaner(new ObservationMessage.ObservationGet(List.of())),
                action -> switch (action) {
                    case Gleaner.Action.Take take ->
                        Optional.of(new Gleaner.Progress(0, List.of(AgreementCodec.hash(People.terms()))));
                    case Gleaner.Action.Prove prove -> Optional.of(new Gleaner.Progress(1, List.of()));
                },
                new ObservationMessage.Observations(false, List.of()),
                new ObservationMessage.Proofs(List.of()));
    }

    @Test
    void inquiry() {
        histories(
                () -> Inquiry.expecting(Ping.class, new Ping(1), Duration.ofSeconds(1)),
                Inquiry.performer(),
                new Ping(2));
    }
}
