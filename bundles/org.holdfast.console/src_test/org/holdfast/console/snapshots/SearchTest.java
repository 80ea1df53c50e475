// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SearchTest {
    @Test
    void aPlainWordIsLookedForAnywhereInAName() {
        assertEquals("*plan*", Search.glob("plan"));
        assertEquals("*.odt", Search.glob("*.odt"));
        assertEquals("letters/one", Search.glob("letters/one"));
        assertEquals("[ab]c", Search.glob("[ab]c"));
    }
}
