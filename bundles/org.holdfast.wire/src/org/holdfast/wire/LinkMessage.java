// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import org.holdfast.model.ErrorCode;

/** What concerns the link itself, on stream 0; ERROR also ends a conversation on any stream. */
public sealed interface LinkMessage extends Message
        permits Hello, LinkMessage.Welcome, LinkMessage.Ping, LinkMessage.Pong, LinkMessage.Failure, LinkMessage.Bye {

    /** What one side is to the other. */
    enum Standing {
        /** On the roster: may hold every conversation. */
        MEMBER(1),
        /** Not on the roster: may only ask to join and fetch the roster. */
        STRANGER(2);

        private final int number;

        Standing(int number) {
            this.number = number;
        }

        /** As written on the wire. */
        public int number() {
            return number;
        }
    }

    /** The sender has judged the receiver's HELLO; conversations may start once both have said so. */
    record Welcome(Standing standing) implements LinkMessage {}

    /** Is anybody there? */
    record Ping(long number) implements LinkMessage {}

    /** The answer, with the same number. */
    record Pong(long number) implements LinkMessage {}

    /**
     * ERROR: the conversation on this stream is over; on stream 0, the link is.
     *
     * @param text for people; cut to {@link Limits#TEXT} bytes when sent
     */
    record Failure(ErrorCode code, String text) implements LinkMessage {}

    /** No more conversations: the receiver closes the link. Nodes of this version send none; links end by a goodbye. */
    record Bye() implements LinkMessage {}
}
