// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.holdfast.model.Bytes;
import org.holdfast.spi.discovery.Sighting;
import org.junit.jupiter.api.Test;

class DatagramsTest {
    @Test
    void whatIsWrittenIsRead() {
        byte[] query = Datagrams.query();
        assertEquals(Optional.of(new Sighting.Query()), Datagrams.read(query, 0, query.length));
        byte[] advert = new byte[Datagrams.LONGEST_ADVERT];
        advert[699] = 9;
        byte[] payload = Datagrams.advert(advert);
        assertEquals(Optional.of(new Sighting.Advert(Bytes.of(advert))), Datagrams.read(payload, 0, payload.length));
    }

    @Test
    void anythingElseIsNothing() {
        assertEquals(Optional.empty(), Datagrams.read(new byte[0], 0, 0));
        assertEquals(Optional.empty(), Datagrams.read(new byte[] {1}, 0, 1));
        assertEquals(Optional.empty(), Datagrams.read(new byte[] {2, 0}, 0, 2));
        assertEquals(Optional.empty(), Datagrams.read(new byte[] {3, 0}, 0, 2));
        byte[] long1 = new byte[Datagrams.LONGEST + 1];
        long1[0] = 1;
        assertEquals(Optional.empty(), Datagrams.read(long1, 0, long1.length));
    }

    @Test
    void anAdvertHasOneToSevenHundredBytes() {
        assertThrows(IllegalArgumentException.class, () -> Datagrams.advert(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> Datagrams.advert(new byte[701]));
    }

    @Test
    void theAllowanceGrowsToItsMostAndSaysWhatItRefused() {
        Allowance allowance = new Allowance(3);
        for (int i = 0; i < 3; i++) {
            assertTrue(allowance.take());
        }
        assertFalse(allowance.take());
        assertFalse(allowance.take());
        assertEquals(2, allowance.grant(2));
        assertTrue(allowance.take());
        assertEquals(0, allowance.grant(100));
        for (int i = 0; i < 3; i++) {
            assertTrue(allowance.take());
        }
        assertFalse(allowance.take());
    }
}
