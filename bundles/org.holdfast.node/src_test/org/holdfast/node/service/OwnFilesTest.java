// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.format.ByteReader;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.OwnFilesControl;
import org.holdfast.node.control.ProblemReport;
import org.holdfast.node.restore.RestoreTally;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A user of the machine gets back what was stored as that user's, bit for bit, and learns nothing of what others have. */
class OwnFilesTest {
    private static final String STRANGER = "nobody";

    @TempDir
    Path folder;

    private Path data;
    private String me;
    private TestConfederation all;
    private TestNode owner;
    private OwnFilesControl files;

    /** What came, by path. */
    private static class Taken implements OwnFilesControl.Taking {
        private final Map<String, byte[]> contents = new TreeMap<>();
        private final List<String> owners = new ArrayList<>();
        private String last = "";

        @Override
        public void entry(EntryReport entry) {
            last = entry.path();
            owners.add(entry.owner());
            contents.put(last, new byte[(int) (entry.kind().equals("file") ? entry.size() : 0)]);
        }

        @Override
        public void bytes(long position, byte[] from, int offset, int length) {
            System.arraycopy(from, offset, contents.get(last), (int) position, length);
        }

        @Override
        public void failed(ProblemReport problem) {
            throw new AssertionError(problem);
        }
    }

    @BeforeEach
    void backUp() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        Data.random(data.resolve("long"), 5_000_000, 7);
        Data.random(data.resolve("theirs"), 1000, 8);
        try (RandomAccessFile sparse =
                new RandomAccessFile(data.resolve("sparse").toFile(), "rw")) {
            sparse.seek(300_000);
            sparse.write(1);
            sparse.setLength(500_000);
        }
        me = Files.getOwner(data.resolve("long")).getName();
        if (me.equals("root")) {
            Files.setOwner(
                    data.resolve("theirs"),
                    data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(STRANGER));
        }
        all = new TestConfederation(folder.resolve("nodes"), 3).start("1+1");
        owner = all.owner();
        owner.source(data).backup();
        files = owner.control().ownFiles();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void whatIsTheUsersComesBackBitForBit() throws IOException {
        Taken taken = new Taken();
        files.read(me, "latest", data.toString(), taken);
        for (String name : List.of("long", "sparse")) {
            Path file = data.resolve(name);
            assertArrayEquals(Files.readAllBytes(file), taken.contents.get(file.toString()), name);
        }
        assertTrue(taken.owners.stream().allMatch(me::equals));
        List<EventReport> events = new ArrayList<>();
        owner.control().events(0, false, events::add);
        EventReport read = events.getLast();
        assertEquals(List.of("OWN_FILES_READ", me), List.of(read.event(), read.subject()));
        assertTrue(read.text().endsWith(":" + data), read.text());
    }

    @Test
    void whatIsAnothersIsNeitherListedNorReadNorFoundOut() {
        assumeTrue(me.equals("root"), "only root can give files away");
        List<String> listed = new ArrayList<>();
        files.list(me, "latest", data.toString(), true, each -> listed.add(each.path()));
        assertEquals(
                List.of(data.resolve("long").toString(), data.resolve("sparse").toString()), listed);
        listed.clear();
        files.list(STRANGER, "latest", "/", true, each -> listed.add(each.path()));
        assertEquals(List.of(data.resolve("theirs").toString()), listed);
        HoldfastException others = assertThrows(
                HoldfastException.class,
                () -> files.read(STRANGER, "latest", data.resolve("long").toString(), new Taken()));
        HoldfastException nothing = assertThrows(
                HoldfastException.class,
                () -> files.read(STRANGER, "latest", data.resolve("none").toString(), new Taken()));
        assertEquals(ErrorCode.PATH_UNKNOWN, others.code());
        assertEquals(String.valueOf(nothing.getMessage()).replace("none", "long"), String.valueOf(others.getMessage()));
    }

    @Test
    void aNumberIsNobody() {
        for (String user : Arrays.asList("0", "", "65534", me + "x")) {
            assertEquals(
                    ErrorCode.PATH_UNKNOWN,
                    assertThrows(HoldfastException.class, () -> files.list(user, "latest", "/", true, each -> {}))
                            .code());
        }
    }

    /** A name may have been given to somebody else since, and a number is another one's on another machine. */
    @Test
    void bothNameAndNumberHaveToBeTheUsers() {
        try (Reading reading = owner.node().owner().reading(new RestoreTally())) {
            TreeEntry entry = reading.browser()
                    .find(
                            new RestoreDesk(owner.node()).snapshot("latest"),
                            data.resolve("long").toString());
            OptionalInt number = OptionalInt.of(entry.uid());
            assertTrue(OwnFilesDesk.isOf(me, true, number, entry));
            assertFalse(OwnFilesDesk.isOf(me, true, OptionalInt.empty(), entry), "who has no number is nobody");
            assertTrue(OwnFilesDesk.isOf(me, false, OptionalInt.empty(), entry), "the system has no numbers");
            assertFalse(OwnFilesDesk.isOf(me, true, OptionalInt.of(entry.uid() + 1), entry));
            assertFalse(OwnFilesDesk.isOf(STRANGER, true, number, entry));
            assertFalse(OwnFilesDesk.isOf(STRANGER, false, OptionalInt.empty(), entry));
        }
    }

    /** Who reads slowly, or not at all, keeps nobody from restoring. */
    @Test
    void aRestoreDoesNotWaitForAUser() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch restored = new CountDownLatch(1);
        CompletableFuture<Void> read = new CompletableFuture<>();
        Taken slow = new Taken() {
            @Override
            public void bytes(long position, byte[] from, int offset, int length) {
                reading.countDown();
                assertDoesNotThrow(() -> assertTrue(restored.await(60, TimeUnit.SECONDS)));
                super.bytes(position, from, offset, length);
            }
        };
        Thread.ofVirtual()
                .start(() -> read.completeAsync(
                        () -> {
                            files.read(me, "latest", data.toString(), slow);
                            return null;
                        },
                        Runnable::run));
        assertTrue(reading.await(60, TimeUnit.SECONDS));
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        restored.countDown();
        read.join();
        assertEquals(
                2,
                slow.contents.values().stream()
                        .filter(each -> each.length > 1000)
                        .count());
    }

    @Test
    void oneReadsAndTwoLookAtATimeAndWhoWaitsForLongIsTold() {
        OwnReads reads = new OwnReads(owner.node(), Duration.ofMillis(50));
        List<String> order = new ArrayList<>();
        reads.read(first -> {
            assertEquals(ErrorCode.BUSY, refused(() -> reads.read(second -> order.add("second reader"))));
            reads.list(one -> reads.list(two -> {
                order.add("two look");
                assertEquals(ErrorCode.BUSY, refused(() -> reads.list(three -> order.add("third looks"))));
            }));
        });
        reads.read(next -> order.add("next reader"));
        assertEquals(List.of("two look", "next reader"), order);
    }

    private static ErrorCode refused(Executable work) {
        return assertThrows(HoldfastException.class, work).code();
    }

    @Test
    @Tag("R46")
    void whatUsersReadIsPaidOutOfABudgetOfTheirOwn() throws IOException {
        files.read(me, "latest", data.toString(), new Taken());
        long paid = spent();
        assertTrue(paid >= 5_000_000, paid + " bytes");
        owner.stop();
        owner.start();
        files = owner.control().ownFiles();
        assertEquals(paid, spent(), "a start gives nothing back");
        spend((64 << 20) - paid - 1);
        Taken last = new Taken();
        HoldfastException used =
                assertThrows(HoldfastException.class, () -> files.read(me, "latest", data.toString(), last));
        assertEquals(ErrorCode.READ_BUDGET_USED, used.code());
        assertTrue(last.contents.size() > 0, "one byte was left, and what came of it is handed out");
        assertEquals(
                ErrorCode.READ_BUDGET_USED,
                assertThrows(HoldfastException.class, () -> files.read(me, "latest", data.toString(), new Taken()))
                        .code());
        List<String> listed = new ArrayList<>();
        files.list(me, "latest", data.toString(), true, each -> listed.add(each.path()));
        assertTrue(listed.size() >= 2, "names are here, and cost nothing");
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertArrayEquals(
                Files.readAllBytes(data.resolve("long")),
                Files.readAllBytes(Data.restored(folder.resolve("back"), data).resolve("long")));
    }

    @Test
    @Tag("R46")
    void namesThatHaveToBeFetchedArePaidForWhoeverTheyAreOf() throws IOException {
        forgetNames();
        assertEquals(ErrorCode.PATH_UNKNOWN, refused(() -> files.list("somebody", "latest", "/", true, each -> {})));
        long paid = spent();
        assertTrue(paid > 0, "nothing of it was this user's, and it was fetched");
        forgetNames();
        spend((64 << 20) - paid - 1);
        assertEquals(
                ErrorCode.READ_BUDGET_USED, refused(() -> files.list("somebody", "latest", "/", true, each -> {})));
        long last = spent();
        assertTrue(last >= 64 << 20, "it was used up by names of others");
        forgetNames();
        assertEquals(ErrorCode.READ_BUDGET_USED, refused(() -> files.list(me, "latest", "/", true, each -> {})));
        assertEquals(last, spent(), "and then nothing is fetched");
    }

    /** The machine's own copies of names are gone. */
    private void forgetNames() throws IOException {
        try (Stream<Path> copies = Files.list(owner.home().resolve("trees"))) {
            for (Path each : copies.toList()) {
                Files.delete(each);
            }
        }
    }

    private long spent() {
        return owner.ledger()
                .settings()
                .get("own.reads")
                .map(bytes -> new ByteReader("own.reads", bytes.toArray()).u64())
                .orElse(0L);
    }

    private void spend(long bytes) {
        new OwnReadBudget(owner.node()).spend(bytes);
    }

    @Test
    void snapshotsAreShownWithoutWhatIsInThem() {
        assertEquals(1, files.snapshots().size());
        assertEquals(
                owner.control().snapshots().getFirst().id(),
                files.snapshots().getFirst().id());
    }
}
