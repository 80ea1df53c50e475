// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.partners;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.holdfast.console.client.view.Partner;
import org.junit.jupiter.api.Test;

class SiteTest {
    @Test
    void partnersAreCountedBySite() {
        assertEquals(
                List.of(new Site("", 1, 1, 1), new Site("north", 2, 1, 30)),
                Site.of(List.of(at("north", true, 10), at("", true, 1), at("north", false, 20))));
    }

    private static Partner at(String site, boolean reachable, long bytes) {
        return new Partner(
                "",
                "",
                List.of(),
                site,
                "",
                "",
                "",
                reachable,
                Optional.empty(),
                0,
                0,
                0,
                bytes,
                "",
                List.of(),
                1,
                "",
                0,
                0,
                0,
                0,
                "",
                "",
                "OK",
                Optional.empty(),
                "");
    }
}
