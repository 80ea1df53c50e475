// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdfast.core.place.PlacementOutcome.NotEnough;
import org.holdfast.core.place.PlacementOutcome.Placed;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    @Tag("R6")
    void threeSitesShareSixShardsEvenly() {
        // A naive choice of the first six would put five into site a.
        Placed placed = placed(Rooms.request("4+2", Rooms.atSites("aaaaabbbcc")));
        assertEquals(Map.of("a", 2L, "b", 2L, "c", 2L), sites(placed, Rooms.atSites("aaaaabbbcc")));
        assertEquals(List.of(), siteLimits(placed));
    }

    @Test
    @Tag("R6")
    void saysWhichSiteLimitsWhatCanBeLost() {
        Placed placed = placed(Rooms.request("5+2", Rooms.atSites("hhhhhhab")));
        assertEquals(5L, sites(placed, Rooms.atSites("hhhhhhab")).get("h"));
        assertEquals(
                List.of("limited by site 'h': 5 of 7 shards of a codeword stand there, 2 may be lost"),
                siteLimits(placed));
        assertEquals(
                "limited by operating system 'linux': 7 of 7 shards of a codeword stand there, 2 may be lost",
                placed.limits().getLast().text());
    }

    @Test
    void aSiteWithKShardsIsNoLimitAndOneMoreIs() {
        assertEquals(
                0,
                siteLimits(placed(Rooms.request("2+2", Rooms.atSites("aabb")))).size());
        assertEquals(
                2,
                siteLimits(placed(Rooms.request("3+1", Rooms.atSites("aabb")))).size());
    }

    @Test
    @Tag("R38")
    void twoPartnersOnOneHostNeverShareACodeword() {
        List<PartnerRoom> rooms = new ArrayList<>(Rooms.atSites("abc"));
        rooms.add(Rooms.room(9, "host0", "z", "linux", 5000));
        for (long turn = 0; turn < 8; turn++) {
            List<OwnerId> partners = placed(
                            new PlacementRequest(CodeShape.parse("2+1"), ByteCount.of(10), rooms, turn, Spread.ALL))
                    .partners();
            assertEquals(3, new HashSet<>(partners).size());
            assertTrue(partners.contains(Rooms.id(9)), "the one with more room speaks for the host");
            assertTrue(!partners.contains(Rooms.id(0)), "the other one on the same host must stay out");
        }
    }

    @Test
    @Tag("R38")
    void tooFewHostsIsAnAnswerEvenWithEnoughPartners() {
        List<PartnerRoom> rooms = new ArrayList<>(Rooms.atSites("abc"));
        rooms.add(Rooms.room(9, "host0", "z", "linux", 5000));
        NotEnough answer = assertInstanceOf(NotEnough.class, Placement.place(Rooms.request("2+2", rooms)));
        assertEquals(new NotEnough(3, 4, "2+2 needs partners on 4 different hosts; there are 3"), answer);
    }

    @Test
    void partnersWithoutRoomAreCountedInTheReason() {
        List<PartnerRoom> rooms = List.of(
                Rooms.room(1, "h1", "a", "linux", 10),
                Rooms.room(2, "h2", "a", "linux", 9),
                Rooms.room(3, "h3", "a", "linux", 0));
        NotEnough answer = assertInstanceOf(NotEnough.class, Placement.place(Rooms.request("1+1", rooms)));
        assertEquals(
                "1+1 needs partners on 2 different hosts; there are 1, and 2 more without room for 10 B",
                answer.reason());
    }

    @Test
    void systemsAreSpreadWhereTheSitesLeaveAChoice() {
        List<PartnerRoom> rooms = List.of(
                Rooms.room(1, "h1", "a", "linux", 900),
                Rooms.room(2, "h2", "b", "linux", 900),
                Rooms.room(3, "h3", "a", "windows", 100),
                Rooms.room(4, "h4", "b", "windows", 100));
        Placed placed = placed(Rooms.request("1+1", rooms));
        assertEquals(Map.of("a", 1L, "b", 1L), sites(placed, rooms));
        assertEquals(
                1,
                placed.partners().stream()
                        .filter(id -> systemOf(rooms, id).equals("linux"))
                        .count());
        assertTrue(placed.limits().isEmpty());
    }

    /** An even split of the sites, 2 2 2, would leave four machines with the same system, and three may be lost. */
    @Test
    @Tag("R6")
    @Tag("R7")
    void sitesAreOnlyAsEvenAsSystemsAllowWhereBothMayHoldThree() {
        List<PartnerRoom> rooms = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rooms.add(Rooms.room(i, "a" + i, "a", "linux", 100));
            rooms.add(Rooms.room(10 + i, "b" + i, "b", "linux", 100));
            rooms.add(Rooms.room(20 + i, "c" + i, "c", "windows", 100));
        }
        Placed placed = placed(Rooms.request("3+3", rooms));
        assertEquals(List.of(), placed.limits());
        assertEquals(3L, sites(placed, rooms).get("c"));
    }

    @Test
    @Tag("R8")
    void eachSpreadCanBeSwitchedOff() {
        List<PartnerRoom> rooms = List.of(
                Rooms.room(1, "h1", "a", "linux", 900),
                Rooms.room(2, "h2", "a", "linux", 900),
                Rooms.room(3, "h3", "b", "windows", 100));
        for (Spread spread : List.of(new Spread(true, false), new Spread(false, true))) {
            Placed placed = placed(request(rooms, spread));
            assertTrue(placed.partners().contains(Rooms.id(3)), spread + " must pick the only different one");
        }
        Placed unspread = placed(request(rooms, new Spread(false, false)));
        assertEquals(
                List.of(Rooms.id(1), Rooms.id(2)),
                unspread.partners().stream().sorted().toList());
        assertEquals(1, siteLimits(unspread).size(), "what is switched off is still told honestly");
    }

    @Test
    void positionsAndEqualPartnersGoRound() {
        List<PartnerRoom> rooms = Rooms.atSites("abcdefg");
        Map<OwnerId, Integer> first = new HashMap<>();
        Map<OwnerId, Integer> any = new HashMap<>();
        for (long turn = 0; turn < 7; turn++) {
            Placed placed =
                    placed(new PlacementRequest(CodeShape.parse("2+1"), ByteCount.of(10), rooms, turn, Spread.ALL));
            first.merge(placed.partners().getFirst(), 1, Integer::sum);
            placed.partners().forEach(id -> any.merge(id, 1, Integer::sum));
        }
        assertEquals(7, any.size());
        assertTrue(any.values().stream().allMatch(count -> count == 3), any::toString);
        assertTrue(first.size() >= 3, first::toString);
    }

    @Test
    void blocksGoWhereMostBytesAreFreeUntilAllAreLevel() {
        Map<OwnerId, Long> free = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            free.put(Rooms.id(i), i == 0 ? 2000L : 1000L);
        }
        for (long turn = 0; turn < 150; turn++) {
            List<PartnerRoom> rooms = free.entrySet().stream()
                    .map(e -> Rooms.room(number(e.getKey()), "h" + number(e.getKey()), "a", "linux", e.getValue()))
                    .toList();
            placed(new PlacementRequest(CodeShape.parse("1+1"), ByteCount.of(10), rooms, turn, Spread.ALL))
                    .partners()
                    .forEach(id -> free.merge(id, -10L, Long::sum));
        }
        long most = free.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        long least = free.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        assertTrue(most - least <= 20, free::toString);
    }

    private static PlacementRequest request(List<PartnerRoom> rooms, Spread spread) {
        return new PlacementRequest(CodeShape.parse("1+1"), ByteCount.of(10), rooms, 0, spread);
    }

    private static Placed placed(PlacementRequest request) {
        return assertInstanceOf(Placed.class, Placement.place(request));
    }

    private static Map<String, Long> sites(Placed placed, List<PartnerRoom> rooms) {
        return placed.partners().stream()
                .map(id -> find(rooms, id).domains().site())
                .collect(Collectors.groupingBy(site -> site, Collectors.counting()));
    }

    private static List<String> siteLimits(Placed placed) {
        return placed.limits().stream()
                .filter(limit -> limit.kind() == Limit.Kind.SITE)
                .map(Limit::text)
                .toList();
    }

    private static String systemOf(List<PartnerRoom> rooms, OwnerId id) {
        return find(rooms, id).domains().osFamily();
    }

    private static PartnerRoom find(List<PartnerRoom> rooms, OwnerId id) {
        return rooms.stream().filter(room -> room.id().equals(id)).findFirst().orElseThrow();
    }

    private static int number(OwnerId id) {
        return (int) id.value().d();
    }
}
