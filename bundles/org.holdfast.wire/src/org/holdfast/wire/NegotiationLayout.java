// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.LabelCodec;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeLabels;
import org.holdfast.model.WeekSchedule;
import org.holdfast.wire.NegotiationMessage.Accept;
import org.holdfast.wire.NegotiationMessage.AgreementAnswer;
import org.holdfast.wire.NegotiationMessage.AgreementGet;
import org.holdfast.wire.NegotiationMessage.Answer;
import org.holdfast.wire.NegotiationMessage.Ask;
import org.holdfast.wire.NegotiationMessage.Bandwidth;
import org.holdfast.wire.NegotiationMessage.Counter;
import org.holdfast.wire.NegotiationMessage.Decline;
import org.holdfast.wire.NegotiationMessage.Notice;
import org.holdfast.wire.NegotiationMessage.NoticeTaken;
import org.holdfast.wire.NegotiationMessage.Probe;
import org.holdfast.wire.NegotiationMessage.ProbeData;
import org.holdfast.wire.NegotiationMessage.Propose;
import org.holdfast.wire.NegotiationMessage.Question;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.holdfast.wire.NegotiationMessage.Space;
import org.holdfast.wire.NegotiationMessage.TrackRecord;

/**
 * Bodies of the messages of a negotiation. Terms and agreements are laid out in
 * docs/format-identity.md.
 *
 * <pre>
 * NEGOTIATE_ASK     0   2  questions: bit 0 schedule, 1 bandwidth, 2 space, 3 track record; the others are ignored
 * NEGOTIATE_ANSWER  0  21  schedule: the hours of a week
 *                  21   1  z, length of the time zone's name, at most 64
 *                  22   z  time zone, ASCII
 *                   …   4  bandwidth asked of the link at least, in kbit/s
 *                   …   4  bandwidth asked of it on average, in kbit/s
 *                   …   8  space that can be reserved for the asker, in bytes
 *                   …   8  space wanted of the asker, in bytes
 *                   …   4  track record: agreements kept
 *                   …   4  track record: agreements ever broken
 *                   …   8  track record: first agreement, ms since 1970; 0 for none
 *                   …   -  domains: host, site, OS family, architecture, each u8 length, 1 to 64, and ASCII
 *                   …   1  f, number of block formats that the answerer reads, at most 64
 *                   …  2f  formats, u16 each
 *                   …   -  labels, see docs/format-identity.md; not there if there are none
 * PROPOSE           0   2  t, length of the terms
 *                   2   t  terms
 *                 2+t  64  proposer's signature
 * ACCEPT            0  16  agreement
 *                  16   4  version of the agreement
 *                  20  64  responder's signature
 * COUNTER           0   2  t, length of the terms
 *                   2   t  terms
 *                 2+t   1  r, length of the reason
 *                 3+t   r  reason, UTF-8
 * DECLINE           0   1  c, length of the code's name, at most 40
 *                   1   c  the code's name, ASCII
 *                 1+c   1  r, length of the reason
 *                 2+c   r  reason, UTF-8
 * AGREEMENT_GET     empty
 * AGREEMENT         0   1  n, number of agreements, at most 8; then for each:
 *                       2  a, length of the signed agreement
 *                       a  signed agreement
 *                     224  proposer's device certificate
 *                     224  responder's device certificate
 * PROBE             0   4  bytes wanted, 1 to 2097152
 * PROBE_DATA        0   2  n, 1 to 32768
 *                   2   n  that many of them
 * NOTICE            0  16  agreement
 * NOTICE_TAKEN      0  16  agreement
 *                  16   8  blocks of the sender that lie with the receiver alone
 *                  24   8  bytes of their payloads
 * </pre>
 */
final class NegotiationLayout {
    private NegotiationLayout() {}

    static void write(Ask ask, ByteWriter out) {
        out.u16(ask.questions().stream().mapToInt(Question::bit).sum());
    }

    static Ask readAsk(ByteReader in) {
        int bits = in.u16();
        Set<Question> questions = EnumSet.noneOf(Question.class);
        for (Question each : Question.values()) {
            if ((bits & each.bit()) != 0) {
                questions.add(each);
            }
        }
        return new Ask(questions);
    }

    static void write(Answer answer, ByteWriter out) {
        out.bytes(answer.schedule().hours()).text8(answer.schedule().zone().getId(), Limits.LABEL);
        out.u32(answer.bandwidth().least()).u32(answer.bandwidth().average());
        out.u64(answer.space().offered().value()).u64(answer.space().wanted().value());
        out.u32(answer.trackRecord().partners()).u32(answer.trackRecord().reneged());
        out.millis(answer.trackRecord().since());
        Domains domains = answer.domains();
        out.text8(domains.host(), Limits.LABEL).text8(domains.site(), Limits.LABEL);
        out.text8(domains.osFamily(), Limits.LABEL).text8(domains.arch(), Limits.LABEL);
        out.u8(answer.formats().size());
        answer.formats().forEach(out::u16);
        if (!domains.labels().isEmpty()) {
            LabelCodec.write(domains.labels(), out);
        }
    }

    static Answer readAnswer(ByteReader in) {
        WeekSchedule schedule = new WeekSchedule(in.bytes(WeekSchedule.HOURS / 8), zone(in));
        Bandwidth bandwidth = new Bandwidth(in.u32(), in.u32());
        Space space = new Space(ByteCount.of(in.u64()), ByteCount.of(in.u64()));
        TrackRecord trackRecord = new TrackRecord(in.u32(), in.u32(), in.millis());
        Domains domains = new Domains(
                in.text8(Limits.LABEL), in.text8(Limits.LABEL), in.text8(Limits.LABEL), in.text8(Limits.LABEL));
        List<Integer> formats = formats(in);
        return new Answer(schedule, bandwidth, space, trackRecord, domains.labelled(labels(in)), formats);
    }

    private static NodeLabels labels(ByteReader in) {
        if (in.remaining() == 0) {
            return NodeLabels.NONE;
        }
        NodeLabels labels = LabelCodec.read(in);
        if (labels.isEmpty()) {
            throw in.bad("no labels, and a byte that says so");
        }
        return labels;
    }

    private static List<Integer> formats(ByteReader in) {
        int count = in.u8();
        if (count > Limits.FORMATS) {
            throw in.bad(count + " formats are more than " + Limits.FORMATS);
        }
        List<Integer> formats = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            formats.add(in.u16());
        }
        return formats;
    }

    private static ZoneId zone(ByteReader in) {
        String name = in.text8(Limits.LABEL);
        try {
            ZoneId zone = ZoneId.of(name);
            if (zone.getId().equals(name)) {
                return zone;
            }
            throw in.bad("the time zone " + name + " is written " + zone.getId());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no time zone " + name, e);
        }
    }

    static void write(Propose propose, ByteWriter out) {
        write(propose.terms(), out);
        out.bytes(propose.signature());
    }

    static Propose readPropose(ByteReader in) {
        return new Propose(readTerms(in), in.bytes(Signatures.BYTES));
    }

    static void write(Accept accept, ByteWriter out) {
        out.id16(accept.agreement().value()).u32(accept.version()).bytes(accept.signature());
    }

    static Accept readAccept(ByteReader in) {
        return new Accept(new AgreementId(in.id16()), in.u32(Integer.MAX_VALUE), in.bytes(Signatures.BYTES));
    }

    static void write(Counter counter, ByteWriter out) {
        write(counter.terms(), out);
        out.text8(LinkLayout.cut(counter.reason()), Limits.TEXT);
    }

    static Counter readCounter(ByteReader in) {
        return new Counter(readTerms(in), in.text8(Limits.TEXT));
    }

    static void write(Decline decline, ByteWriter out) {
        LinkLayout.writeCode(decline.code(), out);
        out.text8(LinkLayout.cut(decline.reason()), Limits.TEXT);
    }

    static Decline readDecline(ByteReader in) {
        return new Decline(LinkLayout.readCode(in), in.text8(Limits.TEXT));
    }

    static AgreementGet readGet(ByteReader in) {
        return new AgreementGet();
    }

    static void write(AgreementAnswer answer, ByteWriter out) {
        List<SignedAgreement> all = new ArrayList<>(answer.lasting());
        all.addAll(answer.ended());
        out.u8(all.size() | answer.ended().size() << 4);
        writeEach(all, out);
    }

    static void write(List<SignedAgreement> agreements, ByteWriter out) {
        out.u8(agreements.size());
        writeEach(agreements, out);
    }

    private static void writeEach(List<SignedAgreement> agreements, ByteWriter out) {
        for (SignedAgreement each : agreements) {
            out.bytes16(Bytes.of(AgreementCodec.encode(each.agreement())));
            out.bytes(each.proposer().bytes()).bytes(each.responder().bytes());
        }
    }

    static AgreementAnswer readAnswerList(ByteReader in) {
        int counts = in.u8();
        int count = counts & 0x0f;
        int lasting = count - (counts >> 4);
        if (lasting < 0) {
            throw in.bad("more agreements have ended than there are");
        }
        List<SignedAgreement> all = readAgreements(in, count);
        return new AgreementAnswer(all.subList(0, lasting), all.subList(lasting, count));
    }

    static List<SignedAgreement> readAgreements(ByteReader in) {
        return readAgreements(in, in.u8());
    }

    private static List<SignedAgreement> readAgreements(ByteReader in, int count) {
        if (count > Limits.AGREEMENTS) {
            throw in.bad(count + " agreements are more than " + Limits.AGREEMENTS);
        }
        List<SignedAgreement> agreements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Agreement agreement =
                    AgreementCodec.decode(in.bytes16(AgreementCodec.MAX_BYTES).toArray());
            DeviceCert proposer = MemberLayout.certificate(in);
            agreements.add(new SignedAgreement(agreement, proposer, MemberLayout.certificate(in)));
        }
        return agreements;
    }

    static void write(Probe probe, ByteWriter out) {
        out.u32(probe.bytes());
    }

    static Probe readProbe(ByteReader in) {
        return new Probe(in.u32(Limits.PROBE));
    }

    static void write(ProbeData data, ByteWriter out) {
        out.bytes16(data.filling());
    }

    static ProbeData readProbeData(ByteReader in) {
        return new ProbeData(in.bytes16(Limits.PROBE_PIECE));
    }

    static void write(Notice notice, ByteWriter out) {
        out.id16(notice.agreement().value());
    }

    static Notice readNotice(ByteReader in) {
        return new Notice(new AgreementId(in.id16()));
    }

    static void write(NoticeTaken taken, ByteWriter out) {
        out.id16(taken.agreement().value())
                .u64(taken.blocks())
                .u64(taken.bytes().value());
    }

    static NoticeTaken readNoticeTaken(ByteReader in) {
        return new NoticeTaken(new AgreementId(in.id16()), in.u64(), ByteCount.of(in.u64()));
    }

    private static void write(AgreementTerms terms, ByteWriter out) {
        out.bytes16(Bytes.of(AgreementCodec.encode(terms)));
    }

    private static AgreementTerms readTerms(ByteReader in) {
        return AgreementCodec.decodeTerms(in.bytes16(AgreementCodec.MAX_TERMS).toArray());
    }
}
