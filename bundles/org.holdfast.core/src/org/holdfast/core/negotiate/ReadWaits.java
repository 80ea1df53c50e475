// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.agreement.Presence;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;

/**
 * Until when a party to an agreement reads nothing back under it, in an open confederation: until its commitment period
 * is over; and, when it was down for d days, for d + 1 days after its return, so that nobody lives on what others keep
 * without being there for them. A device that the party's root key has named since the agreement was signed does not
 * wait: it comes from a disaster. The holder asks it of the owner, and the owner of itself. Thread-safe; what it is told
 * is durable on return.
 */
public final class ReadWaits {
    private static final Duration DAY = Duration.ofDays(1);

    private final Ledger.Settings settings;
    private final AgreementProofs proofs;

    public ReadWaits(Ledger ledger) {
        this.settings = ledger.settings();
        this.proofs = new AgreementProofs(settings);
    }

    /** What a holder grants a party now. @param deviceEpoch of the device that speaks */
    Permits granted(AgreementRow row, OwnerId party, int deviceEpoch, Instant now) {
        boolean waits = end(row, party, deviceEpoch, now).isAfter(now);
        return Permits.granted(row.phase(), !waits);
    }

    /**
     * Until when this device of the party reads nothing; {@link Instant#MIN} where it may read, as it always may where no
     * commitment was agreed.
     */
    public Instant end(AgreementRow row, OwnerId party, int deviceEpoch, Instant now) {
        AgreementTerms terms = row.agreement().terms();
        if (terms.commitment().isZero() || isRecovered(row, party, deviceEpoch)) {
            return Instant.MIN;
        }
        Instant commitment = row.phase() == AgreementPhase.ACTIVE ? Instant.MIN : committed(row);
        Instant back = backAgain(party, now);
        Instant end = back.isAfter(commitment) ? back : commitment;
        return end.isAfter(now) ? end : Instant.MIN;
    }

    private boolean isRecovered(AgreementRow row, OwnerId party, int deviceEpoch) {
        OptionalInt signer = signer(row, party);
        return signer.isPresent() && deviceEpoch > signer.getAsInt();
    }

    private static Instant committed(AgreementRow row) {
        AgreementTerms terms = row.agreement().terms();
        return terms.start().plus(terms.commitment());
    }

    /** The epoch of the device under which a party first signed; empty if that was lost. */
    public OptionalInt signer(AgreementRow row, OwnerId party) {
        return proofs.first(row.agreement()).stream()
                .filter(certificate -> certificate.owner().equals(party))
                .mapToInt(DeviceCert::deviceEpoch)
                .findFirst();
    }

    /** A party was down for some days, and is there again. */
    public void returned(OwnerId party, int daysDown, Instant now) {
        byte[] encoded = new ByteWriter().millis(now).u16(daysDown).toArray();
        settings.put(key(party), Bytes.of(encoded));
    }

    /** A return in the future was noted by a clock that was wrong. */
    private Instant backAgain(OwnerId party, Instant now) {
        Optional<Bytes> noted = settings.get(key(party));
        if (noted.isEmpty()) {
            return Instant.MIN;
        }
        ByteReader in = new ByteReader("return of a partner", noted.get().toArray());
        Instant at = in.millis();
        int days = Math.min(in.u16(), Presence.KEPT);
        return at.isAfter(now.plus(DAY)) ? Instant.MIN : at.plus(DAY.multipliedBy(days + 1L));
    }

    private static String key(OwnerId party) {
        return "returned." + party;
    }
}
