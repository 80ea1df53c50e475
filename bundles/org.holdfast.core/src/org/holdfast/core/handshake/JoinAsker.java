// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import java.time.Duration;
import java.util.Optional;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.Step;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.JoinProof;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.model.MalformedInput;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.MemberMessage.JoinAsk;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.MemberMessage.JoinGrant;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.holdfast.wire.Message;

/**
 * A stranger becomes a member: it proves that it knows a join code, checks that the inviter knows it too, and fetches
 * the roster. Trust in the roster comes from the code: whoever knows its secret spoke for the confederation.
 */
public final class JoinAsker implements Machine<JoinAsker.State, Void, Void, Reply<JoinAsker.Joined>> {
    /** How long the inviter may take: an admin's signature may be needed. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JoinCode code;
    private final OwnerId self;
    private final String site;
    private final String name;
    private final Peer inviter;
    private final Bytes channel;

    /** @param channel binding of the TLS connection, 32 bytes */
    public JoinAsker(JoinCode code, OwnerId self, String site, String name, Peer inviter, Bytes channel) {
        this.code = code;
        this.self = self;
        this.site = site;
        this.name = name;
        this.inviter = inviter;
        this.channel = channel;
    }

    /** What a new member needs from now on; the inviter's certificate goes with the admission. */
    public record Joined(Roster roster, Admission admission, Peer inviter) {}

    /** Where the asking stands. */
    public sealed interface State {
        record New() implements State {}

        record Asked() implements State {}

        record Fetching(Admission admission, RosterPieces pieces) implements State {}

        record Over() implements State {}
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Void, Reply<Joined>> step(State state, Event<Void> event) {
        if (state instanceof State.New && event instanceof Event.Started) {
            Bytes proof = Bytes.of(JoinProof.make(code, JoinProof.Role.JOINER, channel.toArray(), self, inviter.id()));
            return Step.to(
                    new State.Asked(),
                    new Effect.Send<>(new JoinAsk(code.invitation(), site, name, proof)),
                    new Effect.WakeAfter<>(PATIENCE));
        }
        if (event instanceof Event.Received<Void>(Message message)) {
            if (state instanceof State.Asked && message instanceof JoinGrant grant) {
                return granted(grant);
            }
            if (state instanceof State.Asked && message instanceof JoinDeny deny) {
                return Step.to(new State.Over(), new Effect.Report<>(new Reply.Refused<>(deny.code(), deny.reason())));
            }
            if (state instanceof State.Fetching fetching && message instanceof RosterPiece piece) {
                return fetched(fetching, piece);
            }
        }
        return Reply.end(new State.Over(), event);
    }

    private Step<State, Void, Reply<Joined>> granted(JoinGrant grant) {
        byte[] proof = grant.proof().toArray();
        if (!JoinProof.valid(proof, code, JoinProof.Role.INVITER, channel.toArray(), self, inviter.id())) {
            return Reply.misbehaved(new State.Over(), "the inviter does not know the join code");
        }
        if (!grant.admission().owner().equals(self)) {
            return Reply.misbehaved(new State.Over(), "the admission is another machine's");
        }
        return fetch(grant.admission(), RosterPieces.NONE);
    }

    private static Step<State, Void, Reply<Joined>> fetch(Admission admission, RosterPieces pieces) {
        return Step.to(
                new State.Fetching(admission, pieces),
                new Effect.Send<>(pieces.next()),
                new Effect.WakeAfter<>(PATIENCE));
    }

    private Step<State, Void, Reply<Joined>> fetched(State.Fetching state, RosterPiece piece) {
        Optional<RosterPieces> added = state.pieces().add(piece);
        if (added.isEmpty()) {
            return Reply.misbehaved(new State.Over(), "this is not the piece I asked for");
        }
        if (!added.get().completeWith(piece)) {
            return fetch(state.admission(), added.get());
        }
        try {
            return joined(state.admission(), added.get().roster());
        } catch (MalformedInput e) {
            return Reply.misbehaved(new State.Over(), String.valueOf(e.getMessage()));
        }
    }

    private Step<State, Void, Reply<Joined>> joined(Admission admission, Roster roster) {
        if (!code.fits(roster.confederation()) || !roster.wellSigned()) {
            return Reply.misbehaved(new State.Over(), "this is not the roster of the join code's confederation");
        }
        if (!admission.validUnder(roster, inviter.certificate())) {
            return Reply.misbehaved(new State.Over(), "the admission is not valid under the roster");
        }
        return Step.to(
                new State.Over(), new Effect.Report<>(new Reply.Answered<>(new Joined(roster, admission, inviter))));
    }
}
