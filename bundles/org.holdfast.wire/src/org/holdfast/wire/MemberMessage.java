// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.util.List;
import java.util.Optional;
import org.holdfast.format.identity.AdminClaim;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.JoinProof;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;

/** Who is a member, who vouches for whom, and how a stranger becomes a member. */
public sealed interface MemberMessage extends Message
        permits MemberMessage.RosterGet,
                MemberMessage.RosterPiece,
                MemberMessage.CertGet,
                MemberMessage.CertAnswer,
                MemberMessage.JoinAsk,
                MemberMessage.JoinGrant,
                MemberMessage.JoinDeny,
                MemberMessage.RosterNews,
                MemberMessage.RosterTip,
                MemberMessage.AdminKeyGet,
                MemberMessage.AdminKeyAnswer,
                MemberMessage.JoinCertified,
                MemberMessage.JoinListed,
                EscrowMessage,
                PairMessage {

    /** Send me your roster from this byte on. */
    record RosterGet(int offset) implements MemberMessage {}

    /**
     * ROSTER: a piece of the sender's present roster.
     *
     * @param version of that roster: it may change between two pieces, then the asker starts again
     * @param total length of the roster in bytes
     */
    record RosterPiece(long version, int total, int offset, Bytes piece) implements MemberMessage {
        public RosterPiece {
            if (version < 1 || total < 1 || total > Limits.ROSTER || offset < 0 || piece.length() < 1) {
                throw new IllegalArgumentException("a roster has 1 to " + Limits.ROSTER + " bytes and no empty piece");
            }
            if (piece.length() > Limits.ROSTER_PIECE || piece.length() > total - offset) {
                throw new IllegalArgumentException("a piece lies within the roster");
            }
        }
    }

    /** Which device certificates of this owner do you know? */
    record CertGet(OwnerId owner) implements MemberMessage {}

    /** CERT: newest first; none if the owner is unknown. */
    record CertAnswer(List<DeviceCert> certificates) implements MemberMessage {
        public CertAnswer {
            certificates = List.copyOf(certificates);
            if (certificates.size() > Limits.CERTIFICATES) {
                throw new IllegalArgumentException("at most " + Limits.CERTIFICATES + " certificates at once");
            }
        }
    }

    /**
     * A stranger asks to be let in.
     *
     * @param invitation which one its join code is of
     * @param site where it stands, if the invitation does not say
     * @param proof that it knows the join code, bound to this connection
     */
    record JoinAsk(Id16 invitation, String site, String name, Bytes proof) implements MemberMessage {
        public JoinAsk {
            checkProof(proof);
        }
    }

    /** @param proof that the inviter knows the join code too */
    record JoinGrant(Bytes proof, Admission admission) implements MemberMessage {
        public JoinGrant {
            checkProof(proof);
        }
    }

    record JoinDeny(ErrorCode code, String reason) implements MemberMessage {}

    /** My roster has changed; this is its version now. */
    record RosterNews(long version) implements MemberMessage {
        public RosterNews {
            if (version < 1) {
                throw new IllegalArgumentException("rosters count from 1");
            }
        }
    }

    /** The same where several admins may sign one version: this is its hash. */
    record RosterTip(long version, Digest hash) implements MemberMessage {
        public RosterTip {
            if (version < 1) {
                throw new IllegalArgumentException("rosters count from 1");
            }
        }
    }

    /** Which admin key have you? */
    record AdminKeyGet() implements MemberMessage {}

    /** ADMIN_KEY: this one, and here is the proof; empty if the sender has none. */
    record AdminKeyAnswer(Optional<AdminClaim> claim) implements MemberMessage {}

    /**
     * A stranger asks to be let in with a certificate.
     *
     * @param wish signed by the certificate's key, of the device that sends it
     * @param site where it stands
     */
    record JoinCertified(CertifiedJoin wish, String site, String name) implements MemberMessage {}

    /** You are on my roster: fetch it. */
    record JoinListed() implements MemberMessage {}

    private static void checkProof(Bytes proof) {
        if (proof.length() != JoinProof.BYTES) {
            throw new IllegalArgumentException("a proof has " + JoinProof.BYTES + " bytes");
        }
    }
}
