// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.holdfast.model.MalformedInput;
import org.holdfast.wire.NegotiationMessage.AgreementAnswer;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.junit.jupiter.api.Test;

class AgreementAnswerTest {
    private static final Envelope SAMPLE = Samples.all().get("AGREEMENT");
    private static final SignedAgreement ONE =
            ((AgreementAnswer) SAMPLE.message()).lasting().getFirst();

    private static AgreementAnswer answer(int lasting, int ended) {
        return new AgreementAnswer(Collections.nCopies(lasting, ONE), Collections.nCopies(ended, ONE));
    }

    private static byte[] encoded(AgreementAnswer answer) {
        return Frames.encode(Envelope.of(SAMPLE.stream(), answer));
    }

    @Test
    void whatHasEndedIsToldApart() {
        for (int ended = 0; ended <= Limits.AGREEMENTS; ended++) {
            AgreementAnswer answer = answer(Limits.AGREEMENTS - ended, ended);
            assertEquals(answer, Frames.decode(encoded(answer)).message());
        }
        assertThrows(IllegalArgumentException.class, () -> answer(Limits.AGREEMENTS, 1));
    }

    @Test
    void noMoreHaveEndedThanThereAre() {
        byte[] frame = encoded(answer(0, 1));
        byte[] other = encoded(answer(1, 0));
        int counts = Arrays.mismatch(frame, other);
        assertEquals(0x11, frame[counts]);
        frame[counts] = 0x21;
        assertThrows(MalformedInput.class, () -> Frames.decode(frame));
        other[counts] = 0x11;
        assertArrayEquals(encoded(answer(0, 1)), other);
    }

    @Test
    void nothingIsAnAnswer() {
        assertEquals(
                new AgreementAnswer(List.of(), List.of()),
                Frames.decode(encoded(answer(0, 0))).message());
    }
}
