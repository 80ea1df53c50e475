// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.holdfast.core.Reply;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Id32;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who recovers and reaches nobody hears where it was tried, and what came of it. */
@Tag("R61")
class InVainTest {
    private final InVain inVain = new InVain();

    @Test
    void whereNothingWasKnownThatIsSaid() {
        assertEquals("No address was known, and nobody was heard in this network.", inVain.words());
    }

    @Test
    void theLastThatCameOfAnAddressIsSaid() {
        inVain.at(NodeAddress.parse("192.0.2.17:7610"), "connection refused");
        inVain.at(NodeAddress.parse("192.0.2.17:7610"), "the roster is of another confederation");
        assertEquals("Tried in vain: 192.0.2.17:7610 (the roster is of another confederation).", inVain.words());
        inVain.answered(NodeAddress.parse("192.0.2.17:7610"));
        assertEquals("No address was known, and nobody was heard in this network.", inVain.words());
    }

    @Test
    void whoIsLinkedAndSaysNothingIsNamedUntilItDoes() {
        OwnerId member = new OwnerId(Id32.ZERO);
        inVain.with(member, new Reply.Silent<>(ErrorCode.TIMED_OUT));
        assertEquals("Linked, but without an answer: " + member.brief() + " (no answer, TIMED_OUT).", inVain.words());
        inVain.with(member, new Reply.Answered<>("head"));
        assertTrue(inVain.words().startsWith("No address"), inVain.words());
    }

    @Test
    void ofManyTheFirstAreNamed() {
        for (int port = 1001; port <= 1010; port++) {
            inVain.at(new NodeAddress("192.0.2.17", port), "nobody");
        }
        assertTrue(inVain.words().contains("192.0.2.17:1008 (nobody), and 2 more."), inVain.words());
    }
}
