// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.core.Peer;
import org.holdfast.core.Self;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.DeviceEpoch;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;

/** The same people in every test: Alice owns, Bob holds, Carol is a third. Keys are seeds of one repeated byte. */
public final class People {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int EPOCH = DeviceEpoch.at(NOW);

    public static final Signer ADMIN = signer(9);
    public static final Signer ALICE_ROOT = signer(1);
    public static final Self ALICE = person(1, 2, EPOCH);
    public static final Self BOB = person(3, 4, EPOCH);
    public static final Self CAROL = person(5, 6, EPOCH);
    /** Alice's next device, after a recovery. */
    public static final Self NEW_ALICE = person(1, 7, EPOCH + 60);

    public static final Founding FOUNDING = new Founding(ADMIN.key(), NOW, "example");
    public static final AgreementId AGREEMENT = AgreementId.of(filled(0x11, 16));

    private People() {}

    public static Signer signer(int seed) {
        return Signatures.signer(Ed25519.privateKey(filled(seed, 32)));
    }

    public static Self person(int root, int device, int epoch) {
        Signer signer = signer(device);
        return Self.of(DeviceCert.issue(signer(root), signer, epoch, 1, NOW.minus(Duration.ofDays(1))), signer);
    }

    public static Peer peer(Self person) {
        return Peer.of(person.certificate());
    }

    public static byte[] filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    public static RosterEntry row(Self person) {
        return RosterEntry.active(person.id(), "berlin", "p" + person.id().brief());
    }

    /** Version 1, with these members. */
    public static Roster roster(Self... members) {
        return Roster.found(FOUNDING, Stream.of(members).map(People::row).toList(), ADMIN);
    }

    public static Domains domains(Self person) {
        return new Domains("host-" + person.id().brief(), "berlin", "linux", "amd64");
    }

    /** Terms that Alice proposes to Bob. */
    public static AgreementTerms terms() {
        return terms(AGREEMENT, ALICE, BOB);
    }

    public static AgreementTerms terms(AgreementId id, Self proposer, Self responder) {
        return new AgreementTerms(
                id,
                1,
                FOUNDING.id(),
                proposer.id(),
                responder.id(),
                ByteCount.gibibytes(1),
                ByteCount.gibibytes(1),
                WeekSchedule.always(),
                WeekSchedule.always(),
                domains(proposer),
                domains(responder),
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(400),
                NOW,
                List.of(1));
    }

    /** Signed by both. */
    public static Agreement agreement() {
        AgreementTerms terms = terms();
        Bytes byAlice = AgreementCodec.sign(terms, ALICE.device());
        return new Agreement(terms, byAlice, AgreementCodec.sign(terms, BOB.device()));
    }

    public static OwnerId stranger(int seed) {
        return person(seed, seed + 1, EPOCH).id();
    }
}
