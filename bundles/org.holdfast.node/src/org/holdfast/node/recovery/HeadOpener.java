// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.recovery;

import java.util.Optional;
import org.holdfast.format.KeyRing;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.RecordKind;
import org.holdfast.format.head.SealedRecord;
import org.holdfast.format.head.Witness;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.HeadMessage.Kept;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens heads that members show, and believes those alone that this owner's keys have sealed. */
final class HeadOpener {
    private static final Logger LOG = LoggerFactory.getLogger(HeadOpener.class);

    private final KeyRing keys;
    private final DeviceCert certificate;

    /** A head that these keys open, with its witness. */
    record Found(Head head, Witness witness) {}

    HeadOpener(KeyRing keys, DeviceCert certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    OwnerId owner() {
        return certificate.owner();
    }

    Optional<Found> open(OwnerId member, Kept kept) {
        try {
            byte[] sealed = kept.head().toArray();
            if (!kept.witness().owner().equals(owner()) || !kept.witness().covers(sealed)) {
                LOG.warn("{} shows a head that its witness does not cover", member.brief());
                return Optional.empty();
            }
            SealedRecord record = SealedRecord.open(keys, RecordKind.HEAD, sealed);
            Head head = Head.read(record.content());
            if (record.sequence() != head.sequence() || !isOf(kept.witness(), head)) {
                LOG.warn("{} shows a head under a witness that was not made for it", member.brief());
                return Optional.empty();
            }
            return Optional.of(new Found(head, kept.witness()));
        } catch (HoldfastException e) {
            LOG.warn("{} shows a head that cannot be opened: {}", member.brief(), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Anybody can make a witness that covers an old head: only what is sealed inside says how old it is. The signature can
     * be checked where this device made it; the certificates of the devices before went with them.
     */
    private boolean isOf(Witness witness, Head head) {
        boolean own = witness.deviceEpoch() == certificate.deviceEpoch();
        return head.owner().equals(owner())
                && head.sequence() == witness.sequence()
                && head.deviceEpoch() == witness.deviceEpoch()
                && (!own || witness.signedBy(certificate.device()));
    }
}
