// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which site a machine stands on, by its addresses: {@code 10.1.0.0/16=north, 2001:db8:2::/48=south}. Of all rules that
 * hold for any of its addresses the one with the longest prefix decides; among equally long ones the one that is named
 * first. IPv4 and IPv6 are apart: {@code ::/0} is no rule for IPv4.
 */
public record SiteRules(List<Rule> rules) {
    /** No rule, and so no site. */
    public static final SiteRules NONE = new SiteRules(List.of());

    /** More than that are a mistake. */
    public static final int MOST = 256;

    private static final int LONGEST_SITE = 64;
    private static final String NUMBER = "(0|[1-9][0-9]{0,2})";
    private static final String DOTTED = NUMBER + "(\\." + NUMBER + "){3}";

    public SiteRules {
        rules = List.copyOf(rules);
        if (rules.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " rules, not " + rules.size());
        }
    }

    /** All addresses that begin with these bits are on this site. */
    public record Rule(Bytes network, int prefix, String site) {
        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            return bytes.length == network.length() && begins(bytes, network.toArray(), prefix);
        }

        private static boolean begins(byte[] bytes, byte[] network, int bits) {
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (bytes[i] != network[i]) {
                    return false;
                }
            }
            int rest = bits % 8;
            return rest == 0 || ((bytes[whole] ^ network[whole]) & 0xFF) >>> (8 - rest) == 0;
        }
    }

    /**
     * Reads rules separated by commas; an empty text has none.
     *
     * @throws IllegalArgumentException naming the rule that is wrong, and how
     */
    public static SiteRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        Set<String> networks = new HashSet<>();
        for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Rule rule = rule(each.strip());
            if (!networks.add(rule.network() + "/" + rule.prefix())) {
                throw wrong(each.strip(), "there is a rule for this network before it");
            }
            rules.add(rule);
        }
        return new SiteRules(rules);
    }

    private static Rule rule(String text) {
        int equals = text.indexOf('=');
        int slash = text.indexOf('/');
        if (slash < 1 || equals < slash) {
            throw wrong(text, "a rule is NETWORK/BITS=SITE, such as 10.1.0.0/16=north");
        }
        byte[] network = network(text.substring(0, slash), text);
        int prefix = prefix(text.substring(slash + 1, equals).strip(), network.length * 8, text);
        if (!isClear(network, prefix)) {
            throw wrong(text, "the network has bits behind the first " + prefix + ": is the length right?");
        }
        return new Rule(
                Bytes.of(network), prefix, site(text.substring(equals + 1).strip(), text));
    }

    /** Only digits: a name would be looked up somewhere, and could mean another network tomorrow. */
    private static byte[] network(String address, String rule) {
        boolean digits = address.indexOf(':') >= 0 ? address.indexOf('%') < 0 : address.matches(DOTTED);
        try {
            return InetAddress.ofLiteral(digits ? address : "none").getAddress();
        } catch (IllegalArgumentException e) {
            throw wrong(rule, "'" + address + "' is no address in digits");
        }
    }

    private static int prefix(String digits, int most, String rule) {
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > most) {
            throw wrong(rule, "the length of the network is a number from 0 to " + most);
        }
        return Integer.parseInt(digits);
    }

    private static boolean isClear(byte[] network, int prefix) {
        for (int bit = prefix; bit < network.length * 8; bit++) {
            if ((network[bit / 8] >>> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private static String site(String site, String rule) {
        boolean printable = site.chars().allMatch(c -> c >= 32 && c < 127);
        if (site.isEmpty() || site.length() > LONGEST_SITE || !printable) {
            throw wrong(rule, "a site has 1 to " + LONGEST_SITE + " printable ASCII characters");
        }
        return site;
    }

    private static IllegalArgumentException wrong(String rule, String why) {
        return new IllegalArgumentException("the rule '" + rule + "' is wrong: " + why);
    }

    /** The site of a machine with these addresses; empty if no rule holds for any. */
    public Optional<String> site(Collection<InetAddress> addresses) {
        return rules.stream()
                .sorted(Comparator.comparingInt(Rule::prefix).reversed())
                .filter(rule -> addresses.stream().anyMatch(rule::holds))
                .map(Rule::site)
                .findFirst();
    }
}
