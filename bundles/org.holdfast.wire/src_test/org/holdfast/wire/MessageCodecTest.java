// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.LabelCodec;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.MalformedInput;
import org.holdfast.wire.NegotiationMessage.Answer;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
    @Test
    void everyTypeHasASample() {
        Set<MessageType> seen = EnumSet.noneOf(MessageType.class);
        Samples.all().values().forEach(envelope -> seen.add(MessageType.of(envelope.message())));
        assertEquals(EnumSet.allOf(MessageType.class), seen);
    }

    @Test
    void everyMessageComesBackAsItWas() {
        Samples.all().forEach((name, envelope) -> assertEquals(envelope, Frames.decode(Frames.encode(envelope)), name));
    }

    @Test
    void equalMessagesHaveEqualBytes() {
        for (Map.Entry<String, Envelope> each : Samples.all().entrySet()) {
            byte[] once = Frames.encode(each.getValue());
            assertArrayEquals(once, Frames.encode(Frames.decode(once)), each.getKey());
        }
    }

    @Test
    void everyPrefixIsMalformedAndSoIsOneByteMore() {
        for (Map.Entry<String, Envelope> each : Samples.all().entrySet()) {
            byte[] frame = Frames.encode(each.getValue());
            boolean data = each.getValue().message() instanceof DataMessage;
            for (int length = 0; length < frame.length; length++) {
                byte[] cut = Arrays.copyOf(frame, length);
                if (length == withoutLabels(each.getValue())) {
                    assertInstanceOf(Answer.class, Frames.decode(cut).message());
                } else if (!data || length < Limits.FRAME_HEADER + 5) {
                    assertThrows(MalformedInput.class, () -> Frames.decode(cut), each.getKey() + " cut to " + length);
                }
            }
            if (!data) {
                byte[] longer = Arrays.copyOf(frame, frame.length + 1);
                assertThrows(MalformedInput.class, () -> Frames.decode(longer), each.getKey());
            }
        }
    }

    /** Where the labels of an answer begin, which is a whole one without them; −1 for other messages. */
    private static int withoutLabels(Envelope envelope) {
        if (!(envelope.message() instanceof Answer answer)
                || answer.domains().labels().isEmpty()) {
            return -1;
        }
        ByteWriter labels = new ByteWriter();
        LabelCodec.write(answer.domains().labels(), labels);
        return Frames.encode(envelope).length - labels.toArray().length;
    }

    @Test
    void dataAreNotCopied() {
        byte[] block = Samples.filled(9, 1000);
        ByteBuffer[] parts = MessageCodec.encode(Envelope.of(1, new PutMessage.PutData(0, ByteBuffer.wrap(block))));
        assertEquals(2, parts.length);
        block[0] = 1;
        assertEquals(1, parts[1].get(0), "the last part is the message's own buffer");
        assertTrue(parts[1].isReadOnly());

        byte[] frame = Frames.encode(Envelope.of(1, new ReadMessage.ReadData(5, ByteBuffer.wrap(block))));
        var read = assertInstanceOf(
                ReadMessage.ReadData.class, Frames.decode(frame).message());
        frame[Limits.FRAME_HEADER + 4] = 77;
        assertEquals(77, read.data().get(0), "the piece is a view of the frame");
    }

    @Test
    void decodingLeavesTheFrameWhereItWas() {
        ByteBuffer frame = ByteBuffer.wrap(Frames.encode(Envelope.of(3, new LinkMessage.Ping(5))));
        Envelope once = MessageCodec.decode(frame);
        assertEquals(once, MessageCodec.decode(frame));
        assertEquals(16, frame.remaining());
    }

    @Test
    void frameHeaderIsLaidOutAsWritten() {
        byte[] frame = Frames.encode(new Envelope(0x01020304, true, new LinkMessage.Pong(0x1122334455667788L)));
        assertEquals(
                "0004" + "0001" + "01020304" + "1122334455667788",
                HexFormat.of().formatHex(frame));
        byte[] quiet = Frames.encode(new Envelope(1, false, new LinkMessage.Bye()));
        assertEquals("0006" + "0000" + "00000001", HexFormat.of().formatHex(quiet));
    }

    @Test
    void unknownTypesAreToldApartByTheirFlag() {
        Envelope critical = Frames.decode(HexFormat.of().parseHex("7fff" + "0001" + "00000007" + "abcdef"));
        assertEquals(new Envelope(7, true, new Message.Unknown(0x7fff)), critical);
        Envelope other = Frames.decode(HexFormat.of().parseHex("7fff" + "0000" + "00000007"));
        assertEquals(new Envelope(7, false, new Message.Unknown(0x7fff)), other);
        assertThrows(IllegalArgumentException.class, () -> MessageCodec.encode(other));
    }

    @Test
    void flagsOfLaterVersionsAreIgnored() {
        Envelope read = Frames.decode(HexFormat.of().parseHex("0006" + "fffe" + "00000000"));
        assertEquals(new Envelope(0, false, new LinkMessage.Bye()), read);
    }

    @Test
    void streamsBeyondTheLastAreMalformed() {
        byte[] frame = HexFormat.of().parseHex("0006" + "0001" + "80000000");
        assertThrows(MalformedInput.class, () -> Frames.decode(frame));
        assertThrows(IllegalArgumentException.class, () -> Envelope.of(-1, new LinkMessage.Bye()));
    }

    @Test
    void bodiesLongerThanTheirTypeAllowsAreRefusedUnread() {
        for (MessageType type : MessageType.values()) {
            byte[] frame = new byte[Limits.FRAME_HEADER + type.longest() + 1];
            ByteBuffer.wrap(frame).putShort((short) type.number());
            MalformedInput refused = assertThrows(MalformedInput.class, () -> Frames.decode(frame), type.name());
            assertTrue(refused.getMessage().contains("longer than " + type.longest()), refused.getMessage());
        }
    }

    @Test
    void controlFramesStayBelowTheirLimit() {
        Set<MessageType> large = EnumSet.of(
                MessageType.PUT_DATA,
                MessageType.READ_DATA,
                MessageType.AUDIT_DATA,
                MessageType.PUT_HEAD,
                MessageType.HEAD);
        for (MessageType type : MessageType.values()) {
            int limit = large.contains(type) ? Limits.DATA_FRAME : Limits.CONTROL_FRAME;
            assertTrue(Limits.FRAME_HEADER + type.longest() <= limit, type + " may have " + type.longest());
        }
    }

    @Test
    void aPieceHasBytesAndNotTooMany() {
        ByteBuffer most = ByteBuffer.allocate(Limits.PIECE);
        byte[] frame = Frames.encode(Envelope.of(1, new PutMessage.PutData(0, most)));
        assertEquals(Limits.PIECE + 12, frame.length);
        assertThrows(IllegalArgumentException.class, () -> new PutMessage.PutData(0, ByteBuffer.allocate(0)));
        assertThrows(
                IllegalArgumentException.class, () -> new PutMessage.PutData(0, ByteBuffer.allocate(Limits.PIECE + 1)));
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        String umlauts = "ä".repeat(300);
        byte[] frame = Frames.encode(Envelope.of(1, new LinkMessage.Failure(ErrorCode.INTERNAL, umlauts)));
        var read =
                assertInstanceOf(LinkMessage.Failure.class, Frames.decode(frame).message());
        assertEquals("ä".repeat(127), read.text());
    }

    @Test
    void codesOfLaterVersionsAreInternalErrors() {
        byte[] frame = HexFormat.of().parseHex("0005" + "0001" + "00000001" + "03" + "4e4557" + "02" + "6f68");
        assertEquals(
                new LinkMessage.Failure(ErrorCode.INTERNAL, "oh"),
                Frames.decode(frame).message());
    }

    @Test
    void typesHaveNumbersOfTheirOwnAndKeepThem() {
        assertEquals(0x0001, MessageType.HELLO.number());
        assertEquals(0x0303, MessageType.PUT_DATA.number());
        assertEquals(0x0507, MessageType.HEAD.number());
        for (MessageType type : MessageType.values()) {
            assertSame(type, MessageType.find(type.number()));
        }
    }
}
