// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import java.util.Optional;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.DeviceEpoch;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.Hello;
import org.holdfast.wire.LinkMessage.Standing;

/** Judges a HELLO: first whether it is true, then what its sender is here. Pure and stateless. */
final class HelloCheck {
    private HelloCheck() {}

    /** What came out of judging. */
    sealed interface Verdict {
        record Is(Standing standing) implements Verdict {}

        /** @param newer the certificate that this node knows and the sender may not */
        record Refuse(ErrorCode code, String why, Optional<DeviceCert> newer) implements Verdict {
            Refuse(ErrorCode code, String why) {
                this(code, why, Optional.empty());
            }
        }
    }

    /** Empty if everything that the sender says of itself is proved. */
    static Optional<Verdict.Refuse> prove(HandshakeSetup setup, Hello hello) {
        DeviceCert cert = hello.certificate();
        if (hello.protocolMin() > HandshakeSetup.PROTOCOL || hello.protocolMax() < HandshakeSetup.PROTOCOL) {
            return refuse(
                    ErrorCode.NEWER_VERSION,
                    "you speak protocol " + hello.protocolMin() + " to " + hello.protocolMax() + ", I speak "
                            + HandshakeSetup.PROTOCOL);
        }
        Optional<DeviceCert> known = setup.known().apply(cert.owner());
        // one that was seen before was verified then, and that is two thirds of the work
        if (!known.equals(Optional.of(cert)) && !cert.verify()) {
            return refuse(ErrorCode.PEER_IMPOSTOR, "the device certificate is not rightly signed");
        }
        if (!cert.device().equals(setup.binding().receiver())) {
            return refuse(ErrorCode.PEER_IMPOSTOR, "the certificate names another key than TLS proved");
        }
        if (!hello.signedFor(setup.binding().reversed())) {
            return refuse(ErrorCode.PEER_IMPOSTOR, "the HELLO is not signed for this connection");
        }
        if (setup.expected().isPresent() && !setup.expected().get().equals(cert.owner())) {
            return refuse(ErrorCode.PEER_IMPOSTOR, "another owner was expected here");
        }
        if (cert.owner().equals(setup.certificate().owner())) {
            return refuse(ErrorCode.CONFLICT, "this is my own identity");
        }
        return age(setup, cert, known);
    }

    private static Optional<Verdict.Refuse> age(HandshakeSetup setup, DeviceCert cert, Optional<DeviceCert> known) {
        if (!cert.validAt(setup.now())) {
            return refuse(ErrorCode.AUTHENTICATION_FAILED, "the device certificate is not valid at this time");
        }
        DeviceEpoch.Verdict verdict = known.map(newest -> DeviceEpoch.judge(newest, cert, setup.now()))
                .orElseGet(() -> DeviceEpoch.judge(cert, setup.now()));
        return switch (verdict) {
            case KNOWN, NEWER -> Optional.empty();
            case STALE ->
                Optional.of(new Verdict.Refuse(
                        ErrorCode.EPOCH_STALE, "another device of this owner has replaced this one", known));
            case FUTURE -> refuse(ErrorCode.EPOCH_STALE, "this device's number is more than a day ahead of my clock");
        };
    }

    private static Optional<Verdict.Refuse> refuse(ErrorCode code, String why) {
        return Optional.of(new Verdict.Refuse(code, why));
    }

    /** What the sender of a proved HELLO is: by pins where there can be no roster, else by this one. */
    static Verdict judge(HandshakeSetup setup, Optional<Roster> roster, Hello hello) {
        if (setup.pins().isPresent()) {
            boolean pinned = setup.pins().get().test(hello.certificate().owner());
            return new Verdict.Is(pinned ? Standing.MEMBER : Standing.STRANGER);
        }
        if (roster.isEmpty()) {
            return new Verdict.Is(setup.expected().isPresent() ? Standing.MEMBER : Standing.STRANGER);
        }
        return switch (roster.get().standing(hello.certificate())) {
            case ADMITTED -> new Verdict.Is(Standing.MEMBER);
            case NOT_LISTED -> new Verdict.Is(vouchedFor(roster.get(), hello) ? Standing.MEMBER : Standing.STRANGER);
            case SUSPENDED -> new Verdict.Refuse(ErrorCode.NOT_ON_ROSTER, "the roster says: suspended");
            case EPOCH_TOO_OLD ->
                new Verdict.Refuse(ErrorCode.EPOCH_STALE, "the roster admits only newer devices of this owner");
        };
    }

    private static boolean vouchedFor(Roster roster, Hello hello) {
        return hello.voucher()
                .filter(shown ->
                        shown.admission().owner().equals(hello.certificate().owner()))
                .filter(shown -> shown.admission().validUnder(roster, shown.inviter()))
                .isPresent();
    }
}
