// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void answersAreTheVectors() {
        Vectors.answers().forEach((name, answer) -> assertArrayEquals(Vectors.read(name), answer.bytes(), name));
    }

    @Test
    void theLongestIsAsLongAsTheDocumentSays() {
        var most = Collections.nCopies(Question.MOST_WANTED, Bytes.of(new byte[Question.LONGEST_ADVERT]));
        assertEquals(44_942, new Answer(Reception.TAKEN, 1, most).bytes().length);
    }
}
