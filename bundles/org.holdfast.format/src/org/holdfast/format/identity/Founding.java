// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;

/**
 * How a managed confederation began. Every version of its roster carries this, and its hash is the confederation's id:
 * so whoever knows the id (or, from a join code, its first ten bytes) knows the founder's key.
 *
 * <pre>
 *  0  founder's admin key   32
 * 32  founded                u64   ms
 * 40  name                   u8 length, at most 64, and UTF-8
 * </pre>
 *
 * @param founder the admin key that the founder's recovery secret makes
 */
public record Founding(DeviceKey founder, Instant time, String name) {
    private static final byte[] ID = "holdfast/v1/confederation".getBytes(StandardCharsets.US_ASCII);

    public Founding {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        Labels.name(name);
    }

    /** SHA-256("holdfast/v1/confederation" | this, encoded). */
    public ConfederationId id() {
        ByteWriter out = new ByteWriter();
        write(out);
        return new ConfederationId(Mac.sha256(ID, out.toArray()).value());
    }

    public ConfederationRef ref() {
        return new ConfederationRef(id(), name, true);
    }

    void write(ByteWriter out) {
        out.id32(founder.value()).millis(time).text8(name, Labels.NAME);
    }

    static Founding read(ByteReader in) {
        return new Founding(new DeviceKey(in.id32()), in.millis(), in.text8(Labels.NAME));
    }
}
