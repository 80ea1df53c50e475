// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.core.support.People;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Digest;
import org.junit.jupiter.api.Test;

class NextWitnessTest {
    private static final Witness W1 = Chain.first(People.ALICE);
    private static final Witness W2 = Chain.after(People.ALICE, W1);
    private static final Witness W3 = Chain.after(People.ALICE, W2);
    private static final Witness B2 = Chain.branch(People.ALICE, W1);

    private static Predicate<Digest> known(Witness... chain) {
        return hash -> List.of(chain).stream().anyMatch(each -> each.hash().equals(hash));
    }

    @Test
    void theFirstFollowsNone() {
        NextWitness next = NextWitness.after(Optional.empty(), List.of(), known());
        assertEquals(new NextWitness(1, Witness.NONE, Witness.NONE, false, List.of()), next);
    }

    @Test
    void partnersThatAreBehindChangeNothing() {
        NextWitness next = NextWitness.after(Optional.of(W3), List.of(W1, W2, W3), known(W1, W2, W3));
        assertEquals(new NextWitness(4, W3.hash(), Witness.NONE, false, List.of()), next);
    }

    @Test
    void anUnknownTopShowsThatThisMachineWasRolledBack() {
        NextWitness next = NextWitness.after(Optional.of(W1), List.of(W1, W3), known(W1));
        assertTrue(next.rolledBack());
        assertEquals(4, next.sequence(), "one more than the highest there is");
        assertEquals(W3.hash(), next.previous());
    }

    @Test
    void aMachineThatLostEverythingAdoptsTheHighest() {
        NextWitness next = NextWitness.after(Optional.empty(), List.of(W2, W3, W3), known());
        assertEquals(4, next.sequence());
        assertEquals(W3.hash(), next.previous());
        assertEquals(Witness.NONE, next.merged(), "W3 names W2 already");
        assertTrue(next.rolledBack());
    }

    @Test
    void twoTopsWithOneNumberAreJoined() {
        NextWitness next = NextWitness.after(Optional.of(W2), List.of(B2, W2), known(W1, W2));
        assertEquals(3, next.sequence());
        assertTrue(List.of(W2.hash(), B2.hash()).contains(next.previous()));
        assertTrue(List.of(W2.hash(), B2.hash()).contains(next.merged()));
        assertFalse(next.previous().equals(next.merged()));
        NextWitness same = NextWitness.after(Optional.of(B2), List.of(W2), known(W1, B2));
        assertEquals(next.previous(), same.previous(), "both clones come to the same order");
    }

    @Test
    void whatOneWitnessCannotJoinIsLeftForTheNext() {
        Witness c2 = Chain.next(People.ALICE, new NextWitness(2, W1.hash(), W1.hash(), false, List.of()));
        NextWitness next = NextWitness.after(Optional.of(W2), List.of(B2, c2), known(W1, W2));
        assertEquals(1, next.unmerged().size());
        Witness third = Chain.next(People.ALICE, next);
        NextWitness then = NextWitness.after(Optional.of(third), next.unmerged(), known(W1, W2, third));
        assertEquals(4, then.sequence());
        assertEquals(next.unmerged().getFirst().hash(), then.merged());
        assertEquals(List.of(), then.unmerged());
    }
}
