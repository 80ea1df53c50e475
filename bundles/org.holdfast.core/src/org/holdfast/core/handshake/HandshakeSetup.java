// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Hello;

/**
 * What a node brings into a handshake.
 *
 * @param binding the connection, seen from here
 * @param port that this node listens on; 0 for none
 * @param roster the newest one; empty on a machine that has not joined yet or was wiped
 * @param voucher shown while the roster does not list this node
 * @param expected who must answer, if the node knows
 * @param pins in an open confederation, which has no roster: whether an owner is known here
 * @param known the newest certificate of an owner that the node ever found right; quick, and the same all along
 * @param now when the handshake starts
 */
public record HandshakeSetup(
        Hello.Binding binding,
        DeviceCert certificate,
        Signer device,
        int port,
        Optional<Roster> roster,
        Optional<Hello.Voucher> voucher,
        List<Integer> formats,
        Optional<OwnerId> expected,
        Optional<Predicate<OwnerId>> pins,
        Function<OwnerId, Optional<DeviceCert>> known,
        Instant now) {
    /** The protocol version that this code speaks. */
    public static final int PROTOCOL = 1;

    private static final Bytes UNSIGNED = Bytes.of(new byte[64]);
    private static final Digest NO_ROSTER = new Digest(Id32.ZERO);

    public HandshakeSetup {
        formats = List.copyOf(formats);
    }

    /** Of a node in a managed confederation, or in none yet. */
    public HandshakeSetup(
            Hello.Binding binding,
            DeviceCert certificate,
            Signer device,
            int port,
            Optional<Roster> roster,
            Optional<Hello.Voucher> voucher,
            List<Integer> formats,
            Optional<OwnerId> expected,
            Function<OwnerId, Optional<DeviceCert>> known,
            Instant now) {
        this(binding, certificate, device, port, roster, voucher, formats, expected, Optional.empty(), known, now);
    }

    Hello hello() {
        Hello unsigned = new Hello(
                PROTOCOL,
                PROTOCOL,
                port,
                certificate,
                roster.map(Roster::version).orElse(0L),
                roster.map(Roster::hash).orElse(NO_ROSTER),
                formats,
                voucher,
                UNSIGNED);
        return unsigned.signed(device, binding);
    }

    /** Whether a peer that says so has a newer roster of interest to this node. */
    boolean isOlderThan(Hello hello) {
        return roster.isPresent() && hello.rosterVersion() > roster.get().version();
    }
}
