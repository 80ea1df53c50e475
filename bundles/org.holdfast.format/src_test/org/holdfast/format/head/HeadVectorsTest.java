// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.holdfast.format.Ed25519;
import org.holdfast.format.support.Golden;
import org.junit.jupiter.api.Test;

/** The golden files are read as what they are said to hold. */
class HeadVectorsTest {
    @Test
    void headsAreRead() throws IOException {
        for (Map<String, String> vector : Golden.read("format-head")) {
            assertEquals(vector.get("text"), HeadVectors.text(Head.read(Golden.bytes(vector.get("head")))));
        }
    }

    @Test
    void witnessesAreReadAndTheirSignaturesHold() throws IOException {
        for (Map<String, String> vector : Golden.read("format-witness")) {
            Witness witness = Witness.read(ByteBuffer.wrap(Golden.bytes(vector.get("witness"))));
            var device = Ed25519.publicKey(Ed25519.privateKey(Golden.bytes(vector.get("device"))));
            assertTrue(witness.signedBy(device));
            assertTrue(witness.covers(Golden.data(40, 4096)));
            assertEquals(Long.parseLong(vector.get("sequence")), witness.sequence());
            assertEquals(vector.get("previous"), witness.previous().toString());
            assertEquals(vector.get("time"), witness.time().toString());
        }
    }
}
