// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where a machine stands: as it was told, else by its addresses. */
@Tag("R6")
class SiteSettingTest {
    private static final String RULES = "10.1.0.0/16=north, 10.2.0.0/16=south";

    private static String site(String rules, String... addresses) {
        List<InetAddress> own = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
        return NodeSettings.of(Map.of("site.rules", rules)).siteAmong(settings -> own);
    }

    @Test
    void theAddressesDecide() {
        assertEquals("south", site(RULES, "192.168.1.1", "10.2.0.5"));
        assertEquals("default", site(RULES, "192.168.1.1"));
    }

    @Test
    void withoutRulesNobodyLooksAtAddresses() {
        assertEquals("default", NodeSettings.of(Map.of()).siteAmong(settings -> fail("looked")));
    }

    @Test
    void whatWasSetWins() {
        Map<String, String> set =
                Map.of("site", "here", "site.rules", "127.0.0.0/8=there", "bind.address", "127.0.0.1");
        assertEquals("here", NodeSettings.of(set).domains().site());
    }

    @Test
    void whatIsAdvertisedComesBeforeWhereTheNodeListens() {
        Map<String, String> set =
                Map.of("site.rules", RULES, "bind.address", "10.1.0.1", "advertise.address", "10.2.0.1");
        assertEquals("south", NodeSettings.of(set).domains().site());
        Map<String, String> named =
                Map.of("site.rules", RULES, "bind.address", "10.1.0.1", "advertise.address", "pc.example");
        assertEquals("north", NodeSettings.of(named).domains().site());
    }

    @Test
    void aWrongRuleIsNamedWithItsKey() {
        HoldfastException wrong = assertThrows(
                HoldfastException.class, () -> NodeSettings.of(Map.of("site.rules", RULES + ",10.3.0.0/8=west")));
        assertEquals(ErrorCode.CONFIG_INVALID, wrong.code());
        String message = String.valueOf(wrong.getMessage());
        assertTrue(message.contains("'site.rules'") && message.contains("'10.3.0.0/8=west'"), message);
    }
}
