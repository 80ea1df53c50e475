// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.Test;

class HelloTest {
    private final Hello hello = Samples.hello(Optional.empty()).signed(Samples.ALICE_DEVICE, Samples.BINDING);

    @Test
    void isGoodForItsOwnConnection() {
        assertTrue(hello.signedFor(Samples.BINDING));
        assertTrue(hello.signedFor(Samples.BINDING.reversed().reversed()));
    }

    @Test
    void isGoodForNoOtherConnection() {
        Hello.Binding b = Samples.BINDING;
        Bytes otherChannel = Bytes.of(Samples.filled(0x23, 32));
        assertFalse(hello.signedFor(b.reversed()), "another role and direction");
        assertFalse(hello.signedFor(new Hello.Binding(Hello.Role.ACCEPTOR, b.channel(), b.sender(), b.receiver())));
        assertFalse(hello.signedFor(new Hello.Binding(b.role(), otherChannel, b.sender(), b.receiver())));
        assertFalse(hello.signedFor(new Hello.Binding(b.role(), b.channel(), b.receiver(), b.receiver())));
        assertFalse(hello.signedFor(new Hello.Binding(b.role(), b.channel(), b.sender(), b.sender())));
    }

    @Test
    void everyFieldIsSigned() {
        Hello h = hello;
        List<Hello> altered = List.of(
                new Hello(1, 2, h.port(), h.certificate(), 1, h.rosterHash(), h.formats(), h.voucher(), h.signature()),
                new Hello(1, 1, 7412, h.certificate(), 1, h.rosterHash(), h.formats(), h.voucher(), h.signature()),
                new Hello(1, 1, 7411, Samples.BOB, 1, h.rosterHash(), h.formats(), h.voucher(), h.signature()),
                new Hello(1, 1, 7411, h.certificate(), 2, h.rosterHash(), h.formats(), h.voucher(), h.signature()),
                new Hello(1, 1, 7411, h.certificate(), 1, h.rosterHash(), List.of(), h.voucher(), h.signature()));
        altered.forEach(each -> assertFalse(each.signedFor(Samples.BINDING), each.toString()));
    }
}
