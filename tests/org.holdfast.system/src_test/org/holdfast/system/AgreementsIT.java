// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sixth machine enters a lab of five, with addresses but no multicast, and finds as many partners as it wants. */
class AgreementsIT {
    /** n = 2 and one spare. */
    private static final int WANTED = 3;

    @TempDir
    static Path temporary;

    private static Lab lab;
    private static Machine late;

    @BeforeAll
    static void enter() {
        lab = Lab.up(temporary.resolve("lab"), 5, "1+1");
        late = new Machine(temporary.resolve("late"));
        join();
        late.start();
        Await.until("the newcomer has its partners", () -> partners(late).size() >= WANTED, late::log);
    }

    /** Its multicast goes to a port of its own, so that nobody hears it and it hears nobody. */
    private static void join() {
        String code = lab.owner().holdfast("invite").ok().last().get("code").getAsString();
        String addresses = lab.machines().stream().map(AgreementsIT::address).collect(Collectors.joining(","));
        late.holdfast("init", "--name", "late", "--join", code, "--seed", address(lab.owner()))
                .ok();
        late.configure("seeds", addresses);
        late.configure("bind.address", "127.0.0.1");
        late.configure("advertise.address", "127.0.0.1");
        late.configure("node.port", "0");
        late.configure("host", "host-of-late");
        late.configure("discovery.multicast.port", "45111");
        late.configure("redundancy", "1+1");
        late.configure("partners.spares", String.valueOf(WANTED - 2));
        late.configure("partner.space.mebibytes", lab.owner().setting("partner.space.mebibytes"));
        late.configure("disk.reserve.mebibytes", "256");
        assertNotEquals("45111", lab.owner().setting("discovery.multicast.port"));
    }

    @AfterAll
    static void end() {
        Stream.of(late, lab).filter(each -> each != null).forEach(AgreementsIT::close);
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each changed setting makes the search look again; that there is more to be had it does not care about. */
    @Test
    @Tag("R5")
    void searchEndsAtTheNumberThatIsWanted() {
        for (int seconds = 1; seconds <= 3; seconds++) {
            late.holdfast("config", "set", "discovery.interval.seconds", String.valueOf(seconds))
                    .ok();
        }
        assertEquals(WANTED, partners(late).size());
        List<JsonObject> made = late.holdfast("log").ok().objects("event").stream()
                .filter(each -> each.get("event").getAsString().equals("AGREEMENT_MADE"))
                .toList();
        assertEquals(WANTED, made.size(), made::toString);
        assertEquals("idle", late.status().get("state").getAsString());
    }

    @Test
    @Tag("R21")
    void partnersAreFoundByAddressesAlone() {
        Set<String> members = lab.machines().stream().map(AgreementsIT::id).collect(Collectors.toSet());
        assertTrue(members.containsAll(partners(late).keySet()));
    }

    /** Both sides reserve what the other one was promised. */
    @Test
    @Tag("R17")
    void eachSideListsTheOther() {
        for (Machine one : machines()) {
            partners(one).forEach((id, listed) -> {
                JsonObject mirrored = partners(machine(id)).get(id(one));
                assertTrue(mirrored != null, () -> listed + " does not list " + one.home());
                assertEquals(listed.get("reserved_here"), mirrored.get("reserved_there"));
                assertEquals(listed.get("reserved_there"), mirrored.get("reserved_here"));
            });
        }
    }

    @Test
    @Tag("R20")
    void partnersOfOneNeedNotBePartnersOfTheOther() {
        Set<Set<String>> groups = new HashSet<>();
        for (Machine each : lab.machines()) {
            Set<String> group = new HashSet<>(partners(each).keySet());
            group.add(id(each));
            groups.add(group);
        }
        assertTrue(groups.size() > 1, groups::toString);
        long takers = lab.machines().stream()
                .filter(each -> partners(each).containsKey(id(late)))
                .count();
        assertEquals(WANTED, takers);
    }

    private static List<Machine> machines() {
        return Stream.concat(lab.machines().stream(), Stream.of(late)).toList();
    }

    private static Machine machine(String id) {
        return machines().stream()
                .filter(each -> id(each).equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String address(Machine machine) {
        return "127.0.0.1:" + ask(machine, "/v1/status").getLast().get("port").getAsLong();
    }

    private static String id(Machine machine) {
        return ask(machine, "/v1/status").getLast().get("owner").getAsString();
    }

    private static Map<String, JsonObject> partners(Machine machine) {
        Map<String, JsonObject> partners = new HashMap<>();
        ask(machine, "/v1/partners")
                .forEach(each -> partners.put(each.get("node").getAsString(), each));
        return partners;
    }

    private static List<JsonObject> ask(Machine machine, String path) {
        return machine.control().orElseThrow().call("GET", path).orElseThrow();
    }
}
