// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/**
 * A partner's signed word on when it heard last from an owner. Anybody may hand it on.
 *
 * <pre>
 * offset  size  field
 *      0     2  version           1
 *      2    32  witness           who signs
 *     34    32  owner             another one
 *     66     8  heard             ms since 1970
 *     74     8  said              ms since 1970, not before heard
 *     82    64  witness's device signature over 0 to 81, type "silence-note"
 *    146
 * </pre>
 */
public record SilenceNote(OwnerId witness, OwnerId owner, Instant heard, Instant said, Bytes signature) {
    /** Length of the encoded form. */
    public static final int BYTES = 146;

    private static final int VERSION = 1;
    private static final int SIGNATURE_COVERS = 82;
    private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

    public SilenceNote {
        heard = heard.truncatedTo(ChronoUnit.MILLIS);
        said = said.truncatedTo(ChronoUnit.MILLIS);
        if (witness.equals(owner) || said.isBefore(heard) || signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("nobody is its own witness, or says what is yet to come");
        }
    }

    public static SilenceNote sign(Signer device, OwnerId witness, OwnerId owner, Instant heard, Instant said) {
        SilenceNote unsigned = new SilenceNote(witness, owner, heard, said, UNSIGNED);
        Bytes signature = device.sign(SignedType.SILENCE_NOTE, unsigned.body());
        return new SilenceNote(witness, owner, heard, said, signature);
    }

    /** Whether this device of the witness made it. */
    public boolean signedBy(DeviceKey device) {
        return Signatures.valid(device, SignedType.SILENCE_NOTE, body(), signature);
    }

    private byte[] body() {
        return Arrays.copyOf(bytes(), SIGNATURE_COVERS);
    }

    /** The encoded form. */
    public byte[] bytes() {
        ByteWriter out = new ByteWriter(BYTES);
        write(out);
        return out.toArray();
    }

    void write(ByteWriter out) {
        out.u16(VERSION)
                .id32(witness.value())
                .id32(owner.value())
                .millis(heard)
                .millis(said)
                .bytes(signature);
    }

    static SilenceNote read(ByteReader in) {
        in.version(VERSION);
        try {
            return new SilenceNote(
                    new OwnerId(in.id32()),
                    new OwnerId(in.id32()),
                    in.millis(),
                    in.millis(),
                    in.bytes(Signatures.BYTES));
        } catch (IllegalArgumentException e) {
            throw in.bad(String.valueOf(e.getMessage()));
        }
    }
}
