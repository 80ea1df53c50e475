// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.holdfast.format.Mac;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.Invitation;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.KeptEscrow;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.RecoverySheet;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.format.identity.SheetPartner;
import org.holdfast.model.AccessRole;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.internal.AdminKeyFile;
import org.holdfast.trust.internal.GuestBook;
import org.holdfast.trust.internal.NodeKeys;
import org.holdfast.trust.internal.SheetFiles;
import org.holdfast.trust.internal.StateFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of a node and damaged sheets of paper, from one seed ({@code -Dholdfast.fuzz.seed}): each is read, or
 * refused by name. Half of the files get a right check at their end, so that what is behind it is reached.
 */
class TrustFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("holdfast.soak") ? 20_000 : 200;
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20260301L);
    private static final int CHECK = 8;
    private static final Set<ErrorCode> FILE_ENDS = Set.of(ErrorCode.IDENTITY_DAMAGED, ErrorCode.NEWER_VERSION);
    private static final Set<ErrorCode> SHEET_ENDS =
            Set.of(ErrorCode.SHEET_UNREADABLE, ErrorCode.SHEET_WRONG_WORD, ErrorCode.NEWER_VERSION);

    @TempDir
    private Path home;

    private final SplittableRandom random = new SplittableRandom(SEED);

    private void fuzz(Path file, Runnable read) throws IOException {
        byte[] good = Files.readAllBytes(file);
        read.run();
        int damaged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bad = mutated(good);
            if (random.nextBoolean() && bad.length > CHECK) {
                byte[] check =
                        Mac.sha256(Arrays.copyOf(bad, bad.length - CHECK)).bytes();
                System.arraycopy(check, 0, bad, bad.length - CHECK, CHECK);
            }
            Files.write(file, bad);
            damaged += ends(read, FILE_ENDS, HexFormat.of().formatHex(bad)) ? 0 : 1;
        }
        assertTrue(damaged > ROUNDS / 3, "only " + damaged + " damages were seen");
    }

    /** @return whether it was read */
    private static boolean ends(Runnable read, Set<ErrorCode> allowed, String input) {
        try {
            read.run();
            return true;
        } catch (HoldfastException e) {
            if (!allowed.contains(e.code())) {
                throw new AssertionError("seed " + SEED + ", " + e.code() + " for " + input, e);
            }
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED + ", an error without a name for " + input, e);
        }
    }

    private byte[] mutated(byte[] good) {
        byte[] bytes = good.clone();
        for (int changes = random.nextInt(3); changes >= 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(64, bytes.length));
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xFF);
                case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0);
                case 4 -> bytes = Arrays.copyOf(bytes, at);
                default -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
            }
        }
        return bytes;
    }

    private Machine founder() {
        Machine machine = new Machine(home);
        machine.store().create("alice", Machine.secret(1), new Affiliation.Founder("Acme", "berlin"));
        return machine;
    }

    @Test
    void keys() throws IOException {
        Path file = founder().file("node.keys");
        StateFile keys = new StateFile(file, "HFIK", NodeKeys.MAX_BYTES, "");
        fuzz(file, () -> keys.readExisting(NodeKeys::read).close());
    }

    @Test
    void confederation() throws IOException {
        fuzz(founder().file("confederation"), () -> new ConfederationStore(home).load());
    }

    @Test
    void joining() throws IOException {
        JoinStore store = new JoinStore(home);
        Path file = founder().file("join");
        store.save(new JoinStore.PendingJoin(
                new Ticket.Code(code()),
                List.of(new NodeAddress("192.0.2.1", 7610), new NodeAddress("b.example", 1)),
                Machine.NOW));
        fuzz(file, store::load);
    }

    @Test
    void joiningWithACertificate() throws IOException {
        JoinStore store = new JoinStore(home);
        Path file = founder().file("join");
        CertifiedJoin wish = CertifiedJoin.make(
                new ConfederationStore(home).load().orElseThrow().ref().id(),
                new IdentityStore(home, () -> Machine.NOW, new SecureRandom())
                        .load()
                        .certificate(),
                List.of(Bytes.of(new byte[60]), Bytes.of(new byte[50])),
                text -> Bytes.of(new byte[64]));
        JoinStore.PendingJoin pending = new JoinStore.PendingJoin(
                new Ticket.Certificate(wish),
                List.of(new NodeAddress("192.0.2.1", 7610)),
                Machine.NOW.truncatedTo(ChronoUnit.MILLIS));
        store.save(pending);
        assertEquals(pending, store.load().orElseThrow());
        fuzz(file, store::load);
    }

    private JoinCode code() {
        return JoinCode.generate(
                new ConfederationStore(home).load().orElseThrow().ref().id(), new SecureRandom());
    }

    @Test
    void invitations() throws IOException {
        Path file = founder().file("invitations");
        var terms = new Invitation.Terms(
                Machine.secret(1).owner(), Machine.NOW, Machine.NOW.plus(Duration.ofDays(1)), 3, Optional.empty());
        InvitationStore store = new InvitationStore(home);
        JoinCode code = store.issue(
                new ConfederationStore(home).load().orElseThrow().ref().id(),
                terms,
                Machine.secret(1).admin(),
                new SecureRandom());
        store.redeem(code.invitation(), Machine.secret(2).owner(), Machine.NOW.plusSeconds(1));
        fuzz(file, () -> new GuestBook(file).pages());
    }

    @Test
    void pins() throws IOException {
        Path file = founder().file("pins");
        PinStore store = new PinStore(home);
        store.pin(Machine.secret(2).root().key(), "bob", Machine.NOW);
        store.remove(store.pin(Machine.secret(3).root().key(), "carol", Machine.NOW));
        fuzz(file, () -> new PinStore(home).all());
    }

    @Test
    void remotes() throws IOException {
        Path file = founder().file("remotes");
        RemotePassStore store = new RemotePassStore(home);
        store.add(new RemotePass("ada", AccessRole.VIEWER, Mac.sha256(new byte[1]), Machine.NOW, Machine.NOW));
        store.add(new RemotePass("bob", AccessRole.CUSTODIAN, Mac.sha256(new byte[2]), Machine.NOW, Machine.NOW));
        fuzz(file, () -> new RemotePassStore(home).all());
    }

    @Test
    void remoteKey() throws IOException {
        Path file = founder().file("remote-key");
        RemoteKeyStore store = new RemoteKeyStore(home, new SecureRandom());
        store.get();
        fuzz(file, store::get);
    }

    @Test
    void pairing() throws IOException {
        Path file = founder().file("pairing");
        new PairingAttempts(home, () -> 0).begin();
        fuzz(file, () -> new PairingAttempts(home, () -> 0).left());
    }

    @Test
    void escrow() throws IOException {
        OwnerId owner = Machine.secret(2).owner();
        EscrowStore store = new EscrowStore(home);
        EscrowBox box = Machine.secret(2)
                .sealTo(
                        Machine.secret(1).escrowKey(),
                        ConfederationRef.open("x").id(),
                        new SecureRandom());
        var asked = new KeptEscrow.Asked(
                owner, Machine.NOW, Machine.secret(1).admin().key(), Bytes.of(new byte[64]));
        store.keep(owner, new KeptEscrow(Optional.of(box), Optional.of(asked)));
        fuzz(home.resolve("escrow").resolve(owner.toString()), () -> store.find(owner));
    }

    @Test
    void adminKey() throws IOException {
        founder();
        Path file = home.resolve("identity/admin");
        new IdentityStore(home, () -> Machine.NOW, new SecureRandom())
                .keepAdminKey()
                .close();
        var key = Machine.secret(1).admin().key();
        fuzz(file, () -> new AdminKeyFile(file.getParent()).read(key));
    }

    @Test
    void changes() throws IOException {
        Path file = founder().file("changes");
        RosterEntry row = RosterEntry.active(Machine.secret(2).owner(), "berlin", "bob");
        ChangeStore store = new ChangeStore(home);
        store.keep(List.of(
                new ChangeStore.Kept(1, new RosterChange.Row(Optional.empty(), row)),
                new ChangeStore.Kept(2, new RosterChange.Row(Optional.of(row), row.suspended())),
                new ChangeStore.Kept(
                        3, new RosterChange.Dismissal(Machine.secret(2).admin().key(), row.owner()))));
        fuzz(file, store::all);
    }

    @Test
    void listOfSheets() throws IOException {
        Path file = founder().file("sheets");
        SheetFiles sheets = new SheetFiles(file);
        sheets.write(home.resolve("a.txt"), new byte[] {1});
        sheets.write(home.resolve("b.txt"), new byte[] {2});
        fuzz(file, sheets::any);
    }

    @Test
    void sheets() {
        RecoverySecret secret = Machine.secret(1);
        PartnerPage page = new PartnerPage(
                secret.owner(),
                "alice",
                Optional.empty(),
                List.of(SheetPartner.of(Machine.secret(2).owner(), "bob", new NodeAddress("192.0.2.8", 7610))),
                Machine.NOW);
        byte[] text = Sheets.full(page, secret);
        byte[] words = Machine.utf8(String.join(" ", secret.words()));
        byte[] scan;
        try (RecoverySheet sheet = new RecoverySheet(page, secret.bytes())) {
            scan = sheet.text().getBytes(StandardCharsets.US_ASCII);
        }
        int refused = 0;
        for (int round = 0; round < 3 * ROUNDS; round++) {
            byte[] bad = mutated(List.of(text, words, scan).get(round % 3));
            refused += ends(
                            () -> Sheets.read(bad.clone()).close(),
                            SHEET_ENDS,
                            HexFormat.of().formatHex(bad))
                    ? 0
                    : 1;
        }
        assertTrue(refused > ROUNDS / 2, "only " + refused + " damages were seen");
    }
}
