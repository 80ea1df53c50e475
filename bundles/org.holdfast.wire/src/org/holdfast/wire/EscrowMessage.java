// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.KeptEscrow.Asked;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/** Sealed recovery secrets: left with members, fetched by admins. */
public sealed interface EscrowMessage extends MemberMessage
        permits EscrowMessage.EscrowPut, EscrowMessage.EscrowKept, EscrowMessage.EscrowGet, EscrowMessage.EscrowAnswer {

    /** Keep this box of mine in the place of any other; empty: erase it. */
    record EscrowPut(Optional<EscrowBox> box) implements EscrowMessage {}

    /**
     * It is done, durably.
     *
     * @param asked who asked the sender for the receiver's box last, with the wish: the receiver ought to know
     */
    record EscrowKept(Optional<Asked> asked) implements EscrowMessage {}

    /**
     * Give me the box of this owner.
     *
     * @param time by the asker's clock
     * @param admin a key of the roster
     * @param signature ESCROW_GET by it, over confederation, asker, owner and time: nobody else can use it again
     */
    record EscrowGet(OwnerId owner, Instant time, DeviceKey admin, Bytes signature) implements EscrowMessage {
        public EscrowGet {
            time = time.truncatedTo(ChronoUnit.MILLIS);
            if (signature.length() != Signatures.BYTES) {
                throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
            }
        }

        /** @param asker the member that says it */
        public static EscrowGet sign(
                Signer admin, ConfederationId confederation, OwnerId asker, OwnerId owner, Instant time) {
            Bytes signature = admin.sign(SignedType.ESCROW_GET, body(confederation, asker, owner, time));
            return new EscrowGet(owner, time, admin.key(), signature);
        }

        /** Whether the admin that it names signed it for this asker. */
        public boolean signedFor(ConfederationId confederation, OwnerId asker) {
            return Signatures.valid(admin, SignedType.ESCROW_GET, body(confederation, asker, owner, time), signature);
        }

        /** What its receiver remembers of it. @param asker the member that said it */
        public Asked by(OwnerId asker) {
            return new Asked(asker, time, admin, signature);
        }

        /** Whether the admin that it names signed what somebody remembers as a wish for this owner's box. */
        public static boolean proves(Asked asked, ConfederationId confederation, OwnerId owner) {
            return new EscrowGet(owner, asked.time(), asked.admin(), asked.signature())
                    .signedFor(confederation, asked.asker());
        }

        private static byte[] body(ConfederationId confederation, OwnerId asker, OwnerId owner, Instant time) {
            return new ByteWriter(104)
                    .id32(confederation.value())
                    .id32(asker.value())
                    .id32(owner.value())
                    .millis(time)
                    .toArray();
        }
    }

    /** ESCROW: the box, if there is one. */
    record EscrowAnswer(Optional<EscrowBox> box) implements EscrowMessage {}
}
