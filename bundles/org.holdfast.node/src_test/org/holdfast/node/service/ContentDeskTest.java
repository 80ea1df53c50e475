// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.ContentReport;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.NodeControl;
import org.holdfast.node.control.ReadReport;
import org.holdfast.node.control.ReadRequest;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The beginning of a file is what it was, no more of it is handed out or fetched than is wanted, and nothing is written. */
@Tag("R26")
class ContentDeskTest {
    private static final int LONG = 5_000_000;

    @TempDir
    Path folder;

    private final List<EntryReport> entries = new ArrayList<>();
    private final List<ContentReport> pieces = new ArrayList<>();
    private Path data;
    private TestConfederation all;
    private NodeControl control;

    @BeforeEach
    void backUp() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        Data.random(data.resolve("long"), LONG, 7);
        Files.writeString(data.resolve("short"), "dear reader");
        Files.createFile(data.resolve("empty"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(data.resolve("sparse").toFile(), "rw")) {
            sparse.seek(300_000);
            sparse.write(1);
            sparse.setLength(900_000);
        }
        begin(16);
    }

    /** @param reads how often a year partners give everything back */
    private void begin(int reads) {
        all = new TestConfederation(folder.resolve("nodes" + reads), 3);
        all.partners().forEach(each -> each.set(Setting.READS_LEAST, 0).set(Setting.WHOLE_READS, reads));
        all.owner().set(Setting.WHOLE_READS, reads);
        all.start("1+1");
        TestNode owner = all.owner();
        owner.source(data).backup();
        control = owner.control();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private ReadReport read(String name, long most) {
        entries.clear();
        pieces.clear();
        return control.read(new ReadRequest("latest", data.resolve(name).toString(), most), entries::add, pieces::add);
    }

    /** What came, with zeros where nothing did. */
    private byte[] handed(int length) {
        byte[] all = new byte[length];
        for (ContentReport piece : pieces) {
            byte[] bytes = Base64.getDecoder().decode(piece.data());
            System.arraycopy(bytes, 0, all, (int) piece.position(), bytes.length); // beyond the length it throws
        }
        return all;
    }

    @Test
    void theBeginningIsWhatItWas() throws IOException {
        byte[] whole = Files.readAllBytes(data.resolve("long"));
        for (int most : new int[] {1, 4096, 300_001}) {
            ReadReport read = read("long", most);
            assertArrayEquals(Arrays.copyOf(whole, most), handed(most), most + " bytes");
            assertEquals(LONG, entries.getFirst().size());
            assertTrue(read.bytes() < LONG, "chunks beyond are not read: " + read);
            assertTrue(read.fetchedBytes() > 0, "partners sent it: " + read);
        }
        read("long", 0);
        assertArrayEquals(Arrays.copyOf(whole, 256 << 10), handed(256 << 10), "what is left out is 256 KiB");
    }

    /** Nor do many of them fill the memory. */
    @Test
    void whoTakesItSlowlyHoldsUpNoRestore() throws Exception {
        CountDownLatch taken = new CountDownLatch(2);
        CountDownLatch on = new CountDownLatch(1);
        ReadRequest wanted = new ReadRequest("latest", data.resolve("long").toString(), 4096);
        try (var slow = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ReadReport>> looks = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                looks.add(slow.submit(() -> control.read(
                        wanted,
                        entry -> {
                            taken.countDown();
                            waitFor(on);
                        },
                        piece -> {})));
            }
            assertTrue(taken.await(60, TimeUnit.SECONDS));
            assertEquals(0, all.owner().restore(folder.resolve("back")).errors());
            HoldfastException third = assertThrows(HoldfastException.class, () -> read("short", 10));
            assertEquals(ErrorCode.BUSY, third.code());
            on.countDown();
            for (Future<ReadReport> look : looks) {
                assertTrue(look.get().bytes() >= 4096);
            }
        }
        read("short", 10);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aShortFileComesWholeAndAnEmptyOneIsEmpty() {
        read("short", 1000);
        assertEquals("dear reader", new String(handed(11), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(0, read("empty", 1000).bytes());
        assertEquals(List.of(), pieces);
        assertEquals("file", entries.getFirst().kind());
    }

    @Test
    void holesAreZerosAndCostNothing() throws IOException {
        read("sparse", 200_000);
        assertArrayEquals(new byte[200_000], handed(200_000));
        read("sparse", 500_000);
        assertArrayEquals(Arrays.copyOf(Files.readAllBytes(data.resolve("sparse")), 500_000), handed(500_000));
    }

    private ErrorCode refused(ReadRequest request) {
        return assertThrows(HoldfastException.class, () -> control.read(request, entries::add, pieces::add))
                .code();
    }

    @Test
    void whatCannotBeReadIsSaid() {
        String file = data.resolve("short").toString();
        assertEquals(ErrorCode.USAGE, refused(new ReadRequest("latest", data.toString(), 1)), "a folder");
        assertEquals(ErrorCode.USAGE, refused(new ReadRequest("latest", file, ReadRequest.LARGEST + 1)));
        assertEquals(ErrorCode.USAGE, refused(new ReadRequest("latest", file, -1)));
        assertEquals(ErrorCode.PATH_UNKNOWN, refused(new ReadRequest("latest", file + "er", 1)));
        assertEquals(ErrorCode.SNAPSHOT_UNKNOWN, refused(new ReadRequest("zz", file, 1)));
        assertEquals(List.of(), entries);
    }

    /** Whoever looks at one file after the other must not find that nothing can be restored any more. */
    @Test
    void looksEndBeforeARestoreOfEverythingCouldLackWhatTheyRead() {
        all.close();
        begin(2);
        int looks = 0;
        try {
            for (; looks < 100; looks++) {
                read("long", 1000);
            }
        } catch (HoldfastException e) {
            assertEquals(ErrorCode.READ_BUDGET_USED, e.code());
        }
        assertTrue(looks < 3, looks + " looks");
        RestoredReport restored = control.restore(
                new RestoreRequest(
                        "latest", Optional.empty(), folder.resolve("back").toString(), false),
                progress -> {});
        assertEquals(4, restored.files());
        assertEquals(0, restored.errors());
    }
}
