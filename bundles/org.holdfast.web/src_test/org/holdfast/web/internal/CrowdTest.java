// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Nobody keeps all others from the door, and all together do not use up what the node has. */
class CrowdTest {
    private final Crowd crowd = new Crowd(3, 2);

    @Test
    void soManyInAllBeforeItIsKnownWhoTheyAre() {
        for (int i = 0; i < 3; i++) {
            assertTrue(crowd.comes());
        }
        assertFalse(crowd.comes());
        assertFalse(crowd.comes(), "who was turned away does not count");
        crowd.leaves();
        assertTrue(crowd.comes());
    }

    @Test
    void soManyOfOne() {
        assertTrue(crowd.is("ada"));
        assertTrue(crowd.is("ada"));
        assertFalse(crowd.is("ada"));
        assertTrue(crowd.is("bob"));
        crowd.isNoMore("ada");
        assertTrue(crowd.is("ada"));
        assertFalse(crowd.is("ada"));
    }
}
