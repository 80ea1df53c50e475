// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AnswersTest {
    private final Answers answers = new Answers(1_000);

    @Test
    void aFewAtOnceAndThenOneForEachInterval() {
        for (int i = 0; i < Answers.MOST; i++) {
            assertTrue(answers.take());
        }
        assertFalse(answers.take());
        answers.passed(999);
        assertFalse(answers.take());
        answers.passed(1);
        assertTrue(answers.take());
        assertFalse(answers.take());
    }

    @Test
    void theyDoNotPileUp() {
        answers.passed(Long.MAX_VALUE / 2);
        int taken = 0;
        while (answers.take()) {
            taken++;
        }
        assertEquals(Answers.MOST, taken);
    }

    /** Somebody asks all the time: an hour of it is answered sixty times a minute's interval, and the first few times. */
    @Test
    void askingAllTheTimeCostsNoMoreThanTheInterval() {
        int answered = 0;
        for (int i = 0; i < 3_600; i++) {
            answers.passed(1_000 / 60 + (i % 3 == 0 ? 0 : 1));
            answered += answers.take() ? 1 : 0;
        }
        assertTrue(answered <= 60 + Answers.MOST + 1, "answered " + answered);
        assertTrue(answered >= 58, "answered " + answered);
    }
}
