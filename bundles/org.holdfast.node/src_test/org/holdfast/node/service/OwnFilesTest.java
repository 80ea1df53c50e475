// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.OwnFilesControl;
import org.holdfast.node.control.ProblemReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    private static final class Taken implements OwnFilesControl.Taking {
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

    @Test
    void snapshotsAreShownWithoutWhatIsInThem() {
        assertEquals(1, files.snapshots().size());
        assertEquals(
                owner.control().snapshots().getFirst().id(),
                files.snapshots().getFirst().id());
    }
}
