// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;

/**
 * A whole recovery sheet for machines to read, as its QR code carries it: the secret and the {@link PartnerPage}.
 *
 * <pre>
 *   0  magic "HFRS"         4
 *   4  version = 1          u16
 *   6  flags                u16   bit 0: has a confederation, bit 1: it is managed
 *   8  secret              32
 *  40  owner               32
 *  72  made                 u64   ms
 *  80  owner's name         u8 length, 1 to 64, and UTF-8
 *   -  confederation       32, and its name: u8 length, 1 to 64, and UTF-8 (only with bit 0)
 *   -  partners             u8    at most 24, and as many:
 *        fingerprint       16     of the owner id
 *        host               u8 length, 1 to 253, and ASCII
 *        port               u16
 *        name               u8 length, 1 to 64, and UTF-8
 *   -  check                8     first bytes of SHA-256 over all before
 * </pre>
 *
 * As text: "HOLDFAST:" and Crockford's Base 32 of these bytes. The secret is wiped by {@link #close}.
 */
public final class RecoverySheet implements AutoCloseable {
    /** Longest encoded form in bytes. */
    public static final int MAX_BYTES =
            81 + Labels.NAME + 32 + 1 + Labels.NAME + 1 + PartnerPage.MAX_PARTNERS * (16 + 254 + 2 + 65) + 8;

    private static final String MAGIC = "HFRS";
    private static final String SCHEME = "HOLDFAST:";
    private static final int CONFEDERATION = 1;
    private static final int MANAGED = 2;
    private static final int CHECK = 8;

    private final PartnerPage page;
    private final byte[] secret;

    /** Copies the secret of 32 bytes. */
    public RecoverySheet(PartnerPage page, byte[] secret) {
        if (secret.length != RecoveryWords.SECRET_BYTES) {
            throw new IllegalArgumentException("a recovery secret has 32 bytes");
        }
        this.page = page;
        this.secret = secret.clone();
    }

    /** Reads what {@link #bytes} made. */
    public static RecoverySheet read(byte[] bytes) {
        return Document.read("recovery sheet", bytes, MAX_BYTES, in -> fields(in, bytes));
    }

    /** Whether a text looks like what {@link #text} made. */
    public static boolean looksLike(CharSequence text) {
        return text.length() >= SCHEME.length()
                && SCHEME.contentEquals(
                        text.subSequence(0, SCHEME.length()).toString().toUpperCase(Locale.ROOT));
    }

    /** Reads what {@link #text} made, whatever the case and spaces in it. */
    public static RecoverySheet parse(CharSequence text) {
        if (!looksLike(text)) {
            throw new ByteReader("recovery sheet", new byte[0]).bad("it does not start with " + SCHEME);
        }
        byte[] bytes = decoded(text.subSequence(SCHEME.length(), text.length()));
        try {
            return read(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] decoded(CharSequence text) {
        try {
            return Base32.decode(text, MAX_BYTES);
        } catch (IllegalArgumentException e) {
            throw new ByteReader("recovery sheet", new byte[0]).bad(String.valueOf(e.getMessage()));
        }
    }

    private static RecoverySheet fields(ByteReader in, byte[] all) {
        in.magic(MAGIC);
        in.version(Document.VERSION);
        int flags = in.u16();
        if (flags != 0 && flags != CONFEDERATION && flags != (CONFEDERATION | MANAGED)) {
            throw in.bad("unknown flags");
        }
        byte[] secret = in.array(RecoveryWords.SECRET_BYTES);
        try {
            PartnerPage page = page(in, flags);
            if (!Arrays.equals(check(all, in.offset()), in.array(CHECK))) {
                throw in.bad("the check at its end does not fit");
            }
            return new RecoverySheet(page, secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static PartnerPage page(ByteReader in, int flags) {
        OwnerId owner = new OwnerId(in.id32());
        var time = in.millis();
        String name = in.text8(Labels.NAME);
        Optional<ConfederationRef> confederation = (flags & CONFEDERATION) == 0
                ? Optional.empty()
                : Optional.of(new ConfederationRef(
                        new ConfederationId(in.id32()), in.text8(Labels.NAME), (flags & MANAGED) != 0));
        return new PartnerPage(owner, name, confederation, partners(in), time);
    }

    private static List<SheetPartner> partners(ByteReader in) {
        int count = in.u8();
        if (count > PartnerPage.MAX_PARTNERS) {
            throw in.bad(count + " partners are more than " + PartnerPage.MAX_PARTNERS);
        }
        List<SheetPartner> partners = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            var fingerprint = in.id16();
            NodeAddress address = new NodeAddress(in.text8(SheetPartner.HOST), in.u16());
            partners.add(new SheetPartner(fingerprint, in.text8(Labels.NAME), address));
        }
        return partners;
    }

    public PartnerPage page() {
        return page;
    }

    /** A copy of the secret, to be wiped by the caller. */
    public byte[] secret() {
        return secret.clone();
    }

    /** The encoded form, with the secret in it: to be wiped by the caller. */
    public byte[] bytes() {
        byte[] head = new ByteWriter()
                .magic(MAGIC)
                .u16(Document.VERSION)
                .u16(page.confederation()
                        .map(ref -> CONFEDERATION | (ref.managed() ? MANAGED : 0))
                        .orElse(0))
                .toArray();
        byte[] tail = tail();
        byte[] all = new byte[head.length + secret.length + tail.length + CHECK];
        ByteBuffer out = ByteBuffer.wrap(all).put(head).put(secret).put(tail);
        return out.put(check(all, out.position())).array();
    }

    /** What comes after the secret: no secret is ever in a buffer that grows and leaves copies behind. */
    private byte[] tail() {
        ByteWriter out =
                new ByteWriter().id32(page.owner().value()).millis(page.time()).text8(page.ownerName(), Labels.NAME);
        page.confederation().ifPresent(ref -> out.id32(ref.id().value()).text8(ref.name(), Labels.NAME));
        out.u8(page.partners().size());
        page.partners()
                .forEach(partner -> out.id16(partner.fingerprint())
                        .text8(partner.address().host(), SheetPartner.HOST)
                        .u16(partner.address().port())
                        .text8(partner.name(), Labels.NAME));
        return out.toArray();
    }

    private static byte[] check(byte[] all, int length) {
        byte[] covered = Arrays.copyOf(all, length);
        byte[] check = Arrays.copyOf(Mac.sha256(covered).bytes(), CHECK);
        Arrays.fill(covered, (byte) 0);
        return check;
    }

    /** For a QR code in its alphanumeric mode. Holds the secret: for the printer only. */
    public String text() {
        byte[] bytes = bytes();
        String text = SCHEME + Base32.encode(bytes);
        Arrays.fill(bytes, (byte) 0);
        return text;
    }

    /** Overwrites the secret. */
    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "recovery sheet of " + page.owner().brief();
    }
}
