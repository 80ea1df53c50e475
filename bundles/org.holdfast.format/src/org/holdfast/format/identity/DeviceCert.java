// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/**
 * Says that a device key acts for an owner: signed by the owner's root key, which is offline, and by the device key
 * itself. Exactly 224 bytes:
 *
 * <pre>
 *   0  magic "HFDC"            4
 *   4  version = 1             u16
 *   6  flags = 0               u16
 *   8  root public key        32
 *  40  device public key      32
 *  72  device epoch            u32   below 2^31
 *  76  key generation          u32   from 1, below 2^31
 *  80  not before              u64   ms
 *  88  not after               u64   ms; 0 = until replaced
 *  96  root's signature       64     DEVICE_CERT over 0..95
 * 160  device's signature     64     DEVICE_CERT_HOLDER over 0..159
 * </pre>
 *
 * @param deviceEpoch counts the owner's device keys ({@link DeviceEpoch})
 * @param keyGeneration the newest key generation of the owner when this was issued
 * @param notAfter empty: until replaced
 */
public record DeviceCert(
        DeviceKey root,
        DeviceKey device,
        int deviceEpoch,
        int keyGeneration,
        Instant notBefore,
        Optional<Instant> notAfter,
        Bytes rootSignature,
        Bytes deviceSignature) {
    /** Length of the encoded form. */
    public static final int BYTES = 224;

    /** How far the clocks of two machines may differ before a certificate is thought out of date. */
    public static final Duration TOLERANCE = Duration.ofHours(24);

    private static final String MAGIC = "HFDC";
    private static final byte[] OWNER = "holdfast/v1/owner".getBytes(StandardCharsets.US_ASCII);
    private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

    public DeviceCert {
        notBefore = notBefore.truncatedTo(ChronoUnit.MILLIS);
        notAfter = notAfter.map(end -> end.truncatedTo(ChronoUnit.MILLIS));
        if (deviceEpoch < 0 || keyGeneration < 1) {
            throw new IllegalArgumentException("device epochs count from 0 and key generations from 1");
        }
        if (notAfter.isPresent() && notAfter.get().compareTo(notBefore) <= 0) {
            throw new IllegalArgumentException("a certificate ends after it begins");
        }
        if (rootSignature.length() != Signatures.BYTES || deviceSignature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
        }
    }

    /** The owner that a root key makes: SHA-256("holdfast/v1/owner" | root public key). */
    public static OwnerId owner(DeviceKey root) {
        return OwnerId.of(Mac.sha256(OWNER, root.bytes()).bytes());
    }

    /** A certificate that holds until it is replaced. */
    public static DeviceCert issue(Signer root, Signer device, int deviceEpoch, int keyGeneration, Instant notBefore) {
        return issue(root, device, deviceEpoch, keyGeneration, notBefore, Optional.empty());
    }

    private static DeviceCert issue(
            Signer root, Signer device, int epoch, int generation, Instant from, Optional<Instant> until) {
        DeviceCert draft = new DeviceCert(root.key(), device.key(), epoch, generation, from, until, UNSIGNED, UNSIGNED);
        Bytes byRoot = root.sign(SignedType.DEVICE_CERT, draft.rootBody());
        draft = new DeviceCert(draft.root, draft.device, epoch, generation, draft.notBefore, until, byRoot, UNSIGNED);
        Bytes byDevice = device.sign(SignedType.DEVICE_CERT_HOLDER, draft.deviceBody());
        return new DeviceCert(draft.root, draft.device, epoch, generation, draft.notBefore, until, byRoot, byDevice);
    }

    /** Reads 224 bytes; checks no signature. */
    public static DeviceCert read(byte[] bytes) {
        return Document.read("device certificate", bytes, BYTES, DeviceCert::fields);
    }

    private static DeviceCert fields(ByteReader in) {
        Document.start(in, MAGIC);
        return new DeviceCert(
                new DeviceKey(in.id32()),
                new DeviceKey(in.id32()),
                in.u32(Integer.MAX_VALUE),
                in.u32(Integer.MAX_VALUE),
                in.millis(),
                Optional.of(in.millis()).filter(end -> !end.equals(Instant.EPOCH)),
                in.bytes(Signatures.BYTES),
                in.bytes(Signatures.BYTES));
    }

    public byte[] bytes() {
        return new ByteWriter(BYTES).bytes(deviceBody()).bytes(deviceSignature).toArray();
    }

    /** Whose device this is. */
    public OwnerId owner() {
        return owner(root);
    }

    /** Whether both signatures are right. Says nothing about whether the owner is the expected one, or of time. */
    public boolean verify() {
        return Signatures.valid(root, SignedType.DEVICE_CERT, rootBody(), rootSignature)
                && Signatures.valid(device, SignedType.DEVICE_CERT_HOLDER, deviceBody(), deviceSignature);
    }

    /** Whether the signatures are right and the certificate is {@code expected}'s. */
    public boolean verify(OwnerId expected) {
        return owner().equals(expected) && verify();
    }

    /** Whether it holds at this time, give or take {@link #TOLERANCE}. */
    public boolean validAt(Instant now) {
        return !now.plus(TOLERANCE).isBefore(notBefore)
                && notAfter.map(end -> now.minus(TOLERANCE).isBefore(end)).orElse(true);
    }

    /** Bytes 0..95. */
    private byte[] rootBody() {
        return new ByteWriter(BYTES)
                .magic(MAGIC)
                .u16(Document.VERSION)
                .zero(2)
                .id32(root.value())
                .id32(device.value())
                .u32(deviceEpoch)
                .u32(keyGeneration)
                .millis(notBefore)
                .millis(notAfter.orElse(Instant.EPOCH))
                .toArray();
    }

    /** Bytes 0..159. */
    private byte[] deviceBody() {
        return new ByteWriter(BYTES).bytes(rootBody()).bytes(rootSignature).toArray();
    }
}
