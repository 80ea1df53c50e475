// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.holdfast.core.Self;
import org.holdfast.core.handshake.Handshake;
import org.holdfast.core.handshake.HandshakeSetup;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Hello;
import org.holdfast.wire.Limits;
import org.holdfast.wire.LinkMessage.Welcome;
import org.holdfast.wire.MemberMessage.CertAnswer;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.junit.jupiter.api.Test;

/** The tables of "Handshake" in docs/protocol.md: Bob, who accepted, hears Alice, who dialled. */
class ProtocolHandshakeDocumentTest {
    /** The longest piece, and one byte is still missing. */
    private static final RosterPiece FIRST_OF_TWO =
            new RosterPiece(2, Limits.ROSTER_PIECE + 1, 0, Bytes.of(new byte[Limits.ROSTER_PIECE]));

    private static final DeviceKey ALICES = People.ALICE.device().key();
    private static final DeviceKey BOBS = People.BOB.device().key();
    private static final Welcome WELCOME = Words.WELCOME;

    /** What Bob brings along, besides himself. */
    private record Bob(
            Optional<Roster> roster,
            Optional<OwnerId> expected,
            Function<OwnerId, Optional<DeviceCert>> known,
            DeviceKey dialler) {
        static final Bob USUAL = new Bob(
                Optional.of(Words.ROSTER),
                Optional.empty(),
                owner -> Optional.empty(),
                People.ALICE.device().key());

        Handshake handshake() {
            return new Handshake(new HandshakeSetup(
                    new Hello.Binding(Hello.Role.ACCEPTOR, Words.CHANNEL, BOBS, dialler),
                    People.BOB.certificate(),
                    People.BOB.device(),
                    0,
                    roster,
                    Optional.empty(),
                    List.of(1),
                    expected,
                    known,
                    People.NOW));
        }

        Bob with(Roster other) {
            return new Bob(Optional.of(other), expected, known, dialler);
        }

        Bob expecting(Self person) {
            return new Bob(roster, Optional.of(person.id()), known, dialler);
        }

        Bob knowing(Self person) {
            return new Bob(roster, expected, owner -> Optional.of(person.certificate()), dialler);
        }

        Bob dialledBy(Self person) {
            return new Bob(roster, expected, known, person.device().key());
        }
    }

    private static Hello hello(DeviceCert certificate, Self signer, long rosterVersion, int protocol) {
        Hello unsigned = new Hello(
                protocol,
                protocol,
                0,
                certificate,
                rosterVersion,
                Words.ROSTER.hash(),
                List.of(1),
                Optional.empty(),
                Bytes.of(new byte[64]));
        DeviceKey key = signer.device().key();
        return unsigned.signed(signer.device(), new Hello.Binding(Hello.Role.DIALLER, Words.CHANNEL, key, BOBS));
    }

    private static Hello hello(Self person) {
        return hello(person.certificate(), person, 1, 1);
    }

    private static Hello newer() {
        return hello(People.ALICE.certificate(), People.ALICE, 2, 1);
    }

    private static RosterPiece piece(Roster roster, int from, int to) {
        byte[] bytes = roster.bytes();
        Bytes piece = Bytes.of(Arrays.copyOfRange(bytes, from, to));
        return new RosterPiece(2, bytes.length, from, piece);
    }

    private static RosterPiece whole(Roster roster) {
        return piece(roster, 0, roster.bytes().length);
    }

    @Test
    void bothSides() {
        Roster foreign = Roster.found(
                new Founding(People.ADMIN.key(), People.NOW, "elsewhere"), Words.ROSTER.entries(), People.ADMIN);
        Roster next = Words.ROSTER.with(People.row(People.CAROL), People.NOW, People.ADMIN);
        CertAnswer shown = new CertAnswer(List.of(People.NEW_ALICE.certificate()));
        var bob = new AtomicReference<>(Bob.USUAL);
        var table = new StateTable<>(() -> bob.get().handshake(), action -> Optional.<Void>empty());
        table.begins()
                .state("Waiting", talk -> talk.begin())
                .state("Fetching", talk -> talk.begin().hear(newer()))
                .state("Judged", talk -> talk.begin().hear(hello(People.ALICE)));
        table.row("Waiting", "HELLO, true, its roster is not newer", talk -> talk.hear(hello(People.ALICE)))
                .row("Waiting", "HELLO, true, its roster is newer", talk -> talk.hear(newer()))
                .row("Waiting", "CERT", talk -> talk.hear(shown));
        table.row("Fetching", "ROSTER, not the last piece", talk -> talk.hear(FIRST_OF_TWO))
                .row("Fetching", "ROSTER, another piece than asked for", talk -> talk.hear(piece(next, 1, 100)))
                .row("Fetching", "ROSTER, complete, it succeeds", talk -> talk.hear(Words.roster()))
                .row(
                        "Fetching",
                        "ROSTER, complete, of another confederation or branch",
                        talk -> talk.hear(whole(foreign)))
                .row("Fetching", "ROSTER, complete, anything else", talk -> talk.hear(whole(Words.ROSTER)))
                .row("Fetching", "WELCOME", talk -> talk.hear(WELCOME))
                .row(
                        "Fetching",
                        "ROSTER, complete, after the WELCOME",
                        talk -> talk.hear(WELCOME).hear(Words.roster()));
        table.row("Judged", "ROSTER_GET, within the roster", talk -> talk.hear(new RosterGet(0)))
                .row("Judged", "ROSTER_GET, beyond its end", talk -> talk.hear(new RosterGet(999_999)))
                .row("Judged", "CERT", talk -> talk.hear(shown))
                .row("Judged", "WELCOME", talk -> talk.hear(WELCOME));
        bob.set(Bob.USUAL.with(People.roster(People.BOB)));
        table.row("Judged", "ROSTER_GET, from a stranger", talk -> talk.hear(new RosterGet(0)));
        bob.set(Bob.USUAL);
        table.ends().standsUnder("Handshake, both sides");
    }

    private static final Self LATER =
            People.person(1, 8, People.ALICE.certificate().deviceEpoch() + 100_000);

    private static DeviceCert forged() {
        byte[] bytes = People.ALICE.certificate().bytes();
        bytes[bytes.length - 1] ^= 1;
        return DeviceCert.read(bytes);
    }

    private static Self early() {
        DeviceCert cert = DeviceCert.issue(
                People.ALICE_ROOT,
                People.ALICE.device(),
                People.ALICE.certificate().deviceEpoch(),
                1,
                People.NOW.plus(Duration.ofDays(2)));
        return Self.of(cert, People.ALICE.device());
    }

    private static Roster with(RosterEntry row) {
        return Words.ROSTER.with(row, People.NOW, People.ADMIN);
    }

    private final List<String> checks = new ArrayList<>();

    private void check(String wrong, Bob bob, Hello hello) {
        var talk = new Rehearsal<Handshake.State, Handshake.Adopt, Void, Handshake.Outcome>(
                bob.handshake(), action -> Optional.empty(), state -> "");
        String said = talk.begin().forget().hear(hello).said();
        checks.add("| " + (checks.size() + 1) + " | " + wrong + " | " + said + " |");
    }

    @Test
    void checks() {
        DeviceCert alice = People.ALICE.certificate();
        RosterEntry row = People.row(People.ALICE);
        Hello elsewhere = Words.hello()
                .signed(
                        People.ALICE.device(),
                        new Hello.Binding(Hello.Role.DIALLER, Bytes.of(new byte[32]), ALICES, BOBS));
        check("no protocol version in common", Bob.USUAL, hello(alice, People.ALICE, 1, 2));
        check("a signature of the device certificate is wrong", Bob.USUAL, hello(forged(), People.ALICE, 1, 1));
        check("it names another device key than TLS proved", Bob.USUAL.dialledBy(People.CAROL), hello(People.ALICE));
        check("the HELLO is not signed for this connection", Bob.USUAL, elsewhere);
        check("another owner was expected", Bob.USUAL.expecting(People.CAROL), hello(People.ALICE));
        check("the owner is the receiver itself", Bob.USUAL.dialledBy(People.BOB), hello(People.BOB));
        check("the certificate is not valid now, give or take 24 h", Bob.USUAL, hello(early()));
        check("a later device of the owner is known", Bob.USUAL.knowing(People.NEW_ALICE), hello(People.ALICE));
        check("the device epoch is more than a day ahead", Bob.USUAL.dialledBy(LATER), hello(LATER));
        check(
                "the roster says: suspended",
                Bob.USUAL.with(with(new RosterEntry(
                        row.owner(), RosterEntry.Status.SUSPENDED, 0, row.site(), row.name(), Optional.empty()))),
                hello(People.ALICE));
        check(
                "the roster admits only later devices",
                Bob.USUAL.with(with(new RosterEntry(
                        row.owner(), row.status(), alice.deviceEpoch() + 1, row.site(), row.name(), Optional.empty()))),
                hello(People.ALICE));
        assertEquals(String.join("\n", checks), String.join("\n", ProtocolPage.table("What makes a HELLO false")));
    }
}
