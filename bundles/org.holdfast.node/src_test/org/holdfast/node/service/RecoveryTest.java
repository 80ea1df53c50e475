// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.port.HeldHead;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that lost everything but its keys finds it all again. */
class RecoveryTest {
    private static final long FORGED = 1_000_000_000_000L;

    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        OddTree.build(data);
        all = new TestConfederation(folder, 5).start("2+2");
        all.owner().source(data).backup();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private static RestoredReport recover(TestNode blank, Path to) {
        return blank.control()
                .recover(new RecoverRequest(to.toString(), List.of(), false, Optional.empty()), progress -> {});
    }

    private void assertRestored(String to) {
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    @Test
    @Tag("R56")
    void aBlankMachineThatReachesOnePartnerFindsTheOthersAndItsData() {
        TestNode last = all.partners().getLast();
        TestNode blank = all.blank("127.0.0.1:" + last.port());
        RestoredReport report = recover(blank, folder.resolve("back"));
        assertEquals(0, report.errors(), report.problems().toString());
        assertTrue(report.newest().startsWith("This is the newest snapshot: 4 of 4 partners"), report.newest());
        assertRestored("back");
        assertEquals(owners(all.partners()), TestConfederation.agreed(blank));
    }

    @Test
    void theKeysOfARecoveredMachineAreOfALaterGenerationFromTheNextStartOn() {
        TestNode blank = all.blank(all.seeds());
        RestoredReport report = recover(blank, folder.resolve("back"));
        assertTrue(report.newest().contains("generation 2"), report.newest());
        assertFalse(recover(blank, folder.resolve("again")).newest().contains("generation 3"));
        blank.stop();
        blank.start();
        assertEquals(2, blank.node().identity().certificate().keyGeneration());
        Data.random(data.resolve("later"), 500_000, 3);
        blank.source(data).backup();
        assertEquals(0, blank.restore(folder.resolve("after")).errors());
        assertRestored("after");
        assertFalse(
                recover(blank, folder.resolve("once more")).newest().contains("generation"),
                "what this device itself wrote asks for no new keys");
    }

    @Test
    @Tag("R56")
    void aDeletedLedgerIsRebuiltByItselfFromWhoeverCanBeReached() throws IOException {
        TestNode owner = all.owner();
        owner.stop();
        deleteLedger(owner.home());
        all.partners().forEach(each -> all.network.cut(each.port()));
        owner.set(Setting.SEEDS, "127.0.0.1:" + all.node(1).port()).start();
        assertEquals("recovering", owner.control().status().state());
        assertTrue(
                owner.control().status().reasons().toString().contains("was lost"),
                owner.control().status().reasons().toString());
        assertEquals(
                ErrorCode.BUSY,
                assertThrows(HoldfastException.class, () -> owner.source(data).backup())
                        .code());
        owner.control().removeSource(data.toString());
        all.partners().forEach(each -> all.network.join(each.port()));
        Await.until("rebuilt", () -> !owner.control().status().state().equals("recovering"));
        assertEquals(owners(all.partners()), TestConfederation.agreed(owner));
        assertEquals(
                List.of(data.toString()),
                owner.control().sources().stream().map(each -> each.path()).toList());
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertRestored("back");
        assertTrue(owner.backup().newBytes() < 100_000);
    }

    @Test
    void aDamagedLedgerIsSetAsideAndRebuilt() throws IOException {
        TestNode owner = all.owner();
        owner.stop();
        Files.write(owner.home().resolve("ledger.db"), new byte[100_000]);
        Files.deleteIfExists(owner.home().resolve("ledger.db-wal"));
        owner.start();
        Await.until("rebuilt", () -> !owner.control().status().state().equals("recovering"));
        assertTrue(Files.exists(owner.home().resolve("ledger.db.damaged-1")));
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertRestored("back");
    }

    @Test
    void aDamagedIndexIsFetchedAgainAndStaysNamedInTheHead() throws IOException {
        TestNode owner = all.owner();
        owner.stop();
        try (var files = Files.list(owner.home().resolve("index"))) {
            files.filter(file -> file.toString().endsWith(".run")).forEach(file -> Data.damage(file, 100));
        }
        owner.start();
        Await.until("fetched", () -> !owner.control().status().state().equals("recovering"));
        assertTrue(owner.backup().newBytes() < 100_000, "nothing was sent twice");
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertRestored("back");
        TestNode blank = all.blank(all.seeds());
        assertEquals(0, recover(blank, folder.resolve("recovered")).errors());
    }

    @Test
    void aLostOrderOfTheIndexIsFoundAgain() throws IOException {
        TestNode owner = all.owner();
        owner.stop();
        Data.write(owner.home().resolve("index/runs.txt"), new byte[] {1, 2, 3});
        owner.start();
        Await.until("fetched", () -> !owner.control().status().state().equals("recovering"));
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertRestored("back");
    }

    @Test
    void anOldCopyOfTheLedgerLearnsWhatHappenedSinceBeforeTheNextBackup() throws IOException {
        TestNode owner = all.owner();
        owner.stop();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(owner.home().resolve("ledger.db"), copy.resolve("ledger.db"));
        owner.start();
        Await.until("linked", () -> owner.control().status().partnersReachable() == 4);
        Data.random(data.resolve("later"), 300_000, 4);
        owner.backup();
        Data.random(data.resolve("latest"), 300_000, 5);
        owner.backup();
        owner.stop();
        deleteLedger(owner.home());
        Files.copy(copy.resolve("ledger.db"), owner.home().resolve("ledger.db"));
        owner.start();
        assertEquals(1, owner.control().snapshots().size());
        Await.until("linked", () -> owner.control().status().partnersReachable() == 4);
        Data.random(data.resolve("newest"), 300_000, 6);
        assertEquals("FULL", owner.backup().state());
        assertEquals(4, owner.control().snapshots().size());
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertRestored("back");
        TestNode blank = all.blank(all.seeds());
        assertEquals(0, recover(blank, folder.resolve("recovered")).errors());
        assertEquals(4, blank.control().snapshots().size());
        assertRestored("recovered");
    }

    @Test
    void withoutAnyPartnerTheErrorSaysWhatToDo() {
        TestNode blank = all.blank("127.0.0.1:" + all.node(1).port());
        all.partners().forEach(each -> all.network.cut(each.port()));
        blank.stop();
        HoldfastException thrown = assertThrows(HoldfastException.class, () -> {
            blank.start();
            Thread caller = Thread.currentThread();
            blank.control()
                    .recover(
                            new RecoverRequest(folder.resolve("back").toString(), List.of(), false, Optional.empty()),
                            progress -> caller.interrupt());
        });
        assertEquals(ErrorCode.CANCELLED, thrown.code());
        assertTrue(Thread.interrupted());
    }

    /** What is sealed inside an old head says how old it is, whatever the witness around it claims. */
    @Test
    @Tag("R56")
    void aPartnerThatShowsAnOldHeadUnderAWitnessOfItsOwnIsNotBelieved() {
        TestNode liar = all.node(1);
        HeldHead old = liar.ledger().holdings().topHead(all.owner().owner()).orElseThrow();
        Data.random(data.resolve("later"), 300_000, 4);
        all.owner().backup();
        liar.ledger().holdings().saveHead(forged(old), Instant.EPOCH);
        TestNode blank = all.blank(all.seeds());
        RestoredReport report = recover(blank, folder.resolve("back"));
        assertEquals(0, report.errors(), report.problems().toString());
        assertRestored("back");
        assertTrue(report.newest().startsWith("This is the newest snapshot: 3 of 4 partners"), report.newest());
        assertEquals(2, blank.control().snapshots().size());
        assertTrue(
                blank.node().owner().book().top().orElseThrow().sequence() < FORGED,
                "a made-up witness is not taken for its own");
    }

    private static HeldHead forged(HeldHead old) {
        byte[] garbage = new byte[Signatures.BYTES];
        Witness witness = new Witness(
                old.owner(),
                old.deviceEpoch() + 1,
                FORGED,
                old.witnessHash(),
                Witness.NONE,
                Mac.sha256(old.head().toArray()),
                Instant.parse("2100-01-01T00:00:00Z"),
                old.head().length(),
                Bytes.of(garbage));
        return new HeldHead(
                old.owner(),
                old.agreement(),
                witness.deviceEpoch(),
                witness.sequence(),
                witness.hash(),
                Bytes.of(witness.bytes()),
                old.head());
    }

    @Test
    void membersThatDoNotKnowTheOwnerOfTheSheetAreToldApartFromNobody() {
        try (TestNode stranger = all.stranger(all.seeds())) {
            HoldfastException thrown =
                    assertThrows(HoldfastException.class, () -> recover(stranger, folder.resolve("back")));
            assertEquals(ErrorCode.NO_HEAD_FOUND, thrown.code());
            assertTrue(
                    String.valueOf(thrown.getMessage()).contains("does not know this owner"),
                    String.valueOf(thrown.getMessage()));
        }
    }

    private static Set<OwnerId> owners(List<TestNode> nodes) {
        return nodes.stream().map(TestNode::owner).collect(Collectors.toSet());
    }

    private static void deleteLedger(Path home) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(home.resolve("ledger.db" + suffix));
        }
    }
}
