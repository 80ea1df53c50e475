// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.PinReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three machines in a street, and their people. */
class PairingTest {
    @TempDir
    private Path folder;

    private OpenStreet street;

    @BeforeEach
    void start() {
        street = new OpenStreet(folder, 3).start();
    }

    @AfterEach
    void stop() {
        street.close();
    }

    private static ErrorCode code(Runnable what) {
        return assertThrows(HoldfastException.class, what::run).code();
    }

    private static List<String> paired(TestNode node) {
        return node.control().pins().stream()
                .filter(each -> each.status().equals("paired"))
                .map(PinReport::name)
                .toList();
    }

    private static void disagree(TestNode asker, TestNode answerer) {
        String digits = OpenStreet.digits(asker, answerer);
        var there = OpenStreet.meanwhile(() -> answerer.control().judgePairing(digits, true));
        assertEquals(ErrorCode.PAIRING_REFUSED, code(() -> asker.control().judgePairing(digits, false)));
        assertEquals(ErrorCode.PAIRING_REFUSED, code(() -> OpenStreet.get(there)));
    }

    @Test
    void bothRememberWhomTheyPairedWithAndLink() {
        OpenStreet.pair(street.node(0), street.node(1));
        assertEquals(List.of("node1"), paired(street.node(0)));
        assertEquals(List.of("node0"), paired(street.node(1)));
        Await.until(
                "a link",
                () -> street.node(0)
                        .node()
                        .network()
                        .linked()
                        .contains(street.node(1).owner()));
        street.node(1).stop();
        street.node(1).start();
        assertEquals(List.of("node0"), paired(street.node(1)));
        Await.until(
                "a link",
                () -> street.node(1)
                        .node()
                        .network()
                        .linked()
                        .contains(street.node(0).owner()));
        assertEquals(
                "paired",
                street.node(0)
                        .control()
                        .pair(Optional.of(OpenStreet.address(street.node(1))))
                        .state(),
                "again there is nothing to compare");
        assertEquals(List.of(), paired(street.node(2)), "trust is not passed on");
    }

    @Test
    void whereBothAskOneOfThemAnswers() {
        TestNode one = street.node(0);
        TestNode other = street.node(1);
        var there = OpenStreet.meanwhile(() -> other.control().pair(Optional.of(OpenStreet.address(one))));
        String digits =
                one.control().pair(Optional.of(OpenStreet.address(other))).digits();
        assertEquals(digits, OpenStreet.get(there).digits());
        var said = OpenStreet.meanwhile(() -> other.control().judgePairing(digits, true));
        assertEquals("paired", one.control().judgePairing(digits, true).state());
        assertEquals("paired", OpenStreet.get(said).state());
    }

    @Test
    void whereOneSaysNoNobodyIsPaired() {
        disagree(street.node(0), street.node(1));
        assertEquals(List.of(), paired(street.node(0)));
        assertEquals(List.of(), paired(street.node(1)));
        OpenStreet.pair(street.node(0), street.node(1));
    }

    @Test
    void afterThreeFailuresBothWaitAlsoAfterARestart() {
        TestNode node = street.node(0);
        for (int i = 0; i < 3; i++) {
            disagree(node, street.node(1));
        }
        HoldfastException no = assertThrows(
                HoldfastException.class, () -> node.control().pair(Optional.of(OpenStreet.address(street.node(2)))));
        assertEquals(ErrorCode.PAIRING_REFUSED, no.code());
        assertTrue(String.valueOf(no.getMessage()).contains("60 minutes"), no.getMessage());
        node.stop();
        node.start();
        assertEquals(ErrorCode.PAIRING_REFUSED, code(() -> node.control().pair(Optional.empty())));
    }

    @Test
    void anotherKeyUnderThePairedNameIsRefused() {
        OpenStreet.pair(street.node(0), street.node(1));
        TestNode third = street.node(2).set(Setting.NAME, "node1");
        var there = OpenStreet.meanwhile(() -> third.control().pair(Optional.empty()));
        HoldfastException no = assertThrows(
                HoldfastException.class, () -> street.node(0).control().pair(Optional.of(OpenStreet.address(third))));
        assertEquals(ErrorCode.PAIRING_REFUSED, no.code());
        assertTrue(
                String.valueOf(no.getMessage()).contains("'node1' is paired already, with another key"),
                no.getMessage());
        assertEquals(ErrorCode.PAIRING_REFUSED, code(() -> OpenStreet.get(there)));
        assertEquals(List.of("node1"), paired(street.node(0)));
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        TestNode node = street.node(0);
        assertEquals(ErrorCode.PAIRING_CLOSED, code(() -> node.control().judgePairing("123456", true)));
        assertEquals(ErrorCode.MEMBER_UNKNOWN, code(() -> node.control().unpair("node1")));
        assertEquals(ErrorCode.PEER_LOST, code(() -> node.control().pair(Optional.of("127.0.0.1:9"))));
        assertEquals(ErrorCode.CONFLICT, code(() -> node.control().pair(Optional.of(OpenStreet.address(node)))));
        assertEquals(ErrorCode.CONFIG_INVALID, code(() -> node.control().configure("commitment.period.hours", "336")));
        assertFalse(node.control().status().safe());
        assertTrue(node.control().status().reasons().toString().contains("paired with no other yet"));
    }

    @Test
    void aManagedConfederationPairsNobody(@TempDir Path other) {
        try (TestConfederation managed = new TestConfederation(other, 2)) {
            TestNode node = managed.owner().start();
            assertEquals(ErrorCode.USAGE, code(() -> node.control().pair(Optional.empty())));
            assertEquals(List.of(), node.control().pins());
        }
    }
}
