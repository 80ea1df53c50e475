// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

/**
 * A message with where it belongs.
 *
 * @param stream the conversation: 0 is the link itself, the dialler opens odd ones, the acceptor even ones
 * @param critical whether a receiver that does not know the message's type must answer with ERROR
 */
public record Envelope(int stream, boolean critical, Message message) {
    /** The conversation of the link itself: HELLO, roster exchange, joining. */
    public static final int LINK_STREAM = 0;

    public Envelope {
        if (stream < 0) {
            throw new IllegalArgumentException("streams are numbered from 0 to 2^31 - 1, not " + stream);
        }
    }

    /** Every message of protocol version 1 is critical. */
    public static Envelope of(int stream, Message message) {
        return new Envelope(stream, true, message);
    }
}
