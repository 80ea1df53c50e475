// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.partners;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.holdfast.console.client.view.Partner;

/** A site, as partners name it, and what stands there. */
record Site(String name, int partners, int reachable, long bytes) {
    /** By name; whose agreement is over keeps nothing for anybody. */
    static List<Site> of(List<Partner> partners) {
        Map<String, Site> sites = new TreeMap<>();
        for (Partner each : partners.stream().filter(one -> !one.isFormer()).toList()) {
            Site alone = new Site(each.site(), 1, each.reachable() ? 1 : 0, each.usedThere());
            sites.merge(each.site(), alone, Site::with);
        }
        return new ArrayList<>(sites.values());
    }

    private Site with(Site other) {
        return new Site(name, partners + other.partners, reachable + other.reachable, bytes + other.bytes);
    }
}
