// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.DeviceEpoch;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.model.Bytes;
import org.holdfast.model.ChunkId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityStoreTest {
    private static final Affiliation FOUNDER = new Affiliation.Founder("Acme", "berlin");
    private static final Affiliation UNKNOWN = new Affiliation.Unknown();

    @TempDir
    Path folder;

    private Machine machine;
    private final RecoverySecret secret = Machine.secret(1);

    @BeforeEach
    void home() {
        machine = new Machine(folder.resolve("deep/home"));
    }

    @Test
    void aNewIdentityIsThereAfterARestart() {
        Identity made = machine.store().create("alice", secret, FOUNDER);
        Identity loaded = machine.store().load();

        assertEquals(made.certificate(), loaded.certificate());
        assertTrue(loaded.certificate().verify(secret.owner()));
        assertEquals(DeviceEpoch.at(Machine.NOW), loaded.certificate().deviceEpoch());
        assertEquals(1, loaded.certificate().keyGeneration());
        assertEquals("alice", loaded.name());
        assertEquals(Machine.fingerprint(made, 1), Machine.fingerprint(loaded, 1));
        assertEquals(loaded.certificate().device(), loaded.device().key());
        assertEquals(
                loaded.localKey().publicKey(),
                Ed25519.publicKey(loaded.localKey().privateKey()));
        Bytes signed = loaded.device().sign(SignedType.ADVERT, new byte[3]);
        assertTrue(Signatures.valid(loaded.certificate().device(), SignedType.ADVERT, new byte[3], signed));
    }

    @Test
    void noRootKeyIsLeftInTheStoredKeys() throws IOException {
        machine.store().create("alice", secret, FOUNDER);
        byte[] stored = Files.readAllBytes(machine.file("node.keys"));

        assertFalse(contains(stored, secret.bytes()));
        assertFalse(contains(stored, new byte[] {1, 1, 1, 1, 1, 1, 1, 1}));
        assertTrue(contains(Files.readAllBytes(machine.file("secret")), secret.bytes()), "the test can see it");
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains(new String(part, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void aFounderHasARosterAndTheKeyToIt() {
        Identity identity = machine.store().create("alice", secret, FOUNDER);
        Confederation confederation =
                new ConfederationStore(machine.home).load().orElseThrow();
        Roster roster = confederation.roster().orElseThrow();

        assertEquals("Acme", confederation.ref().name());
        assertTrue(roster.wellSigned() && roster.signedByFounder());
        assertEquals(Roster.Standing.ADMITTED, roster.standing(identity.certificate()));
        assertEquals(List.of(identity.adminKey()), roster.admins());
        assertEquals(identity.adminKey(), identity.admin().orElseThrow().key());
        assertEquals("berlin", roster.entries().getFirst().site());
    }

    @Test
    @Tag("R19")
    void aMachineThatIsOutsideTakesAnotherCodeAMemberDoesNot() {
        JoinCode first = JoinCode.generate(ConfederationRef.open("x").id(), new SecureRandom());
        JoinCode second = JoinCode.generate(ConfederationRef.open("x").id(), new SecureRandom());
        machine.store().create("bob", secret, new Affiliation.Joining(first, List.of()));
        assertFalse(machine.store().isMember());
        machine.store().rejoin(new Affiliation.Joining(second, List.of()));
        assertEquals(
                new Ticket.Code(second),
                new JoinStore(machine.home).load().orElseThrow().ticket());
        new ConfederationStore(machine.home).note(ConfederationRef.open("x"));
        assertTrue(machine.store().isMember());
        assertEnds(
                ErrorCode.ALREADY_INITIALISED, () -> machine.store().rejoin(new Affiliation.Joining(first, List.of())));
    }

    @Test
    void aJoinerKeepsItsCodeAndAnOpenOneNeedsNone() {
        JoinCode code = JoinCode.generate(ConfederationRef.open("x").id(), new SecureRandom());
        List<NodeAddress> seeds = List.of(new NodeAddress("seed.example.org", 7600));
        Identity joiner = machine.store().create("bob", secret, new Affiliation.Joining(code, seeds));
        var pending = new JoinStore(machine.home).load().orElseThrow();

        assertEquals(new Ticket.Code(code), pending.ticket());
        assertEquals(seeds, pending.seeds());
        assertTrue(joiner.admin().isEmpty());
        assertTrue(new ConfederationStore(machine.home).load().isEmpty());
        new JoinStore(machine.home).done();
        assertTrue(new JoinStore(machine.home).load().isEmpty());

        Machine open = new Machine(folder.resolve("open"));
        open.store().create("carol", secret, new Affiliation.Open("street"));
        assertEquals(
                ConfederationRef.open("street"),
                new ConfederationStore(open.home).load().orElseThrow().ref());
    }

    @Test
    void anIdentityIsNeverOverwritten() {
        machine.store().create("alice", secret, FOUNDER);

        assertEnds(ErrorCode.ALREADY_INITIALISED, () -> machine.store().create("x", Machine.secret(2), UNKNOWN));
        assertEnds(
                ErrorCode.ALREADY_INITIALISED,
                () -> machine.store().recover("x", Machine.secret(2), SeenKeys.NONE, UNKNOWN));
        assertEquals(secret.owner(), machine.store().load().owner());
    }

    @Test
    void anEmptyHomeSaysWhatToDo() {
        HoldfastException missing =
                assertEnds(ErrorCode.HOME_MISSING, () -> machine.store().load());
        assertTrue(missing.getMessage().contains("holdfast init"));
        assertFalse(machine.store().exists());
        assertEnds(ErrorCode.HOME_MISSING, () -> machine.store().secrets());
    }

    @Test
    @Tag("R57")
    void theSheetsWordsGiveABlankMachineTheSameOwnerAndKeys() {
        Identity lost = machine.store().create("alice", secret, FOUNDER);
        String words = String.join(" ", secret.words());
        Machine blank = new Machine(folder.resolve("blank"));
        blank.turn(Duration.ofDays(100));

        try (ReadSheet sheet = Sheets.read(Machine.utf8(words))) {
            Identity back = blank.store().recover("alice", sheet.secret(), new SeenKeys(0, 1), UNKNOWN);

            assertEquals(lost.owner(), back.owner());
            assertEquals(Machine.fingerprint(lost, 1), Machine.fingerprint(back, 1));
            assertEquals(chunk(lost), chunk(back));
            assertEquals(2, back.keys().current());
            assertNotEquals(Machine.fingerprint(back, 1), Machine.fingerprint(back, 2));
            assertNotEquals(lost.certificate().device(), back.certificate().device());
            assertEquals(lost.adminKey(), back.adminKey());
            assertEquals(
                    DeviceEpoch.Verdict.NEWER, DeviceEpoch.judge(lost.certificate(), back.certificate(), blank.now));
        }
    }

    /** Else every partner would take it for one that was replaced, and never let it in. */
    @Test
    @Tag("R57")
    void aMachineLostInTheMinuteInWhichItWasMadeIsReplacedAllTheSame() {
        Identity lost = machine.store().create("alice", secret, FOUNDER);
        Machine blank = new Machine(folder.resolve("blank"));
        Identity back = blank.store().recover("alice", secret, SeenKeys.NONE, UNKNOWN);
        assertEquals(DeviceEpoch.Verdict.NEWER, DeviceEpoch.judge(lost.certificate(), back.certificate(), blank.now));
    }

    private static ChunkId chunk(Identity identity) {
        return identity.keys().dedup().chunkId(new byte[100], 0, 100);
    }

    @Test
    void aRecoveredMachineGetsAheadOfWhatPartnersHaveSeen() {
        machine.store().recover("alice", secret, SeenKeys.NONE, UNKNOWN);
        int clock = DeviceEpoch.at(Machine.NOW);
        Identity again = machine.store().reissue(new SeenKeys(clock + 7, 4));

        assertEquals(clock + 8, again.certificate().deviceEpoch());
        assertEquals(5, again.certificate().keyGeneration());
        assertEquals(5, machine.store().load().keys().current());
        assertTrue(again.certificate().verify(secret.owner()));
        Identity third = machine.store().reissue(SeenKeys.NONE);
        assertEquals(clock + 9, third.certificate().deviceEpoch(), "the own one counts as seen");
        assertEquals(5, third.certificate().keyGeneration());
        assertEquals(third.certificate(), machine.store().load().certificate());
    }

    @Test
    void seenNumbersAddUp() {
        Identity identity = machine.store().create("alice", secret, FOUNDER);

        assertEquals(new SeenKeys(5, 7), new SeenKeys(5, 2).and(new SeenKeys(1, 7)));
        assertEquals(
                new SeenKeys(identity.certificate().deviceEpoch(), 9), new SeenKeys(0, 9).and(identity.certificate()));
    }

    @Test
    void whoIsMadeAnAdminKeepsTheKey() {
        Identity back = machine.store().recover("alice", secret, SeenKeys.NONE, UNKNOWN);
        assertTrue(back.admin().isEmpty());
        Identity admin = machine.store().keepAdminKey();

        assertEquals(back.adminKey(), admin.admin().orElseThrow().key());
        assertEquals(
                Optional.of(back.adminKey()), machine.store().load().admin().map(each -> each.key()));
        assertEquals(back.certificate(), admin.certificate());
        assertEquals(back.adminKey(), back.admin().orElseThrow().key(), "a node that runs meanwhile has it, too");
    }

    @Test
    void theAdminKeyCanBeMadeFromTheSheetOnceItIsSealed() {
        machine.store().create("alice", secret, UNKNOWN);
        machine.store().secrets().seal(Machine.utf8(String.join(" ", secret.words())));

        assertEnds(ErrorCode.SECRET_SEALED, () -> machine.store().keepAdminKey());
        assertEnds(ErrorCode.WRONG_KEY, () -> machine.store().keepAdminKey(Machine.secret(2)));
        assertTrue(machine.store().load().admin().isEmpty());
        machine.store().keepAdminKey(secret).close();

        assertEquals(
                secret.admin().key(),
                machine.store().load().admin().orElseThrow().key());
        assertFalse(Files.exists(machine.file("secret")));
    }

    @Test
    void anotherMachinesAdminKeyIsRefused() throws IOException {
        machine.store().create("alice", secret, UNKNOWN);
        Machine other = new Machine(folder.resolve("other"));
        other.store().create("bob", Machine.secret(2), UNKNOWN);
        other.store().keepAdminKey().close();
        Files.copy(other.file("admin"), machine.file("admin"));

        assertEnds(ErrorCode.IDENTITY_DAMAGED, () -> machine.store().load().admin());
    }

    @Test
    void anAdminWhoComesBackFromItsSheetIsOneAgain() {
        Machine founder = new Machine(folder.resolve("founder"));
        Identity alice = founder.store().create("alice", Machine.secret(2), FOUNDER);
        Roster roster = new ConfederationStore(founder.home)
                .load()
                .orElseThrow()
                .roster()
                .orElseThrow();
        var appointment = new RosterChange.Appointment(secret.admin().key(), secret.owner());
        Roster shared =
                roster.changed(List.of(appointment), Machine.NOW, alice.admin().orElseThrow());
        machine.store().recover("bob", secret, SeenKeys.NONE, UNKNOWN);
        new ConfederationStore(machine.home).enter(shared);

        assertEquals(
                secret.admin().key(),
                machine.store().reissue(SeenKeys.NONE).admin().orElseThrow().key());
    }

    @Test
    void aRecoveredFounderIsAdminAsSoonAsItsRosterIsBack() {
        machine.store().create("alice", secret, FOUNDER);
        Roster roster = new ConfederationStore(machine.home)
                .load()
                .orElseThrow()
                .roster()
                .orElseThrow();
        Machine blank = new Machine(folder.resolve("blank"));
        Identity back = blank.store().recover("alice", secret, SeenKeys.NONE, UNKNOWN);
        assertTrue(back.admin().isEmpty());
        assertTrue(blank.store().reissue(SeenKeys.NONE).admin().isEmpty());

        new ConfederationStore(blank.home).enter(roster);
        assertEquals(
                roster.admins().getFirst(),
                blank.store().reissue(SeenKeys.NONE).admin().orElseThrow().key());
    }

    /** Recovered a second time, with nothing known of the first: what was written between must be readable. */
    @Test
    @Tag("R57")
    void untilTheSheetIsSealedLaterGenerationsAreReadable() {
        Identity second = machine.store().recover("alice", secret, new SeenKeys(0, 6), UNKNOWN);
        Machine blank = new Machine(folder.resolve("blank"));
        Identity third = blank.store().recover("alice", secret, SeenKeys.NONE, UNKNOWN);

        assertEquals(1, third.keys().current());
        assertEquals(Machine.fingerprint(second, 7), Machine.fingerprint(third, 7));
        assertEquals(8, blank.store().reissue(new SeenKeys(0, 7)).keys().current());
        blank.store().secrets().seal(Machine.utf8(String.join(" ", secret.words())));
        Identity sealed = blank.store().load();
        assertEquals(Machine.fingerprint(second, 7), Machine.fingerprint(sealed, 7));
        assertEnds(ErrorCode.WRONG_KEY, () -> sealed.keys().generation(9));
    }

    @Test
    void keysOfOtherGenerationsAreTheWrongOnes() {
        Identity identity = machine.store().create("alice", secret, FOUNDER);
        machine.store().secrets().seal(Machine.utf8(String.join(" ", secret.words())));

        assertEnds(ErrorCode.WRONG_KEY, () -> identity.keys().generation(2));
        assertEnds(ErrorCode.WRONG_KEY, () -> identity.keys().generation(5000));
        assertEnds(ErrorCode.WRONG_KEY, () -> identity.keys().generation(0));
        identity.close();
        assertThrows(IllegalStateException.class, () -> identity.keys().generation(1));
    }

    @Test
    void onlyTheOwnerMayReadTheFiles() throws IOException {
        machine.store().create("alice", secret, FOUNDER);

        assertEquals("rwx------", permissions(machine.file(".")));
        try (var files = Files.list(machine.file("."))) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", permissions(file), file.toString());
            }
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void everyDamagedByteIsNoticedAndTheFileNamed() throws IOException {
        machine.store().create("alice", secret, FOUNDER);
        Path file = machine.file("node.keys");
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < sound.length; i++) {
            byte[] damaged = sound.clone();
            damaged[i] ^= 8;
            Files.write(file, damaged);
            HoldfastException noticed =
                    assertThrows(HoldfastException.class, () -> machine.store().load());
            if (noticed.code() != ErrorCode.NEWER_VERSION) {
                assertNamesWhatToDo(noticed, file);
            }
        }
        for (int length : new int[] {0, 3, 8, 15, 16, sound.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(sound, length));
            assertNamesWhatToDo(
                    assertThrows(HoldfastException.class, () -> machine.store().load()), file);
        }
        Files.delete(file);
        assertNamesWhatToDo(
                assertThrows(HoldfastException.class, () -> machine.store().load()), file);
        Files.write(file, sound);
        assertEquals(secret.owner(), machine.store().load().owner());
    }

    private static void assertNamesWhatToDo(HoldfastException noticed, Path file) {
        assertEquals(ErrorCode.IDENTITY_DAMAGED, noticed.code());
        assertEquals(file.toString(), noticed.subject());
        assertTrue(noticed.getMessage().contains("holdfast recover"), noticed.getMessage());
    }

    /** Whatever an interrupted init leaves in identity.new, the next one is made as if nothing had been. */
    @Test
    void anInterruptedInitLeavesNoIdentityAndIsNoHindrance() throws IOException {
        Path staged = machine.home.resolve("identity.new");
        Files.createDirectories(staged);
        Files.write(staged.resolve("secret"), new byte[10]);
        Files.write(staged.resolve("join"), new byte[10]);
        Files.write(staged.resolve("node.keys.tmp"), new byte[10]);

        assertFalse(machine.store().exists());
        Identity identity = machine.store().create("alice", secret, FOUNDER);
        assertEquals(identity.certificate(), machine.store().load().certificate());
        assertFalse(Files.exists(staged));
        assertTrue(new JoinStore(machine.home).load().isEmpty(), "no stray code");
    }

    @Test
    void aFailedInitLeavesNoSecretBehind() {
        var seeds = Collections.nCopies(17, new NodeAddress("h", 1)); // more than a pending join can hold
        JoinCode code = JoinCode.generate(ConfederationRef.open("x").id(), new SecureRandom());
        Affiliation impossible = new Affiliation.Joining(code, seeds);

        assertThrows(IllegalArgumentException.class, () -> machine.store().create("alice", secret, impossible));
        assertFalse(Files.exists(machine.home.resolve("identity.new/secret")));
        assertFalse(machine.store().exists());
    }

    @Test
    void namesThatCannotBeOnesAreRefused() {
        assertEnds(ErrorCode.USAGE, () -> machine.store().create("a\nb", secret, UNKNOWN));
        assertEnds(ErrorCode.USAGE, () -> machine.store().create("a", secret, new Affiliation.Founder("Acme", "")));
        assertEnds(ErrorCode.USAGE, () -> machine.store().create("a", secret, new Affiliation.Founder("", "x")));
        assertEnds(ErrorCode.USAGE, () -> machine.store().create("a", secret, new Affiliation.Open(" ")));
        assertFalse(Files.exists(machine.home));
    }

    @Test
    void aHalfWrittenReplacementDoesNotMatter() throws IOException {
        Identity made = machine.store().create("alice", secret, FOUNDER);
        Files.write(machine.file("node.keys.tmp"), new byte[100]);

        assertEquals(made.certificate(), machine.store().load().certificate());
        machine.store().reissue(SeenKeys.NONE);
        assertFalse(Files.exists(machine.file("node.keys.tmp")));
    }

    private static HoldfastException assertEnds(ErrorCode code, org.junit.jupiter.api.function.Executable call) {
        HoldfastException end = assertThrows(HoldfastException.class, call);
        assertEquals(code, end.code(), end.getMessage());
        return end;
    }
}
