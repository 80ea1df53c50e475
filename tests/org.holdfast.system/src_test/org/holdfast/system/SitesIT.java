// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Three sites of four hosts, with a router that forwards no multicast and two brokers, in network namespaces: how nodes
 * find each other across sites, and that no fault of the network ends an agreement or keeps a backup from going on.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class SitesIT {
    private static final int SITES = 3;
    private static final int HOSTS = 4;
    /** n = 2 and one spare. */
    private static final int WANTED = 3;

    private static final String BROKERS = NetLab.address(1, 5) + ":7620," + NetLab.address(2, 5) + ":7620";

    @TempDir
    static Path temporary;

    private static NetLab lab;
    private static final List<NetHost> nodes = new ArrayList<>();
    private static final List<Process> brokers = new ArrayList<>();
    private static final Map<String, NetHost> byId = new HashMap<>();
    private static final Map<String, Set<String>> agreed = new HashMap<>();
    private static String code;

    @BeforeAll
    static void comeUp() {
        if (!NetLab.isPossible()) {
            String why = "SitesIT IS SKIPPED: no network namespaces here (root, iproute2 and nftables are needed),"
                    + " so nothing is shown about several sites, brokers and partitions";
            System.err.println(why);
            throw new TestAbortedException(why);
        }
        lab = NetLab.up(SITES, HOSTS + 1);
        brokers.add(broker(1));
        brokers.add(broker(2));
        for (int site = 1; site <= SITES; site++) {
            for (int host = 1; host <= HOSTS; host++) {
                nodes.add(new NetHost(lab, site, host, temporary));
            }
        }
        NetHost founder = nodes.getFirst();
        founder.holdfast("init", "--name", founder.name(), "--confederation", "sites")
                .ok();
        begin(founder, settings(founder, 1), BROKERS);
        founder.awaitAnswer();
        code = founder.holdfast("invite", "--uses", "20")
                .ok()
                .last()
                .get("code")
                .getAsString();
        for (int site = 1; site <= SITES; site++) { // one after the other: two cores start four nodes in a few seconds
            int here = site;
            List<NetHost> local =
                    nodes.stream().filter(node -> node.site() == here).toList();
            local.stream().filter(node -> node != founder).forEach(node -> join(node, settings(node, 1), BROKERS));
            local.forEach(NetHost::awaitAnswer);
        }
        nodes.forEach(node -> awaitPartners(node, WANTED));
        nodes.forEach(node -> byId.put(node.id(), node));
        nodes.forEach(
                node -> agreed.put(node.id(), new TreeSet<>(node.partners().keySet())));
    }

    private static Process broker(int site) {
        return lab.start(
                site,
                HOSTS + 1,
                temporary.resolve("broker" + site + ".log"),
                Installation.program("holdfast-broker"),
                "--bind",
                NetLab.address(site, HOSTS + 1));
    }

    private static Map<String, String> settings(NetHost node, int spares) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("site", "site" + node.site());
        settings.put("host", "host-" + node.name());
        settings.put("redundancy", "1+1");
        settings.put("partners.spares", String.valueOf(spares));
        settings.put("partner.space.mebibytes", "64");
        settings.put("offered.space.mebibytes", "2048");
        settings.put("disk.reserve.mebibytes", "256");
        settings.put("discovery.interval.seconds", "5");
        settings.put("absent.wait.seconds", "0");
        return settings;
    }

    /** No seed: what it does not hear by multicast it hears from a broker. */
    private static void join(NetHost node, Map<String, String> settings, String brokers) {
        node.holdfast("init", "--name", node.name(), "--join", code).ok();
        begin(node, settings, brokers);
    }

    /** Addresses only. */
    private static void joinBySeeds(NetHost node, Map<String, String> settings) {
        String founder = nodes.getFirst().address();
        node.holdfast("init", "--name", node.name(), "--join", code, "--seed", founder)
                .ok();
        settings.put(
                "seeds",
                founder + "," + nodes.get(4).address() + "," + nodes.get(8).address());
        begin(node, settings, "");
    }

    private static void begin(NetHost node, Map<String, String> settings, String brokers) {
        node.configure(settings);
        if (!brokers.isEmpty()) {
            node.provider("org.holdfast.discovery.broker", List.of("brokers = " + brokers, "interval.seconds = 5"));
        }
        node.start();
    }

    private static void awaitPartners(NetHost node, int wanted) {
        Await.until(
                node.name() + " has " + wanted + " partners",
                () -> node.partners().size() >= wanted,
                () -> node.partners().keySet() + "\n" + node.log());
    }

    @AfterAll
    static void end() {
        nodes.forEach(NetHost::close);
        brokers.forEach(Process::destroyForcibly);
        if (lab != null) {
            lab.close();
        }
    }

    /** Whatever happened, everybody has the agreements that it had. */
    private static void assertNoAgreementEnded() {
        for (NetHost node : nodes) {
            Set<String> now = node.partners().keySet();
            Set<String> before = agreed.getOrDefault(node.id(), Set.of());
            assertTrue(now.containsAll(before), () -> node.name() + " had " + before + " and has " + now);
        }
    }

    /** One whose partners are all at hand but those in trouble, of whom the code can spare one. */
    private static NetHost owner(Predicate<NetHost> inTrouble) {
        return nodes.stream()
                .filter(node -> !inTrouble.test(node))
                .filter(node -> agreed.getOrDefault(node.id(), Set.of()).stream()
                                .map(byId::get)
                                .filter(partner -> partner != null && !inTrouble.test(partner))
                                .count()
                        >= 2)
                .findFirst()
                .orElseThrow();
    }

    /** Something new is protected now. */
    private static void assertBackupGoesOn(NetHost owner, String what) throws Exception {
        Path source = temporary.resolve("source-" + owner.name());
        Trees.make(source.resolve(what), what.hashCode(), 10, 20_000);
        owner.holdfast("source", "add", source.toString()).ok();
        JsonObject snapshot = owner.holdfast("backup", "--wait").ok().last();
        String state = snapshot.get("state").getAsString();
        assertTrue(Set.of("PROTECTED", "FULL").contains(state), () -> what + ": " + snapshot);
    }

    @Test
    @Order(1)
    @Tag("R3")
    @Tag("R21")
    void agreementsFormWithinAndAcrossSites() {
        for (int site = 1; site <= SITES; site++) {
            int here = site;
            List<NetHost> local =
                    nodes.stream().filter(node -> node.site() == here).toList();
            assertTrue(
                    local.stream().anyMatch(node -> hasPartner(node, other -> other.site() != here)),
                    "nobody of site " + here + " has a partner elsewhere");
        }
        assertTrue(nodes.stream().anyMatch(node -> hasPartner(node, other -> other.site() == node.site())));
    }

    private static boolean hasPartner(NetHost node, Predicate<NetHost> such) {
        return agreed.getOrDefault(node.id(), Set.of()).stream()
                .map(byId::get)
                .anyMatch(other -> other != null && such.test(other));
    }

    /** Half of site 2 is parted from the rest and from its other half, and all of site 3 from the router. */
    @Test
    @Order(2)
    @Tag("R2")
    void aPartitionAndACutOffSiteEndNothing() throws Exception {
        lab.run("part", "2", "1", "2");
        lab.run("cut", "3");
        Predicate<NetHost> away =
                node -> node.site() == 3 || Set.of("n21", "n22").contains(node.name());
        NetHost owner = owner(away);
        Set<String> others = nodes.stream().filter(away).map(NetHost::name).collect(Collectors.toSet());
        Await.until(
                owner.name() + " notices that " + others + " are away",
                () -> owner.reachable().stream().map(byId::get).noneMatch(node -> node != null && away.test(node)),
                owner::log);
        assertBackupGoesOn(owner, "parted");
        assertNoAgreementEnded();

        lab.run("heal", "2");
        lab.run("join", "3");
        Await.until(
                owner.name() + " reaches its partners again",
                () -> owner.reachable().containsAll(agreed.getOrDefault(owner.id(), Set.of())),
                owner::log);
        assertBackupGoesOn(owner, "healed");
        assertNoAgreementEnded();
    }

    @Test
    @Order(4)
    void lostPacketsEndNothing() throws Exception {
        lab.run("loss", "5");
        assertBackupGoesOn(nodes.getFirst(), "lossy");
        lab.run("loss", "0");
        assertNoAgreementEnded();
    }

    /** R2, R3: any broker may die; the other one brings a newcomer in, whom no multicast reaches. */
    @Test
    @Order(5)
    @Tag("R2")
    @Tag("R3")
    void oneOfTwoBrokersMayDie() throws Exception {
        brokers.getFirst().destroyForcibly().waitFor();
        assertBackupGoesOn(nodes.getFirst(), "one broker");
        try (NetHost late = new NetHost(lab, 3, HOSTS + 1, temporary.resolve("late"))) {
            Map<String, String> settings = settings(late, 1);
            settings.put("discovery.multicast.port", "45111");
            join(late, settings, BROKERS);
            late.awaitAnswer();
            awaitPartners(late, WANTED);
        }
        assertNoAgreementEnded();
    }

    @Test
    @Order(6)
    @Tag("R2")
    @Tag("R21")
    void withoutAnyBrokerAddressesAreEnough() throws Exception {
        brokers.getLast().destroyForcibly().waitFor();
        assertBackupGoesOn(nodes.getLast(), "no broker");
        try (NetHost seeded = new NetHost(lab, 3, HOSTS + 1, temporary.resolve("seeded"))) {
            Map<String, String> settings = settings(seeded, 1);
            settings.put("discovery.multicast.port", "45112");
            settings.put("host", "host-seeded"); // it has the address of the late one, but is another machine
            joinBySeeds(seeded, settings);
            seeded.awaitAnswer();
            awaitPartners(seeded, WANTED);
        }
        assertNoAgreementEnded();
    }

    /** A node that wants one more partner finds one by the adverts that it noted before it was killed. */
    @Test
    @Order(7)
    @Tag("R21")
    void withoutMulticastBrokerAndSeedsTheNotedAdvertsAreEnough() {
        NetHost node = nodes.getLast();
        node.kill();
        assertFalse(node.answers());
        Map<String, String> settings = settings(node, 2);
        settings.put("discovery.multicast.port", "45113");
        node.configure(settings);
        node.provider("org.holdfast.discovery.broker", List.of("brokers ="));
        node.start();
        node.awaitAnswer();
        awaitPartners(node, WANTED + 1);
        assertNoAgreementEnded();
    }
}
