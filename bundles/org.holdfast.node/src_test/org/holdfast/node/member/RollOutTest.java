// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.Peer;
import org.holdfast.core.handshake.Handshake.Outcome.Connected;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.JoinProof;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
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
import org.holdfast.wire.LinkMessage.Standing;
import org.holdfast.wire.MemberMessage.JoinAsk;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.MemberMessage.JoinGrant;
import org.holdfast.wire.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A software distribution brings one code to many machines. */
class RollOutTest {
    private static final int MACHINES = 60;
    private static final Bytes CHANNEL = Bytes.of(new byte[32]);

    @TempDir
    private Path home;

    private final NodeClock clock = new NodeClock();
    private Identity founder;
    private SqliteLedger ledger;

    @BeforeEach
    void found() {
        try (RecoverySecret secret = RecoverySecret.generate(new SecureRandom())) {
            founder = new IdentityStore(home, clock, new SecureRandom())
                    .create("founder", secret, new Affiliation.Founder("test", "head office"));
        }
        ledger = SqliteLedger.open(home.resolve("ledger.db"));
    }

    @AfterEach
    void end() {
        ledger.close();
        founder.close();
    }

    /** As after a restart of the founder. */
    private Doorkeeper door() {
        StoredMembership membership = new StoredMembership(new ConfederationStore(home), new PinStore(home));
        RosterDesk rosters = new RosterDesk(founder, membership, new ChangeStore(home), ledger, clock);
        return new Doorkeeper(founder, new InvitationStore(home), rosters, ledger, clock, new SecureRandom());
    }

    private static Signer signer(int kind, int number) {
        byte[] seed = ByteBuffer.allocate(32).putInt(kind).putInt(number).array();
        return Signatures.signer(Ed25519.privateKey(seed));
    }

    private static Peer machine(int number) {
        return Peer.of(DeviceCert.issue(signer(1, number), signer(2, number), 1, 1, Instant.EPOCH));
    }

    private Message ask(Doorkeeper door, JoinCode code, int number) {
        Peer machine = machine(number);
        byte[] proof = JoinProof.make(code, JoinProof.Role.JOINER, CHANNEL.toArray(), machine.id(), founder.owner());
        Line line = new Line(new JoinAsk(code.invitation(), "said by itself", "pc" + number, Bytes.of(proof)));
        door.serve(line, new Connected(machine, Standing.STRANGER, Standing.STRANGER, 0, List.of()), CHANNEL);
        return line.heard.getFirst();
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

    private JoinCode code(int uses, Duration valid) {
        return door().invite(valid, uses, Optional.of("north")).code();
    }

    private static String refusal(Message answer) {
        JoinDeny denied = assertInstanceOf(JoinDeny.class, answer);
        assertEquals(ErrorCode.JOIN_REFUSED, denied.code());
        return denied.reason();
    }

    @Test
    @Tag("R19")
    void oneCodeLetsAsManyMachinesInAsItSaysAndNoMore() {
        JoinCode code = code(MACHINES, Duration.ofDays(7));
        Set<Integer> uses = new HashSet<>();
        Doorkeeper door = door();
        for (int i = 0; i < MACHINES; i++) {
            door = i == MACHINES / 2 ? door() : door;
            JoinGrant grant = assertInstanceOf(JoinGrant.class, ask(door, code, i));
            assertEquals("north", grant.admission().site(), "the invitation's site wins");
            uses.add(grant.admission().use());
        }
        assertEquals(MACHINES, uses.size());
        String reason = refusal(ask(door, code, MACHINES));
        assertTrue(reason.contains("used up") && reason.contains(MACHINES + " machines"), reason);
        assertInstanceOf(JoinGrant.class, ask(door, code, 3), "whose answer was lost may ask again");
        Roster roster =
                new ConfederationStore(home).load().orElseThrow().roster().orElseThrow();
        assertEquals(MACHINES + 1, roster.entries().size());
        assertTrue(roster.wellSigned());
        assertEquals(
                Optional.of(RosterEntry.active(machine(7).id(), "north", "pc7")),
                roster.row(machine(7).id()));
    }

    @Test
    void anExpiredCodeSaysSinceWhenAndWhatToDo() throws InterruptedException {
        JoinCode code = code(5, Duration.ofMillis(20));
        clock.sleep(Duration.ofMillis(50));
        String reason = refusal(ask(door(), code, 1));
        assertTrue(reason.contains("expired") && reason.contains("until 20"), reason);
        assertTrue(reason.contains("init --join"), reason);
    }

    @Test
    void anotherCodeLetsInWhomTheFirstDidNot() {
        JoinCode first = code(1, Duration.ofHours(1));
        assertInstanceOf(JoinGrant.class, ask(door(), first, 1));
        assertTrue(refusal(ask(door(), first, 2)).contains("for 1 machine;"));
        assertInstanceOf(JoinGrant.class, ask(door(), code(1, Duration.ofHours(1)), 2));
    }
}
