// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.identity.AdminClaim;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.JoinProof;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.MemberMessage.AdminKeyAnswer;
import org.holdfast.wire.MemberMessage.AdminKeyGet;
import org.holdfast.wire.MemberMessage.CertAnswer;
import org.holdfast.wire.MemberMessage.CertGet;
import org.holdfast.wire.MemberMessage.JoinAsk;
import org.holdfast.wire.MemberMessage.JoinCertified;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.MemberMessage.JoinGrant;
import org.holdfast.wire.MemberMessage.JoinListed;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterNews;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.holdfast.wire.MemberMessage.RosterTip;

/**
 * Bodies of the messages about membership. Documents are laid out in docs/format-identity.md.
 *
 * <pre>
 * ROSTER_GET  0    4  offset wanted, in bytes
 * ROSTER      0    8  version of the roster
 *             8    4  t, length of the roster, 1 to 1700000
 *            12    4  offset of the piece, below t
 *            16    2  p, length of the piece, 1 to 61440
 *            18    p  the piece
 * CERT_GET    0   32  owner
 * CERT        0    1  n, number of certificates, at most 16
 *             1 224n  device certificates, newest first
 * JOIN_ASK    0   16  invitation
 *            16   32  joiner's proof
 *            48    1  s, length of the site, at most 64
 *            49    s  site, UTF-8
 *             …    1  m, length of the name, at most 64
 *             …    m  name, UTF-8
 * JOIN_GRANT  0   32  inviter's proof
 *            32    2  a, length of the admission
 *            34    a  admission
 * JOIN_DENY   0    1  c, length of the code's name, at most 40
 *             1    c  the code's name, ASCII
 *           1+c    1  t, length of the reason
 *           2+c    t  reason, UTF-8
 * ROSTER_NEWS 0    8  version of the roster
 * ROSTER_TIP  0    8  version of the roster
 *             8   32  its hash
 * ADMIN_KEY   0    1  f, 1 if a key follows, else 0
 *             1  32f  admin key
 *             …  64f  signature by it
 * JOIN_CERTIFIED
 *             0    2  w, length of the wish, at most 17523
 *             2    w  certified join
 *             …    1  s, length of the site, at most 64
 *             …    s  site, UTF-8
 *             …    1  m, length of the name, at most 64
 *             …    m  name, UTF-8
 * </pre>
 */
final class MemberLayout {
    private MemberLayout() {}

    static void write(RosterGet get, ByteWriter out) {
        out.u32(get.offset());
    }

    static RosterGet readRosterGet(ByteReader in) {
        return new RosterGet(in.u32(Limits.ROSTER));
    }

    static void write(RosterPiece roster, ByteWriter out) {
        out.u64(roster.version()).u32(roster.total()).u32(roster.offset()).bytes16(roster.piece());
    }

    static RosterPiece readRoster(ByteReader in) {
        return new RosterPiece(in.u64(), in.u32(Limits.ROSTER), in.u32(Limits.ROSTER), in.bytes16(Limits.ROSTER_PIECE));
    }

    static void write(CertGet get, ByteWriter out) {
        out.id32(get.owner().value());
    }

    static CertGet readCertGet(ByteReader in) {
        return new CertGet(new OwnerId(in.id32()));
    }

    static void write(CertAnswer answer, ByteWriter out) {
        out.u8(answer.certificates().size());
        answer.certificates().forEach(each -> out.bytes(each.bytes()));
    }

    static CertAnswer readCert(ByteReader in) {
        int count = in.u8();
        if (count > Limits.CERTIFICATES) {
            throw in.bad(count + " certificates are more than " + Limits.CERTIFICATES);
        }
        List<DeviceCert> certificates = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            certificates.add(certificate(in));
        }
        return new CertAnswer(certificates);
    }

    static void write(JoinAsk ask, ByteWriter out) {
        out.id16(ask.invitation()).bytes(ask.proof());
        out.text8(ask.site(), Limits.LABEL).text8(ask.name(), Limits.LABEL);
    }

    static JoinAsk readJoinAsk(ByteReader in) {
        var invitation = in.id16();
        Bytes proof = in.bytes(JoinProof.BYTES);
        return new JoinAsk(invitation, in.text8(Limits.LABEL), in.text8(Limits.LABEL), proof);
    }

    static void write(JoinGrant grant, ByteWriter out) {
        out.bytes(grant.proof());
        write(grant.admission(), out);
    }

    static JoinGrant readJoinGrant(ByteReader in) {
        return new JoinGrant(in.bytes(JoinProof.BYTES), admission(in));
    }

    static void write(JoinDeny deny, ByteWriter out) {
        LinkLayout.writeCode(deny.code(), out);
        out.text8(LinkLayout.cut(deny.reason()), Limits.TEXT);
    }

    static JoinDeny readJoinDeny(ByteReader in) {
        return new JoinDeny(LinkLayout.readCode(in), in.text8(Limits.TEXT));
    }

    static void write(RosterNews news, ByteWriter out) {
        out.u64(news.version());
    }

    static RosterNews readRosterNews(ByteReader in) {
        return new RosterNews(in.u64());
    }

    static void write(RosterTip tip, ByteWriter out) {
        out.u64(tip.version()).id32(tip.hash().value());
    }

    static RosterTip readRosterTip(ByteReader in) {
        return new RosterTip(in.u64(), new Digest(in.id32()));
    }

    static AdminKeyGet readAdminKeyGet(ByteReader in) {
        return new AdminKeyGet();
    }

    static void write(AdminKeyAnswer answer, ByteWriter out) {
        out.u8(answer.claim().isPresent() ? 1 : 0);
        answer.claim().ifPresent(each -> out.id32(each.key().value()).bytes(each.signature()));
    }

    static AdminKeyAnswer readAdminKey(ByteReader in) {
        int flag = in.u8();
        if (flag > 1) {
            throw in.bad("a flag is 0 or 1, not " + flag);
        }
        return new AdminKeyAnswer(
                flag == 0
                        ? Optional.empty()
                        : Optional.of(new AdminClaim(new DeviceKey(in.id32()), in.bytes(Signatures.BYTES))));
    }

    static void write(JoinCertified ask, ByteWriter out) {
        out.bytes16(Bytes.of(ask.wish().bytes()));
        out.text8(ask.site(), Limits.LABEL).text8(ask.name(), Limits.LABEL);
    }

    static JoinCertified readJoinCertified(ByteReader in) {
        CertifiedJoin wish =
                CertifiedJoin.read(in.bytes16(CertifiedJoin.MAX_BYTES).toArray());
        return new JoinCertified(wish, in.text8(Limits.LABEL), in.text8(Limits.LABEL));
    }

    static JoinListed readJoinListed(ByteReader in) {
        return new JoinListed();
    }

    static DeviceCert certificate(ByteReader in) {
        return DeviceCert.read(in.array(DeviceCert.BYTES));
    }

    static void write(Admission admission, ByteWriter out) {
        out.bytes16(Bytes.of(admission.bytes()));
    }

    static Admission admission(ByteReader in) {
        return Admission.read(in.bytes16(Admission.MAX_BYTES).toArray());
    }
}
