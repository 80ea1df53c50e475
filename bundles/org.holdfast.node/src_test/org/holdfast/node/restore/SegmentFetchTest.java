// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which of two places of one position is asked. */
@Tag("R19")
class SegmentFetchTest {
    private static PlacementRow place(PlacementState state, int sequence) {
        return new PlacementRow(
                new SegmentId(new Id16(1, 1)),
                0,
                new OwnerId(new Id32(0, 0, 0, sequence)),
                new AgreementId(new Id16(7, sequence)),
                new BlockId(new Id16(5, sequence)),
                sequence,
                new Digest(Id32.ZERO),
                new Digest(Id32.ZERO),
                1 << 14,
                state,
                Bytes.EMPTY);
    }

    private static void assertPrefers(PlacementRow wanted, PlacementRow other) {
        assertEquals(wanted, SegmentFetch.better(wanted, other));
        assertEquals(wanted, SegmentFetch.better(other, wanted));
    }

    @ParameterizedTest
    @EnumSource(
            value = PlacementState.class,
            names = {"BUILT", "SPOOLED"})
    void aBlockOnItsWayToASuccessorDoesNotHideTheOneThatIsThere(PlacementState onItsWay) {
        assertPrefers(place(PlacementState.ACKED, 3), place(onItsWay, 9));
    }

    @Test
    void ofTwoThatAreThereTheLaterIsAsked() {
        assertPrefers(place(PlacementState.ACKED, 9), place(PlacementState.ACKED, 3));
    }
}
