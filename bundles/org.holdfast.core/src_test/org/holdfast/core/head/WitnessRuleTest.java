// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.head.WitnessRule.Verdict;
import org.holdfast.core.support.People;
import org.holdfast.format.head.Witness;
import org.junit.jupiter.api.Test;

class WitnessRuleTest {
    private static final Peer ALICE = People.peer(People.ALICE);
    private static final Witness W1 = Chain.first(People.ALICE);
    private static final Witness W2 = Chain.after(People.ALICE, W1);
    private static final Witness W3 = Chain.after(People.ALICE, W2);
    private static final Witness B2 = Chain.branch(People.ALICE, W1);

    private static Verdict judge(Optional<Witness> top, Witness... run) {
        return judge(ALICE, top, run);
    }

    private static Verdict judge(Peer owner, Optional<Witness> top, Witness... run) {
        return WitnessRule.judge(owner, top, List.of(run), Chain.head(run[run.length - 1].sequence()));
    }

    private static void wrong(Verdict verdict) {
        assertInstanceOf(Verdict.Wrong.class, verdict);
    }

    @Test
    void whoKnowsNothingTakesAnything() {
        assertEquals(new Verdict.Take(List.of(W1)), judge(Optional.empty(), W1));
        assertEquals(new Verdict.Take(List.of(W3)), judge(Optional.empty(), W3));
        assertEquals(new Verdict.Take(List.of(W2, W3)), judge(Optional.empty(), W2, W3));
    }

    @Test
    void theNextOneIsTaken() {
        assertEquals(new Verdict.Take(List.of(W2)), judge(Optional.of(W1), W2));
        assertEquals(new Verdict.Take(List.of(W2, W3)), judge(Optional.of(W1), W2, W3));
    }

    @Test
    void whatIsKnownAlreadyIsLeftOut() {
        assertEquals(new Verdict.Take(List.of(W3)), judge(Optional.of(W2), W1, W2, W3));
        assertEquals(new Verdict.Same(), judge(Optional.of(W3), W2, W3));
        assertEquals(new Verdict.Same(), judge(Optional.of(W1), W1));
    }

    @Test
    void aGapIsAConflict() {
        assertEquals(new Verdict.Conflict(W1), judge(Optional.of(W1), W3));
    }

    @Test
    void aRollBackIsAConflict() {
        assertEquals(new Verdict.Conflict(W3), judge(Optional.of(W3), W2));
        assertEquals(new Verdict.Conflict(W3), judge(Optional.of(W3), W1, W2));
    }

    @Test
    void aForkIsAConflictUntilItIsJoined() {
        assertEquals(new Verdict.Conflict(B2), judge(Optional.of(B2), W2));
        assertEquals(new Verdict.Conflict(B2), judge(Optional.of(B2), W2, W3));
        NextWitness next = NextWitness.after(Optional.of(W2), List.of(B2), hash -> hash.equals(W2.hash()));
        Witness joined = Chain.next(People.ALICE, next);
        assertEquals(new Verdict.Take(List.of(joined)), judge(Optional.of(B2), joined));
        assertEquals(new Verdict.Take(List.of(joined)), judge(Optional.of(W2), joined));
    }

    @Test
    void aNewerDeviceNeedsNoLink() {
        Peer recovered = People.peer(People.NEW_ALICE);
        Witness over = Chain.after(People.NEW_ALICE, W3);
        assertEquals(new Verdict.Take(List.of(over)), judge(recovered, Optional.of(W1), over));
    }

    @Test
    void aNewerDeviceMustNotStartBehind() {
        Peer recovered = People.peer(People.NEW_ALICE);
        Witness anew = Chain.first(People.NEW_ALICE);
        assertEquals(new Verdict.Conflict(W3), judge(recovered, Optional.of(W3), anew));
        assertEquals(new Verdict.Conflict(W1), judge(recovered, Optional.of(W1), anew));
    }

    @Test
    void onlyThePresentDeviceSpeaks() {
        Peer recovered = People.peer(People.NEW_ALICE);
        wrong(judge(recovered, Optional.of(W1), W2));
        wrong(judge(People.peer(People.BOB), Optional.empty(), W1));
        wrong(judge(ALICE, Optional.empty(), Chain.first(People.NEW_ALICE)));
    }

    @Test
    void aRunHangsTogether() {
        wrong(judge(Optional.empty(), W1, W3));
        wrong(judge(Optional.empty(), W2, W1));
        wrong(judge(Optional.of(W1), B2, W3));
    }

    @Test
    void theHeadIsTheOneOfTheLastWitness() {
        wrong(WitnessRule.judge(ALICE, Optional.empty(), List.of(W1), Chain.head(2)));
    }
}
