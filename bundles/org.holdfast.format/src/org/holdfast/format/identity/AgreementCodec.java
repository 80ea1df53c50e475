// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Digest;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeLabels;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;

/**
 * Agreements as bytes, and their two signatures. Stateless. The terms, which both sides sign:
 *
 * <pre>
 *   0  magic "HFAG"               4
 *   4  version of format = 1      u16
 *   6  flags = 0                  u16
 *   8  id                        16
 *  24  version                    u32   from 1, below 2^31
 *  28  confederation             32
 *  60  proposer                  32     owner id
 *  92  responder                 32     owner id, not the proposer's
 * 124  reserved by proposer       u64   bytes
 * 132  reserved by responder      u64   bytes
 * 140  grace                      u64   ms
 * 148  commitment                 u64   ms
 * 156  longest retention          u64   ms
 * 164  start                      u64   ms since 1970
 * 172  least bandwidth            u32   kbit/s
 * 176  average bandwidth          u32   kbit/s
 * 180  audit pieces a day         u32   of 4 KiB
 * 184  whole reads a year         u32
 * 188  expiry                     u64   ms since 1970; 0 for none
 * 196  proposer's schedule       21 bytes of hours, zone: u8 length, 1 to 64, and ASCII
 *   -  responder's schedule       the same
 *   -  proposer's domains         host, site, OS family, arch: each u8 length, 1 to 64, and ASCII
 *   -  responder's domains        the same
 *   -  formats                    u8 count, at most 64, and as many u16
 *   -  labels                     proposer's, responder's, each as {@link LabelCodec} has them; not there if both are none
 * </pre>
 *
 * A signed agreement is the terms with a u16 length before them, then the proposer's signature (64) and the responder's
 * (64), both AGREEMENT over the terms.
 */
public final class AgreementCodec {
    /** Longest encoded terms in bytes. */
    public static final int MAX_TERMS =
            196 + 2 * (21 + 1 + 64) + 2 * 4 * (1 + 64) + 1 + 2 * 64 + 2 * LabelCodec.MAX_BYTES;

    /** Longest encoded agreement in bytes. */
    public static final int MAX_BYTES = 2 + MAX_TERMS + 2 * Signatures.BYTES;

    private static final String MAGIC = "HFAG";
    private static final int LABEL = 64;
    private static final int MAX_FORMATS = 64;

    private AgreementCodec() {}

    /** @throws IllegalArgumentException if a time is not a whole number of milliseconds */
    public static byte[] encode(AgreementTerms terms) {
        ByteWriter out = new ByteWriter(MAX_TERMS)
                .magic(MAGIC)
                .u16(Document.VERSION)
                .zero(2)
                .id16(terms.id().value())
                .u32(terms.version())
                .id32(terms.confederation().value())
                .id32(terms.proposer().value())
                .id32(terms.responder().value())
                .u64(terms.reservedByProposer().value())
                .u64(terms.reservedByResponder().value())
                .u64(exactMillis(terms.grace()))
                .u64(exactMillis(terms.commitment()))
                .u64(exactMillis(terms.longestRetention()));
        exactMillis(Duration.between(Instant.EPOCH, terms.start()));
        out.millis(terms.start());
        write(out, terms.allowances());
        write(out, terms.proposerSchedule());
        write(out, terms.responderSchedule());
        write(out, terms.proposerDomains());
        write(out, terms.responderDomains());
        out.u8(terms.formats().size());
        terms.formats().forEach(out::u16);
        writeLabels(
                out, terms.proposerDomains().labels(), terms.responderDomains().labels());
        return out.toArray();
    }

    /** Cutting a time silently would make signed terms differ from those that were agreed. */
    private static long exactMillis(Duration time) {
        if (time.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException("times in an agreement are whole milliseconds, not " + time);
        }
        return time.toMillis();
    }

    private static void write(ByteWriter out, Allowances allowances) {
        Instant expiry = allowances.expiry().orElse(Instant.EPOCH);
        exactMillis(Duration.between(Instant.EPOCH, expiry));
        out.u32(allowances.leastKbit())
                .u32(allowances.averageKbit())
                .u32(allowances.auditPiecesDaily())
                .u32(allowances.wholeReadsYearly())
                .millis(expiry);
    }

    private static void write(ByteWriter out, WeekSchedule schedule) {
        out.bytes(schedule.hours()).text8(schedule.zone().getId(), LABEL);
    }

    private static void writeLabels(ByteWriter out, NodeLabels proposer, NodeLabels responder) {
        if (!proposer.isEmpty() || !responder.isEmpty()) {
            LabelCodec.write(proposer, out);
            LabelCodec.write(responder, out);
        }
    }

    private static void write(ByteWriter out, Domains domains) {
        out.text8(domains.host(), LABEL)
                .text8(domains.site(), LABEL)
                .text8(domains.osFamily(), LABEL)
                .text8(domains.arch(), LABEL);
    }

    public static AgreementTerms decodeTerms(byte[] bytes) {
        return Document.read("agreement terms", bytes, MAX_TERMS, AgreementCodec::terms);
    }

    private static AgreementTerms terms(ByteReader in) {
        Document.start(in, MAGIC);
        AgreementId id = new AgreementId(in.id16());
        int version = in.u32(Integer.MAX_VALUE);
        ConfederationId confederation = new ConfederationId(in.id32());
        OwnerId proposer = new OwnerId(in.id32());
        OwnerId responder = new OwnerId(in.id32());
        ByteCount byProposer = ByteCount.of(in.u64());
        ByteCount byResponder = ByteCount.of(in.u64());
        Duration grace = duration(in);
        Duration commitment = duration(in);
        Duration retention = duration(in);
        Instant start = in.millis();
        Allowances allowances = allowances(in);
        WeekSchedule proposerSchedule = schedule(in);
        WeekSchedule responderSchedule = schedule(in);
        Domains proposerDomains = domains(in);
        Domains responderDomains = domains(in);
        List<Integer> formats = formats(in);
        boolean labelled = in.remaining() > 0;
        NodeLabels ofProposer = labelled ? LabelCodec.read(in) : NodeLabels.NONE;
        NodeLabels ofResponder = labelled ? LabelCodec.read(in) : NodeLabels.NONE;
        if (labelled && ofProposer.isEmpty() && ofResponder.isEmpty()) {
            throw in.bad("no labels, and bytes that say so");
        }
        return new AgreementTerms(
                id,
                version,
                confederation,
                proposer,
                responder,
                byProposer,
                byResponder,
                proposerSchedule,
                responderSchedule,
                proposerDomains.labelled(ofProposer),
                responderDomains.labelled(ofResponder),
                grace,
                commitment,
                retention,
                start,
                formats,
                allowances);
    }

    private static Allowances allowances(ByteReader in) {
        long least = in.u32();
        long average = in.u32();
        long audits = in.u32();
        long reads = in.u32();
        return new Allowances(
                least, average, audits, reads, Optional.of(in.millis()).filter(Instant.EPOCH::isBefore));
    }

    private static Duration duration(ByteReader in) {
        return Duration.between(Instant.EPOCH, in.millis());
    }

    private static WeekSchedule schedule(ByteReader in) {
        Bytes hours = in.bytes(WeekSchedule.HOURS / 8);
        String zone = ascii(in);
        try {
            ZoneId id = ZoneId.of(zone);
            if (!id.getId().equals(zone)) {
                throw in.bad("the time zone " + zone + " is written " + id.getId());
            }
            return new WeekSchedule(hours, id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no time zone " + zone, e);
        }
    }

    private static Domains domains(ByteReader in) {
        return new Domains(ascii(in), ascii(in), ascii(in), ascii(in));
    }

    private static String ascii(ByteReader in) {
        String text = in.text8(LABEL);
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw in.bad("a label that is not ASCII");
        }
        return text;
    }

    private static List<Integer> formats(ByteReader in) {
        int count = in.u8();
        if (count > MAX_FORMATS) {
            throw in.bad(count + " formats are more than " + MAX_FORMATS);
        }
        List<Integer> formats = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            formats.add(in.u16());
        }
        return formats;
    }

    public static byte[] encode(Agreement agreement) {
        return new ByteWriter(MAX_BYTES)
                .bytes16(Bytes.of(encode(agreement.terms())))
                .bytes(agreement.proposerSignature())
                .bytes(agreement.responderSignature())
                .toArray();
    }

    /** Reads at most {@link #MAX_BYTES}; checks no signature. */
    public static Agreement decode(byte[] bytes) {
        return Document.read(
                "agreement",
                bytes,
                MAX_BYTES,
                in -> new Agreement(
                        decodeTerms(in.bytes16(MAX_TERMS).toArray()),
                        in.bytes(Signatures.BYTES),
                        in.bytes(Signatures.BYTES)));
    }

    /** SHA-256 of the encoded terms: how an {@link Observation} names the agreement that it is about. */
    public static Digest hash(AgreementTerms terms) {
        return Mac.sha256(encode(terms));
    }

    /** A party's signature. */
    public static Bytes sign(AgreementTerms terms, Signer device) {
        return device.sign(SignedType.AGREEMENT, encode(terms));
    }

    /** Whether a device of {@code party} signed these terms. The certificate itself is checked, too. */
    public static boolean signedBy(AgreementTerms terms, Bytes signature, OwnerId party, DeviceCert cert) {
        return cert.verify(party) && Signatures.valid(cert.device(), SignedType.AGREEMENT, encode(terms), signature);
    }

    /**
     * Whether both parties signed.
     *
     * @param certs certificates of both parties, of any epochs: an old signature stays good when its device is replaced
     */
    public static boolean verify(Agreement agreement, Collection<DeviceCert> certs) {
        AgreementTerms terms = agreement.terms();
        return certs.stream().anyMatch(cert -> signedBy(terms, agreement.proposerSignature(), terms.proposer(), cert))
                && certs.stream()
                        .anyMatch(cert -> signedBy(terms, agreement.responderSignature(), terms.responder(), cert));
    }
}
