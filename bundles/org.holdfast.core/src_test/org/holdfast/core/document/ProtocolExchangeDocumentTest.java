// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.wire.Hello;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageCodec;
import org.holdfast.wire.PutMessage.PutBegin;
import org.holdfast.wire.StoreReceipt;
import org.junit.jupiter.api.Test;

/** The exchange of docs/protocol-example.md is what two nodes with these keys say, byte for byte. */
class ProtocolExchangeDocumentTest {
    private static final List<String> PAGE = ProtocolPage.code("One complete exchange");
    private final Exchange exchange = new Exchange().play();

    @Test
    void thePageShowsEveryFrame() {
        List<String> lines = exchange.frames.stream()
                .flatMap(frame -> FrameText.lines(frame).stream())
                .toList();
        assertEquals(String.join("\n", lines), String.join("\n", PAGE));
    }

    @Test
    void whatThePageShowsIsReadAsThoseMessages() {
        List<byte[]> shown = FrameText.frames(PAGE);
        assertEquals(9, shown.size());
        for (int i = 0; i < shown.size(); i++) {
            assertArrayEquals(exchange.frames.get(i).bytes(), shown.get(i), "frame " + i);
        }
        List<Message> messages = shown.stream()
                .map(frame -> MessageCodec.decode(ByteBuffer.wrap(frame)).message())
                .toList();
        var dialler = new Hello.Binding(
                Hello.Role.DIALLER,
                Words.CHANNEL,
                People.ALICE.device().key(),
                People.BOB.device().key());
        assertTrue(assertInstanceOf(Hello.class, messages.getFirst()).signedFor(dialler));
        assertTrue(assertInstanceOf(Hello.class, messages.get(1)).signedFor(dialler.reversed()));
        PutBegin begin = assertInstanceOf(PutBegin.class, messages.get(4));
        StoreReceipt receipt = assertInstanceOf(StoreReceipt.class, messages.getLast());
        assertTrue(receipt.confirms(begin.header())
                && receipt.signedBy(People.BOB.device().key()));
    }
}
