// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Step;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.MalformedInput;
import org.holdfast.wire.Hello;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.LinkMessage.Standing;
import org.holdfast.wire.LinkMessage.Welcome;
import org.holdfast.wire.MemberMessage.CertAnswer;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.holdfast.wire.Message;

/**
 * Either side of the first conversation of a link, on stream 0. Both say HELLO at once; whoever has the older roster
 * fetches the newer one and judges by it; both say WELCOME with what the other is to them. The table stands in
 * docs/protocol.md, handshake.
 */
public final class Handshake implements Machine<Handshake.State, Handshake.Adopt, Void, Handshake.Outcome> {
    /** How long each answer may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HandshakeSetup setup;

    public Handshake(HandshakeSetup setup) {
        this.setup = setup;
    }

    /** Keep this roster from now on: it succeeds the node's own one. Answers nothing. */
    public record Adopt(Roster roster) {}

    /** Where a handshake stands. */
    public sealed interface State {
        record New() implements State {}

        /** Our HELLO is out. */
        record Waiting(Heard heard) implements State {}

        /** The peer proved itself; its newer roster is on the way. */
        record Fetching(Hello hello, RosterPieces pieces, Heard heard) implements State {}

        /** Our WELCOME is out. */
        record Judged(Hello hello, Standing peerIs, Optional<Roster> adopted, Heard heard) implements State {}

        record Over() implements State {}
    }

    /**
     * What the peer said out of turn.
     *
     * @param weAre its WELCOME
     * @param newer a later certificate of our own identity: another device has replaced this one
     */
    public record Heard(Optional<Standing> weAre, Optional<DeviceCert> newer) {
        private static final Heard NOTHING = new Heard(Optional.empty(), Optional.empty());
    }

    /** How it ended. */
    public sealed interface Outcome {
        /**
         * The link is good. Unless both are members, only joining may be talked about, and the roster with a
         * member.
         *
         * @param port that the peer listens on; 0 for none
         * @param formats that both can store and send
         */
        record Connected(Peer peer, Standing peerIs, Standing weAre, int port, List<Integer> formats)
                implements Outcome {
            /** Whether every conversation is allowed. */
            public boolean members() {
                return peerIs == Standing.MEMBER && weAre == Standing.MEMBER;
            }
        }

        /**
         * To be closed.
         *
         * @param code TIMED_OUT and PEER_LOST say nothing about the peer
         * @param byPeer whether the peer refused us
         * @param newer a rightly signed later certificate of our own identity, if the peer showed one: an alarm
         */
        record Refused(ErrorCode code, String why, boolean byPeer, Optional<DeviceCert> newer) implements Outcome {}
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Adopt, Outcome> step(State state, Event<Void> event) {
        return switch (event) {
            case Event.Started<Void> started ->
                Step.to(
                        new State.Waiting(Heard.NOTHING),
                        new Effect.Send<>(setup.hello()),
                        new Effect.WakeAfter<>(PATIENCE));
            case Event.Received<Void>(Message message) -> received(state, message);
            case Event.Elapsed<Void> late -> refuse(ErrorCode.TIMED_OUT, "no answer in time", Optional.empty());
            case Event.Disconnected<Void> gone -> over(ErrorCode.PEER_LOST, "the link broke", false, Optional.empty());
            case Event.Failed<Void>(ErrorCode code, String why) -> refuse(code, why, Optional.empty());
            case Event.Done<Void> never -> Step.to(state);
        };
    }

    private Step<State, Adopt, Outcome> received(State state, Message message) {
        if (message instanceof Failure(ErrorCode code, String text)) {
            return over(code, text, true, heard(state).newer());
        }
        return switch (state) {
            case State.Waiting waiting when message instanceof Hello hello -> proved(hello, waiting.heard());
            case State.Waiting waiting
            when message instanceof CertAnswer shown -> Step.to(new State.Waiting(with(waiting.heard(), shown)));
            case State.Fetching fetching when message instanceof RosterPiece piece -> fetched(fetching, piece);
            case State.Fetching(Hello hello, RosterPieces pieces, Heard heard)
            when message instanceof Welcome welcome ->
                Step.to(new State.Fetching(hello, pieces, new Heard(Optional.of(welcome.standing()), heard.newer())));
            case State.Judged judged when message instanceof RosterGet get -> serve(judged, get);
            case State.Judged judged
            when message instanceof Welcome welcome -> connected(judged.hello(), judged.peerIs(), welcome.standing());
            case State.Judged(Hello hello, Standing peerIs, Optional<Roster> adopted, Heard heard)
            when message instanceof CertAnswer shown ->
                Step.to(new State.Judged(hello, peerIs, adopted, with(heard, shown)));
            case State.New n -> misplaced(message);
            case State.Waiting w -> misplaced(message);
            case State.Fetching f -> misplaced(message);
            case State.Judged j -> misplaced(message);
            case State.Over o -> Step.to(o);
        };
    }

    private Step<State, Adopt, Outcome> proved(Hello hello, Heard heard) {
        Optional<HelloCheck.Verdict.Refuse> lie = HelloCheck.prove(setup, hello);
        if (lie.isPresent()) {
            return refuse(lie.get().code(), lie.get().why(), lie.get().newer());
        }
        if (setup.isOlderThan(hello)) {
            return Step.to(
                    new State.Fetching(hello, RosterPieces.NONE, heard),
                    new Effect.Send<>(RosterPieces.NONE.next()),
                    new Effect.WakeAfter<>(PATIENCE));
        }
        return judge(hello, Optional.empty(), heard);
    }

    private Step<State, Adopt, Outcome> fetched(State.Fetching state, RosterPiece piece) {
        Optional<RosterPieces> added = state.pieces().add(piece);
        if (added.isEmpty()) {
            return refuse(ErrorCode.PEER_MISBEHAVED, "this is not the piece I asked for", Optional.empty());
        }
        if (!added.get().completeWith(piece)) {
            return Step.to(
                    new State.Fetching(state.hello(), added.get(), state.heard()),
                    new Effect.Send<>(added.get().next()),
                    new Effect.WakeAfter<>(PATIENCE));
        }
        try {
            return succeed(state, added.get().roster());
        } catch (MalformedInput e) {
            return refuse(ErrorCode.PEER_MISBEHAVED, String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private Step<State, Adopt, Outcome> succeed(State.Fetching state, Roster shown) {
        return switch (setup.roster().orElseThrow().judge(shown)) {
            case SUCCEEDS -> judge(state.hello(), Optional.of(shown), state.heard());
            // of another confederation, or of another branch of ours: our own roster decides what the peer is here
            case FOREIGN, FORKED, LOSES -> judge(state.hello(), Optional.empty(), state.heard());
            case SAME, OLDER, UNSIGNED ->
                refuse(ErrorCode.PEER_MISBEHAVED, "this roster does not succeed mine", Optional.empty());
        };
    }

    private Step<State, Adopt, Outcome> judge(Hello hello, Optional<Roster> adopted, Heard heard) {
        return switch (HelloCheck.judge(setup, adopted.or(setup::roster), hello)) {
            case HelloCheck.Verdict.Refuse(ErrorCode code, String why, Optional<DeviceCert> newer) ->
                refuse(code, why, newer);
            case HelloCheck.Verdict.Is(Standing peerIs) -> welcome(hello, peerIs, adopted, heard);
        };
    }

    private Step<State, Adopt, Outcome> welcome(Hello hello, Standing peerIs, Optional<Roster> adopted, Heard heard) {
        List<Effect<Adopt, Outcome>> effects = new ArrayList<>();
        adopted.ifPresent(roster -> effects.add(new Effect.Do<>(new Adopt(roster))));
        effects.add(new Effect.Send<>(new Welcome(peerIs)));
        effects.add(new Effect.WakeAfter<>(PATIENCE));
        if (heard.weAre().isEmpty()) {
            return new Step<>(new State.Judged(hello, peerIs, adopted, heard), effects);
        }
        effects.addAll(connected(hello, peerIs, heard.weAre().get()).effects());
        return new Step<>(new State.Over(), effects);
    }

    /** A roster names every machine of an organisation: only those that stand on it may read it. */
    private Step<State, Adopt, Outcome> serve(State.Judged state, RosterGet get) {
        if (state.peerIs() != Standing.MEMBER) {
            return refuse(ErrorCode.NOT_ON_ROSTER, "the roster is for members", Optional.empty());
        }
        return state.adopted()
                .or(setup::roster)
                .flatMap(roster -> RosterPieces.answer(roster, get))
                .<Step<State, Adopt, Outcome>>map(
                        piece -> Step.to(state, new Effect.Send<>(piece), new Effect.WakeAfter<>(PATIENCE)))
                .orElseGet(() -> refuse(ErrorCode.PEER_MISBEHAVED, "there is no roster there", Optional.empty()));
    }

    private Step<State, Adopt, Outcome> connected(Hello hello, Standing peerIs, Standing weAre) {
        List<Integer> common =
                hello.formats().stream().filter(setup.formats()::contains).toList();
        return Step.to(
                new State.Over(),
                new Effect.Report<>(
                        new Outcome.Connected(Peer.of(hello.certificate()), peerIs, weAre, hello.port(), common)));
    }

    private static Heard heard(State state) {
        return switch (state) {
            case State.Waiting waiting -> waiting.heard();
            case State.Fetching fetching -> fetching.heard();
            case State.Judged judged -> judged.heard();
            case State.New n -> Heard.NOTHING;
            case State.Over o -> Heard.NOTHING;
        };
    }

    /** Only a rightly signed, later certificate of our own identity is worth keeping. */
    private Heard with(Heard heard, CertAnswer shown) {
        Optional<DeviceCert> newer = shown.certificates().stream()
                .filter(cert -> cert.deviceEpoch() > setup.certificate().deviceEpoch())
                .filter(cert -> cert.verify(setup.certificate().owner()))
                .findFirst();
        return new Heard(heard.weAre(), newer.or(heard::newer));
    }

    private Step<State, Adopt, Outcome> misplaced(Message message) {
        String what = message.getClass().getSimpleName() + " has no place in a handshake now";
        return refuse(ErrorCode.PEER_MISBEHAVED, what, Optional.empty());
    }

    private Step<State, Adopt, Outcome> refuse(ErrorCode code, String why, Optional<DeviceCert> newest) {
        Effect<Adopt, Outcome> failure = new Effect.Send<>(new Failure(code, why));
        Effect<Adopt, Outcome> report = new Effect.Report<>(new Outcome.Refused(code, why, false, Optional.empty()));
        List<Effect<Adopt, Outcome>> effects = newest.<List<Effect<Adopt, Outcome>>>map(
                        cert -> List.of(new Effect.Send<>(new CertAnswer(List.of(cert))), failure, report))
                .orElseGet(() -> List.of(failure, report));
        return new Step<>(new State.Over(), effects);
    }

    private static Step<State, Adopt, Outcome> over(
            ErrorCode code, String why, boolean byPeer, Optional<DeviceCert> newer) {
        return Step.to(new State.Over(), new Effect.Report<>(new Outcome.Refused(code, why, byPeer, newer)));
    }
}
