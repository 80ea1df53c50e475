// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.core.Peer;
import org.holdfast.core.handshake.Handshake.Outcome.Connected;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.JoinProof;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Channel;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.ChangeStore;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.InvitationStore;
import org.holdfast.trust.PinStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.LinkMessage.Standing;
import org.holdfast.wire.MemberMessage.JoinAsk;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.MemberMessage.JoinGrant;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.holdfast.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger at the founder's door. */
class DoorkeeperTest {
    private static final Bytes CHANNEL = Bytes.of(filled(0x22));
    private static final Peer STRANGER = stranger();

    private final NodeClock clock = new NodeClock();

    @TempDir
    private Path home;

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static Signer signer(int seed) {
        return Signatures.signer(Ed25519.privateKey(filled(seed)));
    }

    private static Peer stranger() {
        return Peer.of(DeviceCert.issue(signer(3), signer(4), 1, 1, Instant.parse("2026-03-01T12:00:00Z")));
    }

    private static Connected met(Standing standing) {
        return new Connected(STRANGER, standing, Standing.STRANGER, 0, List.of());
    }

    /** Says one thing, and keeps what it hears. */
    private static final class Line implements Channel {
        private final List<Message> heard = new ArrayList<>();
        private Optional<Message> next;

        Line(Message first) {
            next = Optional.of(first);
        }

        @Override
        public void send(Message message) {
            heard.add(message);
        }

        @Override
        public Optional<Message> receive(Duration patience) {
            Optional<Message> now = next;
            next = Optional.empty();
            return now;
        }
    }

    private Identity founder() {
        try (RecoverySecret secret = RecoverySecret.of(filled(7))) {
            return new IdentityStore(home, clock, new SecureRandom())
                    .create("founder", secret, new Affiliation.Founder("test", "site"));
        }
    }

    @Test
    void aNameThatCannotBeCostsNoUseOfTheCode() {
        Identity founder = founder();
        try (SqliteLedger ledger = SqliteLedger.open(home.resolve("ledger.db"))) {
            Doorkeeper door = door(founder, ledger);
            JoinCode code =
                    door.invite(Duration.ofHours(1), 1, Optional.empty()).code();

            for (String[] siteAndName : new String[][] {{"site", " x "}, {"site", ""}, {"", "x"}, {"Köln", "x"}}) {
                Message answer = ask(door, founder, code, siteAndName[0], siteAndName[1]);
                assertEquals(
                        ErrorCode.JOIN_REFUSED,
                        assertInstanceOf(JoinDeny.class, answer).code());
            }
            assertInstanceOf(JoinGrant.class, ask(door, founder, code, "site", "x"));
        }
    }

    private Doorkeeper door(Identity founder, SqliteLedger ledger) {
        StoredMembership membership = new StoredMembership(new ConfederationStore(home), new PinStore(home));
        RosterDesk rosters = new RosterDesk(founder, membership, new ChangeStore(home), ledger, clock);
        return new Doorkeeper(founder, new InvitationStore(home), rosters, ledger, clock, new SecureRandom());
    }

    @Test
    void whoIsNoAdminAnyMoreLetsNobodyIn() {
        Identity founder = founder();
        try (SqliteLedger ledger = SqliteLedger.open(home.resolve("ledger.db"))) {
            Doorkeeper door = door(founder, ledger);
            JoinCode code =
                    door.invite(Duration.ofHours(1), 1, Optional.empty()).code();
            Roster roster =
                    new ConfederationStore(home).load().orElseThrow().roster().orElseThrow();
            Signer second = signer(8);
            List<RosterChange> handOver = List.of(
                    new RosterChange.Appointment(second.key(), STRANGER.id()),
                    new RosterChange.Dismissal(founder.adminKey(), founder.owner()));
            new ConfederationStore(home)
                    .adopt(roster.changed(
                            handOver, clock.instant(), founder.admin().orElseThrow()));

            Message answer = ask(door(founder, ledger), founder, code, "site", "x");
            JoinDeny no = assertInstanceOf(JoinDeny.class, answer);
            assertEquals(ErrorCode.JOIN_REFUSED, no.code());
            assertTrue(no.reason().contains("no admin any more"), no::reason);
            assertEquals(1, new InvitationStore(home).open(clock.instant()).size(), "the use is not spent");
        }
    }

    private void withADoor(Consumer<Doorkeeper> test) {
        Identity founder = founder();
        try (SqliteLedger ledger = SqliteLedger.open(home.resolve("ledger.db"))) {
            test.accept(door(founder, ledger));
        }
    }

    @Test
    void onlyMembersSeeTheRoster() {
        withADoor(door -> {
            Line strangers = new Line(new RosterGet(0));
            door.serve(strangers, met(Standing.STRANGER), CHANNEL);
            assertEquals(
                    ErrorCode.NOT_ON_ROSTER,
                    assertInstanceOf(Failure.class, strangers.heard.getFirst()).code());
            Line members = new Line(new RosterGet(0));
            door.serve(members, met(Standing.MEMBER), CHANNEL);
            assertInstanceOf(RosterPiece.class, members.heard.getFirst());
        });
    }

    /** Asks for the same piece without end. */
    private static final class Greedy implements Channel {
        private int asked;

        @Override
        public void send(Message message) {
            assertInstanceOf(RosterPiece.class, message);
        }

        @Override
        public Optional<Message> receive(Duration patience) {
            asked++;
            assertTrue(asked < 10_000, "served for ever");
            return Optional.of(new RosterGet(0));
        }
    }

    @Test
    void nobodyIsServedForEver() {
        withADoor(door -> {
            Greedy greedy = new Greedy();
            door.serve(greedy, met(Standing.MEMBER), CHANNEL);
            assertEquals(RosterPieces.MOST_ASKED + 1, greedy.asked);
        });
    }

    private static Message ask(Doorkeeper door, Identity founder, JoinCode code, String site, String name) {
        byte[] proof = JoinProof.make(code, JoinProof.Role.JOINER, CHANNEL.toArray(), STRANGER.id(), founder.owner());
        Line line = new Line(new JoinAsk(code.invitation(), site, name, Bytes.of(proof)));
        door.serve(line, met(Standing.STRANGER), CHANNEL);
        return line.heard.getFirst();
    }
}
