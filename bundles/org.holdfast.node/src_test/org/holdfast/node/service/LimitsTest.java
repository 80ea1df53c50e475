// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.holdfast.node.control.PartnerReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What partners at hand cannot give is said where an administrator looks, before anything is backed up. */
class LimitsTest {
    private static final String SITE =
            "limited by site 'north': 2 of 3 shards of a codeword stand there, 1 may be lost";

    @TempDir
    Path folder;

    @Test
    @Tag("R6")
    void statusAndPartnersSayWhichSiteLimitsSafety() {
        try (TestConfederation all = new TestConfederation(folder, 4)) {
            all.node(1).set(Setting.SITE, "north").set(Setting.OS_FAMILY, "windows");
            all.node(2).set(Setting.SITE, "north").set(Setting.OS_FAMILY, "macos");
            all.node(3).set(Setting.SITE, "south");
            TestNode owner = all.start("2+1").owner();
            List<String> reasons = owner.control().status().reasons();
            assertEquals(
                    List.of(SITE),
                    reasons.stream()
                            .filter(each -> each.startsWith("limited by"))
                            .toList());
            List<PartnerReport> partners = owner.control().partners();
            assertEquals(3, partners.size());
            for (PartnerReport each : partners) {
                assertEquals(each.site().equals("north") ? List.of(SITE) : List.of(), each.limitedBy(), each.name());
            }
        }
    }

    @Test
    @Tag("R6")
    void whereSitesAndSystemsSufficeNothingIsSaid() {
        try (TestConfederation all = new TestConfederation(folder, 4)) {
            all.node(1).set(Setting.OS_FAMILY, "windows");
            all.node(2).set(Setting.OS_FAMILY, "macos");
            TestNode owner = all.start("2+1").owner();
            List<String> reasons = owner.control().status().reasons();
            assertTrue(reasons.stream().noneMatch(each -> each.startsWith("limited by")), reasons::toString);
        }
    }
}
