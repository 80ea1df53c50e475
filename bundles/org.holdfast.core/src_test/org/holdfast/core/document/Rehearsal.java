// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.core.Conversation;
import org.holdfast.core.Machine;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageType;
import org.holdfast.wire.NegotiationMessage.Decline;

/** One machine, told what to hear; what it does and says is written down as the tables of docs/protocol.md have it. */
final class Rehearsal<S, A, D, R> {
    private final Conversation<S, A, D, R> talk;
    private final Function<S, String> names;
    private final List<String> does = new ArrayList<>();
    private final List<String> says = new ArrayList<>();
    private Function<A, Optional<D>> performer;

    Rehearsal(Machine<S, A, D, R> machine, Function<A, Optional<D>> performer, Function<S, String> names) {
        this.performer = performer;
        this.names = names;
        talk = new Conversation<>(machine, this::perform, new Conversation.Outlet() {
            @Override
            public void send(Message message) {
                say(name(message));
            }

            @Override
            public void wakeAfter(Duration delay) {
                // how long is checked where the times are
            }
        });
    }

    private Optional<D> perform(A action) {
        does.add(((Object) action).getClass().getSimpleName());
        return performer.apply(action);
    }

    private void say(String name) {
        if (says.isEmpty() || !says.getLast().equals(name)) {
            says.add(name);
        }
    }

    private static String name(Message message) {
        String type = MessageType.of(message).name();
        return switch (message) {
            case Failure failure -> type + " " + failure.code();
            case Decline decline -> type + " " + decline.code();
            case JoinDeny deny -> type + " " + deny.code();
            default -> type;
        };
    }

    Rehearsal<S, A, D, R> begin() {
        talk.begin();
        return this;
    }

    Rehearsal<S, A, D, R> hear(Message... messages) {
        for (Message message : messages) {
            talk.received(message);
        }
        return this;
    }

    Rehearsal<S, A, D, R> elapse() {
        talk.elapsed();
        return this;
    }

    Rehearsal<S, A, D, R> disconnect() {
        talk.disconnected();
        return this;
    }

    /** From now on actions are answered so. */
    Rehearsal<S, A, D, R> performing(Function<A, Optional<D>> other) {
        performer = other;
        return this;
    }

    /** From now on actions of this kind fail. */
    Rehearsal<S, A, D, R> failing(Class<? extends A> kind, ErrorCode code) {
        Function<A, Optional<D>> before = performer;
        return performing(action -> {
            if (kind.isInstance(action)) {
                throw new HoldfastException(code, "rehearsal", "made up");
            }
            return before.apply(action);
        });
    }

    /** Forgets what was done and said so far. */
    Rehearsal<S, A, D, R> forget() {
        does.clear();
        says.clear();
        return this;
    }

    String state() {
        return names.apply(talk.state());
    }

    /** Columns of a table: what was done, what was said, where it stands now. */
    String columns() {
        return cell(does) + " | " + cell(says) + " | " + state();
    }

    String said() {
        return cell(says);
    }

    private static String cell(List<String> words) {
        return words.isEmpty() ? "–" : String.join(", ", words);
    }
}
