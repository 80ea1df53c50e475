// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;

/**
 * How a managed confederation began. Every version of its roster carries this, and its hash is the confederation's id:
 * so whoever knows the id (or, from a join code, its first ten bytes) knows the founder's key, and to what members seal
 * their recovery secrets: no admin of later can put another key there.
 *
 * <pre>
 *  0  founder's admin key   32
 * 32  founded                u64   ms
 * 40  name                   u8 length, at most 64, and UTF-8
 *  -  escrow key           32    X25519; only if there is one, which the roster's flags say
 * </pre>
 *
 * @param founder the admin key that the founder's recovery secret makes
 * @param escrow to what members seal their recovery secrets; empty if they never do
 */
public record Founding(DeviceKey founder, Instant time, String name, Optional<EscrowKey> escrow) {
    /** So many versions there may be at once: admins sign seldom, but clocks go wrong. */
    static final long AT_ONCE = 1 << 20;

    private static final byte[] ID = "holdfast/v1/confederation".getBytes(StandardCharsets.US_ASCII);

    public Founding {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        Labels.name(name);
    }

    /** Without escrow. */
    public Founding(DeviceKey founder, Instant time, String name) {
        this(founder, time, name, Optional.empty());
    }

    /** SHA-256("holdfast/v1/confederation" | this, encoded). */
    public ConfederationId id() {
        ByteWriter out = new ByteWriter();
        write(out);
        return new ConfederationId(Mac.sha256(ID, out.toArray()).value());
    }

    /**
     * Before this a version cannot be, in ms: after the first 2^20 there may be one for each millisecond. So nobody can
     * use up the numbers, and whoever signs later can always go above.
     */
    public long earliest(long version) {
        return time.toEpochMilli() + Math.max(0, version - AT_ONCE);
    }

    public ConfederationRef ref() {
        return new ConfederationRef(id(), name, true);
    }

    void write(ByteWriter out) {
        out.id32(founder.value()).millis(time).text8(name, Labels.NAME);
        escrow.ifPresent(key -> out.id32(key.value()));
    }

    static Founding read(ByteReader in, boolean hasEscrow) {
        return new Founding(
                new DeviceKey(in.id32()),
                in.millis(),
                in.text8(Labels.NAME),
                hasEscrow ? Optional.of(new EscrowKey(in.id32())) : Optional.empty());
    }
}
