// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LruTest {
    @Test
    void whatWasNotAskedForLongestIsForgotten() {
        List<Integer> made = new ArrayList<>();
        var cache = new Lru<Integer, String>(2, key -> {
            made.add(key);
            return "value " + key;
        });
        assertEquals("value 1", cache.get(1));
        cache.get(2);
        cache.get(1);
        cache.get(3);
        assertEquals("value 1", cache.get(1));
        assertEquals("value 2", cache.get(2));
        assertEquals(List.of(1, 2, 3, 2), made);
    }
}
