// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;

/**
 * HELLO: the first message of both sides. Says who the sender is and proves that it is the end of this very TLS
 * connection.
 *
 * <pre>
 * offset  size  field
 *      0     2  version           1
 *      2     2  oldest protocol version spoken
 *      4     2  newest protocol version spoken
 *      6     2  port that the sender listens on; 0 for none
 *      8   224  the sender's device certificate
 *    232     8  version of the sender's roster; 0 for none
 *    240    32  hash of the sender's roster; 0 for none
 *    272     2  n, number of formats, at most 64
 *    274    2n  numbers of the block formats that the sender can store and send
 *      …     1  1 if the sender is not on the roster yet and shows its admission, else 0
 *      …     2  a, length of the admission                                       (only after 1)
 *      …     a  admission
 *      …   224  device certificate of the inviter who signed the admission
 *      …    64  the sender's device signature, type "hello", over
 *               role u8 (1 dialler, 2 acceptor) | channel binding 32 | SHA-256(own device certificate) 32
 *               | sender's TLS key 32 | receiver's TLS key 32 | all bytes before, without the device certificate
 * </pre>
 */
public record Hello(
        int protocolMin,
        int protocolMax,
        int port,
        DeviceCert certificate,
        long rosterVersion,
        Digest rosterHash,
        List<Integer> formats,
        Optional<Voucher> voucher,
        Bytes signature)
        implements LinkMessage {
    static final int LONGEST = 274 + 2 * Limits.FORMATS + 3 + Admission.MAX_BYTES + DeviceCert.BYTES + Signatures.BYTES;
    private static final int VERSION = 1;

    public Hello {
        formats = List.copyOf(formats);
        if (protocolMin < 1 || protocolMax < protocolMin || formats.size() > Limits.FORMATS || rosterVersion < 0) {
            throw new IllegalArgumentException(
                    "versions count from 1 and rise; at most " + Limits.FORMATS + " formats");
        }
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("a signature has 64 bytes");
        }
    }

    /** What stands in for a row on the roster until there is one. @param inviter who signed the admission */
    public record Voucher(Admission admission, DeviceCert inviter) {}

    /** Which end of the connection somebody is. */
    public enum Role {
        DIALLER(1),
        ACCEPTOR(2);

        private final int number;

        Role(int number) {
            this.number = number;
        }

        public Role other() {
            return this == DIALLER ? ACCEPTOR : DIALLER;
        }
    }

    /**
     * What ties a HELLO to one connection, seen from its sender.
     *
     * @param channel 32 bytes that only the two ends of the TLS connection know
     * @param sender the key that the sender proved to TLS
     * @param receiver the key that the receiver proved to TLS
     */
    public record Binding(Role role, Bytes channel, DeviceKey sender, DeviceKey receiver) {
        public Binding {
            if (channel.length() != 32) {
                throw new IllegalArgumentException("a channel binding has 32 bytes");
            }
        }

        /** The same connection, seen from the other end. */
        public Binding reversed() {
            return new Binding(role.other(), channel, receiver, sender);
        }
    }

    /** This HELLO, signed for one connection. */
    public Hello signed(Signer device, Binding binding) {
        return with(device.sign(SignedType.HELLO, body(binding)));
    }

    /** Whether the device of {@link #certificate} signed it for this connection. */
    public boolean signedFor(Binding binding) {
        return Signatures.valid(certificate.device(), SignedType.HELLO, body(binding), signature);
    }

    private Hello with(Bytes newSignature) {
        return new Hello(
                protocolMin, protocolMax, port, certificate, rosterVersion, rosterHash, formats, voucher, newSignature);
    }

    private byte[] body(Binding binding) {
        ByteWriter out = new ByteWriter(512)
                .u8(binding.role().number)
                .bytes(binding.channel())
                .bytes(Mac.sha256(certificate.bytes()).bytes())
                .bytes(binding.sender().bytes())
                .bytes(binding.receiver().bytes());
        writeStart(out);
        writeRest(out);
        return out.toArray();
    }

    void write(ByteWriter out) {
        writeStart(out);
        out.bytes(certificate.bytes());
        writeRest(out);
        out.bytes(signature);
    }

    private void writeStart(ByteWriter out) {
        out.u16(VERSION).u16(protocolMin).u16(protocolMax).u16(port);
    }

    private void writeRest(ByteWriter out) {
        out.u64(rosterVersion).id32(rosterHash.value()).u16(formats.size());
        formats.forEach(out::u16);
        out.u8(voucher.isPresent() ? 1 : 0);
        voucher.ifPresent(shown -> {
            MemberLayout.write(shown.admission(), out);
            out.bytes(shown.inviter().bytes());
        });
    }

    static Hello read(ByteReader in) {
        in.version(VERSION);
        return new Hello(
                in.u16(),
                in.u16(),
                in.u16(),
                MemberLayout.certificate(in),
                in.u64(),
                new Digest(in.id32()),
                readFormats(in),
                ReadLayout.flag(in) ? Optional.of(readVoucher(in)) : Optional.empty(),
                in.bytes(Signatures.BYTES));
    }

    private static List<Integer> readFormats(ByteReader in) {
        int count = in.count16(Limits.FORMATS, 2);
        List<Integer> formats = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            formats.add(in.u16());
        }
        return formats;
    }

    private static Voucher readVoucher(ByteReader in) {
        return new Voucher(MemberLayout.admission(in), MemberLayout.certificate(in));
    }
}
