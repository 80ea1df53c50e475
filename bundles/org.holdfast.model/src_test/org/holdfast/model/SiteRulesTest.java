// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R6")
class SiteRulesTest {
    private static Optional<String> site(String rules, String... addresses) {
        return SiteRules.parse(rules)
                .site(Stream.of(addresses).map(InetAddress::ofLiteral).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0, north",
        "10.1.255.255, north",
        "10.2.3.4, south",
        "10.3.0.1, ",
        "11.1.0.0, ",
        "2001:db8:2::7, south",
        "2001:db8:3::7, ",
        "::ffff:10.1.0.1, north"
    })
    void theNetworkDecides(String address, String expected) {
        String rules = "10.1.0.0/16=north, 10.2.0.0/16=south,2001:db8:2::/48 = south";
        assertEquals(Optional.ofNullable(expected), site(rules, address));
    }

    @Test
    void theLongestPrefixWinsWhereverItStands() {
        assertEquals(Optional.of("room"), site("10.0.0.0/8=all,10.1.2.0/23=room,10.1.0.0/16=house", "10.1.3.9"));
        assertEquals(Optional.of("house"), site("10.0.0.0/8=all,10.1.2.0/23=room,10.1.0.0/16=house", "10.1.4.9"));
        assertEquals(Optional.of("all"), site("10.0.0.0/8=all,10.1.2.0/23=room,10.1.0.0/16=house", "10.2.4.9"));
    }

    @Test
    void ofSeveralAddressesTheOneWithTheLongestPrefixCounts() {
        assertEquals(Optional.of("b"), site("10.0.0.0/8=a,192.168.0.0/16=b", "10.1.1.1", "192.168.1.1"));
        assertEquals(Optional.of("first"), site("192.168.0.0/16=first,10.1.0.0/16=then", "10.1.1.1", "192.168.1.1"));
    }

    @Test
    void everyAddressOfAKindCanBeMeant() {
        assertEquals(Optional.of("six"), site("0.0.0.0/0=four,::/0=six", "fe80::1"));
        assertEquals(Optional.of("four"), site("0.0.0.0/0=four,::/0=six", "1.2.3.4"));
        assertEquals(Optional.empty(), site("::/0=six", "1.2.3.4"));
        assertEquals(Optional.of("one"), site("10.0.0.7/32=one", "10.0.0.7"));
        assertEquals(Optional.empty(), site("10.0.0.7/32=one", "10.0.0.6"));
    }

    /** Every length, against arithmetic on whole numbers. */
    @Test
    void everyPrefixOfAnAddressHoldsForExactlyThoseThatShareIt() {
        int address = 0xAC_35_CA_93;
        for (int prefix = 1; prefix <= 32; prefix++) {
            int network = address & -1 << (32 - prefix);
            String rules = dotted(network) + "/" + prefix + "=x";
            assertEquals(Optional.of("x"), site(rules, dotted(address)));
            assertEquals(Optional.empty(), site(rules, dotted(address ^ 1 << (32 - prefix))));
        }
    }

    private static String dotted(int address) {
        return IntStream.of(24, 16, 8, 0)
                .mapToObj(shift -> String.valueOf(address >>> shift & 0xFF))
                .collect(Collectors.joining("."));
    }

    @Test
    void withoutRulesThereIsNoSite() {
        assertEquals(SiteRules.NONE, SiteRules.parse("  "));
        assertEquals(Optional.empty(), site("", "10.1.1.1"));
        assertEquals(Optional.empty(), site("10.0.0.0/8=a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.0.0/16",
                "10.1.0.0=north",
                "=north",
                "10.1.0.0/16=",
                "10.1.0.0/33=north",
                "10.1.0.0/-1=north",
                "10.1.0.0/ =north",
                "2001:db8::/129=north",
                "10.1/16=north",
                "167837696/8=north",
                "10.1.0.256/32=north",
                "010.1.0.0/16=north",
                "fe80::1%eth0/128=north",
                "server.example/16=north",
                "10.1.2.0/16=north",
                "10.1.0.0/16=north,",
                "10.1.0.0/16=north,10.1.0.0/16=south",
                "10.1.0.0/16=Köln",
                "a=10.1.0.0/16"
            })
    void whatIsNoRuleIsNamed(String text) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> SiteRules.parse(text))
                .getMessage());
        String last = text.substring(text.lastIndexOf(',') + 1);
        assertTrue(message.contains("'" + last + "'"), message);
    }

    @Test
    void tooManyRulesAreRefused() {
        String rules = IntStream.rangeClosed(0, SiteRules.MOST)
                .mapToObj(i -> dotted(i << 8) + "/24=s" + i)
                .collect(Collectors.joining(","));
        assertThrows(IllegalArgumentException.class, () -> SiteRules.parse(rules));
    }
}
