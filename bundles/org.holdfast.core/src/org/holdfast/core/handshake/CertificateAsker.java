// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import java.util.Optional;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Reply;
import org.holdfast.core.Step;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.MalformedInput;
import org.holdfast.wire.MemberMessage.JoinCertified;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.MemberMessage.JoinListed;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.holdfast.wire.Message;

/**
 * A stranger becomes a member with a certificate of the organisation's CA. There is no secret that both know: it believes
 * a roster because it knows the confederation's id, which is a hash of the founder's key, and that it is in because the
 * roster lists it.
 */
public final class CertificateAsker implements Machine<CertificateAsker.State, Void, Void, Reply<Roster>> {
    private final CertifiedJoin wish;
    private final DeviceCert self;
    private final String site;
    private final String name;

    /** @param self of the device that {@code wish} names */
    public CertificateAsker(CertifiedJoin wish, DeviceCert self, String site, String name) {
        this.wish = wish;
        this.self = self;
        this.site = site;
        this.name = name;
    }

    /** Where the asking stands. */
    public sealed interface State {
        record New() implements State {}

        record Asked() implements State {}

        record Fetching(RosterPieces pieces) implements State {}

        record Over() implements State {}
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Void, Reply<Roster>> step(State state, Event<Void> event) {
        if (state instanceof State.New && event instanceof Event.Started) {
            return Step.to(
                    new State.Asked(),
                    new Effect.Send<>(new JoinCertified(wish, site, name)),
                    new Effect.WakeAfter<>(JoinAsker.PATIENCE));
        }
        if (event instanceof Event.Received<Void>(Message message)) {
            if (state instanceof State.Asked && message instanceof JoinListed) {
                return fetch(RosterPieces.NONE);
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

    private static Step<State, Void, Reply<Roster>> fetch(RosterPieces pieces) {
        return Step.to(
                new State.Fetching(pieces),
                new Effect.Send<>(pieces.next()),
                new Effect.WakeAfter<>(JoinAsker.PATIENCE));
    }

    private Step<State, Void, Reply<Roster>> fetched(State.Fetching state, RosterPiece piece) {
        Optional<RosterPieces> added = state.pieces().add(piece);
        if (added.isEmpty()) {
            return Reply.misbehaved(new State.Over(), "this is not the piece I asked for");
        }
        if (!added.get().completeWith(piece)) {
            return fetch(added.get());
        }
        try {
            return listed(added.get().roster());
        } catch (MalformedInput e) {
            return Reply.misbehaved(new State.Over(), String.valueOf(e.getMessage()));
        }
    }

    private Step<State, Void, Reply<Roster>> listed(Roster roster) {
        if (!roster.confederation().equals(wish.confederation()) || !roster.vouchedByFounder()) {
            return Reply.misbehaved(new State.Over(), "this is not the roster of the confederation that I join");
        }
        if (roster.standing(self) != Roster.Standing.ADMITTED) {
            return Reply.misbehaved(new State.Over(), "the roster does not list me");
        }
        return Step.to(new State.Over(), new Effect.Report<>(new Reply.Answered<>(roster)));
    }
}
