// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One shard goes, the others stay: where to? */
class SuccessorTest {
    private static List<Domains> at(String sites) {
        List<Domains> stay = new ArrayList<>();
        for (int i = 0; i < sites.length(); i++) {
            stay.add(new Domains("stays" + i, sites.substring(i, i + 1), "linux", "amd64"));
        }
        return stay;
    }

    private static Optional<OwnerId> successor(String stay, PartnerRoom... rooms) {
        return Successor.choose(Rooms.request("2+2", List.of(rooms)), at(stay));
    }

    @Test
    @Tag("R38")
    void neverOnAMachineThatHasOneOfTheOthers() {
        assertEquals(
                Optional.of(Rooms.id(2)),
                successor(
                        "abc", Rooms.room(1, "stays0", "z", "linux", 9000), Rooms.room(2, "free", "a", "linux", 100)));
        assertEquals(Optional.empty(), successor("abc", Rooms.room(1, "stays2", "z", "linux", 9000)));
    }

    @Test
    @Tag("R12")
    void neverWhereThereIsNoRoom() {
        assertEquals(Optional.empty(), successor("abc", Rooms.room(1, "free", "z", "linux", 9)));
        assertEquals(Optional.of(Rooms.id(1)), successor("abc", Rooms.room(1, "free", "z", "linux", 10)));
    }

    @Test
    @Tag("R6")
    void noSiteGetsMoreThanMayBeLostAndTheRarerSiteIsBetter() {
        PartnerRoom crowded = Rooms.room(1, "h1", "a", "linux", 9000);
        PartnerRoom shared = Rooms.room(2, "h2", "b", "linux", 500);
        PartnerRoom fresh = Rooms.room(3, "h3", "c", "linux", 100);
        assertEquals(Optional.of(Rooms.id(3)), successor("aab", crowded, shared, fresh));
        assertEquals(Optional.of(Rooms.id(2)), successor("aab", crowded, shared));
        assertEquals(Optional.of(Rooms.id(1)), successor("aab", crowded), "better there than nowhere");
    }

    @Test
    @Tag("R8")
    void withTheSpreadOffTheMostFreeBytesDecide() {
        PartnerRoom crowded = Rooms.room(1, "h1", "a", "linux", 9000);
        PartnerRoom fresh = Rooms.room(3, "h3", "c", "other", 100);
        PlacementRequest off = new PlacementRequest(
                CodeShape.parse("2+2"), ByteCount.of(10), List.of(crowded, fresh), 0, new Spread(false, false));
        assertEquals(Optional.of(Rooms.id(1)), Successor.choose(off, at("aab")));
    }

    @Test
    void equalOnesTakeTurns() {
        List<PartnerRoom> equal = List.of(
                Rooms.room(1, "h1", "z", "linux", 100),
                Rooms.room(2, "h2", "z", "linux", 100),
                Rooms.room(3, "h3", "z", "linux", 100));
        Set<OwnerId> chosen = new HashSet<>();
        for (long turn = 0; turn < 3; turn++) {
            PlacementRequest request =
                    new PlacementRequest(CodeShape.parse("2+2"), ByteCount.of(10), equal, turn, Spread.ALL);
            chosen.add(Successor.choose(request, at("abc")).orElseThrow());
        }
        assertEquals(3, chosen.size());
    }
}
