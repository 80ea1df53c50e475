// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.LinkMessage.Bye;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.LinkMessage.Ping;
import org.holdfast.wire.LinkMessage.Pong;
import org.holdfast.wire.LinkMessage.Standing;
import org.holdfast.wire.LinkMessage.Welcome;

/**
 * Bodies of the link's own messages (HELLO: see {@link Hello}).
 *
 * <pre>
 * WELCOME   0  1  standing: 1 member, 2 stranger
 * PING      0  8  number
 * PONG      0  8  number, as in the PING
 * ERROR     0  1  c, length of the code's name, at most 40
 *           1  c  the code's name, ASCII (docs/errors.md)
 *         1+c  1  t, length of the text
 *         2+c  t  text for people, UTF-8
 * BYE       empty
 * </pre>
 */
final class LinkLayout {
    private LinkLayout() {}

    static void write(Welcome welcome, ByteWriter out) {
        out.u8(welcome.standing().number());
    }

    static Welcome readWelcome(ByteReader in) {
        int number = in.u8();
        for (Standing each : Standing.values()) {
            if (each.number() == number) {
                return new Welcome(each);
            }
        }
        throw in.bad("no standing has the number " + number);
    }

    static void write(Ping ping, ByteWriter out) {
        out.i64(ping.number());
    }

    static Ping readPing(ByteReader in) {
        return new Ping(in.i64());
    }

    static void write(Pong pong, ByteWriter out) {
        out.i64(pong.number());
    }

    static Pong readPong(ByteReader in) {
        return new Pong(in.i64());
    }

    static void write(Failure failure, ByteWriter out) {
        writeCode(failure.code(), out);
        out.text8(cut(failure.text()), Limits.TEXT);
    }

    static Failure readFailure(ByteReader in) {
        return new Failure(readCode(in), in.text8(Limits.TEXT));
    }

    static Bye readBye(ByteReader in) {
        return new Bye();
    }

    static void writeCode(ErrorCode code, ByteWriter out) {
        out.text8(code.name(), Limits.CODE);
    }

    /** A name from a newer version is taken as INTERNAL: the conversation failed, and the text says why. */
    static ErrorCode readCode(ByteReader in) {
        String name = in.text8(Limits.CODE);
        for (ErrorCode each : ErrorCode.values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return ErrorCode.INTERNAL;
    }

    /** As many whole characters as fit into {@link Limits#TEXT} bytes of UTF-8. */
    static String cut(String text) {
        ByteBuffer room = ByteBuffer.allocate(Limits.TEXT);
        CharBuffer chars = CharBuffer.wrap(text);
        StandardCharsets.UTF_8.newEncoder().encode(chars, room, true);
        return text.substring(0, chars.position());
    }
}
