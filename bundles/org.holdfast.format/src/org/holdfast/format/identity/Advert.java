// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;

/**
 * What a node shouts over the network, in one datagram. Even a true one is only an address to dial: that the device is
 * the owner's is proved there.
 *
 * <pre>
 *   0  magic "HFAD"          4
 *   4  version = 1           u16
 *   6  flags = 0             u16
 *   8  owner                32
 *  40  device public key    32
 *  72  confederation        32
 * 104  device epoch          u32   below 2^31
 * 108  sequence              u64   ms since 1970 when it was made
 * 116  roster version        u64   0 = has none
 * 124  host                  8     first bytes of SHA-256("holdfast/v1/host" | host label)
 * 132  free space            u8    base-2 logarithm of the bytes on offer, rounded down; 0 = less than two
 * 133  addresses             u8    at most 4, and as many of 19, see {@link Addresses}
 *   -  name                  u8 length, 1 to 64, and UTF-8
 *   -  signature            64     ADVERT over all before, by the device key
 * </pre>
 *
 * @param host tells machines apart without naming them, so that a second node of one host is not dialled for nothing
 * @param freeSpace see {@link #spaceClass}
 */
public record Advert(
        OwnerId owner,
        DeviceKey device,
        ConfederationId confederation,
        int deviceEpoch,
        long sequence,
        long rosterVersion,
        long host,
        int freeSpace,
        List<NodeAddress> addresses,
        String name,
        Bytes signature) {
    /** Longest encoded form in bytes; what every discovery must be able to carry is 700. */
    public static final int MAX_BYTES = 134 + 4 * 19 + 1 + Labels.NAME + Signatures.BYTES;

    /** Most addresses. */
    public static final int MAX_ADDRESSES = 4;

    /** How far an advert's time may be from the own clock. */
    public static final Duration WINDOW = Duration.ofHours(24);

    private static final String MAGIC = "HFAD";
    private static final byte[] HOST = "holdfast/v1/host".getBytes(StandardCharsets.US_ASCII);
    private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

    public Advert {
        addresses = addresses.stream().map(Addresses::canonical).toList();
        Labels.name(name);
        if (addresses.size() > MAX_ADDRESSES || freeSpace < 0 || freeSpace > 62) {
            throw new IllegalArgumentException("an advert has at most 4 addresses, and space below 2^63");
        }
        if (deviceEpoch < 0 || sequence < 0 || sequence > ByteReader.LATEST_MILLIS || rosterVersion < 0) {
            throw new IllegalArgumentException("numbers in an advert are not negative, nor after the year 9999");
        }
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
        }
    }

    /** What a node says of itself besides its identity. */
    public record Offer(
            long rosterVersion, String hostLabel, ByteCount free, List<NodeAddress> addresses, String name) {}

    /** An advert of the device that {@code cert} names, made now. */
    public static Advert issue(
            DeviceCert cert, ConfederationId confederation, Offer offer, Instant now, Signer device) {
        if (!device.key().equals(cert.device())) {
            throw new IllegalArgumentException("the certificate is another device's");
        }
        Advert draft = new Advert(
                cert.owner(),
                cert.device(),
                confederation,
                cert.deviceEpoch(),
                now.toEpochMilli(),
                offer.rosterVersion,
                hostHash(offer.hostLabel),
                spaceClass(offer.free),
                offer.addresses,
                offer.name,
                UNSIGNED);
        return draft.with(device.sign(SignedType.ADVERT, draft.body()));
    }

    private Advert with(Bytes signed) {
        return new Advert(
                owner,
                device,
                confederation,
                deviceEpoch,
                sequence,
                rosterVersion,
                host,
                freeSpace,
                addresses,
                name,
                signed);
    }

    /** What stands for a host label in adverts. */
    public static long hostHash(String label) {
        return Mac.sha256(HOST, label.getBytes(StandardCharsets.UTF_8)).value().a();
    }

    /** The base-2 logarithm, rounded down; 0 for less than two bytes. */
    public static int spaceClass(ByteCount free) {
        return 63 - Long.numberOfLeadingZeros(free.value() | 1);
    }

    /**
     * Whether an advert with this sequence is to be looked at at all: newer than the last one of its device, and within
     * {@link #WINDOW} of the own clock.
     *
     * @param last the highest sequence accepted from that device, 0 if none was
     */
    public static boolean fresh(long sequence, long last, Instant now) {
        return sequence > last && Math.abs(sequence - now.toEpochMilli()) <= WINDOW.toMillis();
    }

    /** Reads at most {@link #MAX_BYTES}; checks no signature. */
    public static Advert read(byte[] bytes) {
        return Document.read("advert", bytes, MAX_BYTES, Advert::fields);
    }

    private static Advert fields(ByteReader in) {
        Document.start(in, MAGIC);
        return new Advert(
                new OwnerId(in.id32()),
                new DeviceKey(in.id32()),
                new ConfederationId(in.id32()),
                in.u32(Integer.MAX_VALUE),
                in.u64(),
                in.u64(),
                in.i64(),
                in.u8(),
                addresses(in),
                in.text8(Labels.NAME),
                in.bytes(Signatures.BYTES));
    }

    private static List<NodeAddress> addresses(ByteReader in) {
        int count = in.u8();
        if (count > MAX_ADDRESSES) {
            throw in.bad(count + " addresses are more than " + MAX_ADDRESSES);
        }
        List<NodeAddress> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            addresses.add(Addresses.read(in));
        }
        return addresses;
    }

    public byte[] bytes() {
        return new ByteWriter(MAX_BYTES).bytes(body()).bytes(signature).toArray();
    }

    /** Whether the device that it names made it. */
    public boolean verify() {
        return Signatures.valid(device, SignedType.ADVERT, body(), signature);
    }

    private byte[] body() {
        ByteWriter out = new ByteWriter(MAX_BYTES)
                .magic(MAGIC)
                .u16(Document.VERSION)
                .zero(2)
                .id32(owner.value())
                .id32(device.value())
                .id32(confederation.value())
                .u32(deviceEpoch)
                .u64(sequence)
                .u64(rosterVersion)
                .i64(host)
                .u8(freeSpace)
                .u8(addresses.size());
        addresses.forEach(address -> Addresses.write(out, address));
        return out.text8(name, Labels.NAME).toArray();
    }
}
