// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.DeviceEpoch;
import org.holdfast.model.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether another machine came from this one's recovery sheet since: partners show its certificate, serve that one, and
 * refuse this one for good. What they showed is kept in the ledger, as they may be away when the node starts again.
 * Thread-safe.
 */
final class Replacement {
    private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);
    private static final String KEY = "identity.replaced";

    private final Ledger ledger;
    private final DeviceCert own;
    private final InstantSource clock;

    Replacement(Ledger ledger, DeviceCert own, InstantSource clock) {
        this.ledger = ledger;
        this.own = own;
        this.clock = clock;
    }

    /** @param newer rightly signed by this machine's own root key */
    synchronized void shown(DeviceCert newer) {
        if (newer.deviceEpoch() <= present().orElse(own).deviceEpoch()) {
            return;
        }
        ledger.settings().put(KEY, Bytes.of(newer.bytes()));
        String text = "a machine that came from this one's recovery sheet at " + made(newer)
                + " has taken its place: partners refuse this one for good";
        LOG.warn("The identity is in use elsewhere: {}", text);
        ledger.events().append(clock.instant(), "IDENTITY_REPLACED", own.owner().brief(), text);
    }

    /** Empty again once this machine itself has come from the sheet later than that. */
    synchronized Optional<DeviceCert> present() {
        return ledger.settings()
                .get(KEY)
                .map(bytes -> DeviceCert.read(bytes.toArray()))
                .filter(each -> each.deviceEpoch() > own.deviceEpoch());
    }

    /** About when that machine got its keys. */
    static Instant made(DeviceCert cert) {
        return DeviceEpoch.ORIGIN.plus(Duration.ofMinutes(cert.deviceEpoch()));
    }
}
