// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import java.util.Arrays;
import java.util.Optional;
import org.holdfast.model.Bytes;
import org.holdfast.spi.discovery.Sighting;

/** What is inside a datagram: one byte that says the kind, 1 advert, 2 query; then, for an advert, its bytes. */
final class Datagrams {
    /** Longest advert in bytes (docs/protocol-discovery.md). */
    static final int LONGEST_ADVERT = 700;

    /** Longest payload. */
    static final int LONGEST = 1 + LONGEST_ADVERT;

    private static final byte ADVERT = 1;
    private static final byte QUERY = 2;

    private Datagrams() {}

    static byte[] query() {
        return new byte[] {QUERY};
    }

    /** @throws IllegalArgumentException if the advert is empty or too long */
    static byte[] advert(byte[] advert) {
        if (advert.length < 1 || advert.length > LONGEST_ADVERT) {
            throw new IllegalArgumentException("an advert has 1 to " + LONGEST_ADVERT + " bytes, not " + advert.length);
        }
        byte[] payload = new byte[1 + advert.length];
        payload[0] = ADVERT;
        System.arraycopy(advert, 0, payload, 1, advert.length);
        return payload;
    }

    /** Empty for anything that is neither. */
    static Optional<Sighting> read(byte[] bytes, int offset, int length) {
        if (length == 1 && bytes[offset] == QUERY) {
            return Optional.of(new Sighting.Query());
        }
        if (length > 1 && length <= LONGEST && bytes[offset] == ADVERT) {
            return Optional.of(new Sighting.Advert(Bytes.of(Arrays.copyOfRange(bytes, offset + 1, offset + length))));
        }
        return Optional.empty();
    }
}
