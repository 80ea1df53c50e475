// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.holdfast.node.control.ForgetRequest;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.SnapshotReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of which a few pages are written between backups. */
@Tag("R24")
@Tag("R26")
class SmallWritesTest {
    private static final int PAGE = 8192;
    private static final int PAGES = 3000;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(47);
    private final List<String> ids = new ArrayList<>();
    private final List<Map<String, String>> prints = new ArrayList<>();
    private Path data;
    private Path database;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void make() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        database = Data.random(data.resolve("database"), PAGE * PAGES, 1);
        all = new TestConfederation(folder, 3).start("1+1");
        owner = all.owner().source(data);
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private void writePages(int count) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            for (int i = 0; i < count; i++) {
                byte[] page = new byte[PAGE];
                random.nextBytes(page);
                file.seek((long) PAGE * random.nextInt(PAGES));
                file.write(page);
            }
        }
    }

    private SnapshotReport backUp() {
        prints.add(TreePrint.of(data));
        SnapshotReport made = owner.backup();
        ids.add(made.id());
        return made;
    }

    private void assertRestores(int number, String to) {
        var restored = owner.control()
                .restore(
                        new RestoreRequest(
                                ids.get(number),
                                Optional.empty(),
                                folder.resolve(to).toString(),
                                false),
                        progress -> {});
        assertEquals(0, restored.errors(), restored.problems().toString());
        assertEquals(prints.get(number), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    private void prune() {
        owner.control().retention().prune(progress -> {});
    }

    private void forget(int... numbers) {
        List<String> gone = java.util.Arrays.stream(numbers).mapToObj(ids::get).toList();
        owner.control().retention().forget(new ForgetRequest("", gone, false));
    }

    @Test
    void aWrittenPageCostsLittleMoreThanThePage() throws IOException {
        backUp();
        writePages(PAGES / 50);
        long fresh = backUp().newBytes();
        assertTrue(fresh < 2L * PAGE * PAGES / 50, fresh + " bytes for " + PAGES / 50 + " pages");
        assertRestores(0, "first");
        assertRestores(1, "second");
    }

    /** A prune keeps the chunks that others are put together from, and nothing else. */
    @Test
    @Tag("R23")
    void everySnapshotRestoresWhateverIsForgottenAndPruned() throws IOException {
        for (int i = 0; i < 5; i++) {
            backUp();
            writePages(PAGES / 50);
        }
        forget(0, 2);
        prune();
        assertRestores(1, "one");
        assertRestores(4, "four");
        forget(1, 3);
        prune();
        assertRestores(4, "still four");
        backUp();
        owner.stop();
        owner.start();
        Await.until("partners are back", () -> owner.node().network().linked().size() == 2);
        assertRestores(4, "four again");
        assertRestores(5, "five");
    }

    /** What no snapshot needs may be half gone: then it is not built upon. */
    @Test
    void aChunkWhoseBasesWereDroppedIsStoredAnew() throws IOException {
        backUp();
        byte[] first = Files.readAllBytes(database);
        writePages(PAGES / 50);
        backUp();
        byte[] second = Files.readAllBytes(database);
        Data.random(database, PAGE * PAGES, 2);
        backUp();
        forget(0, 1);
        prune();
        Files.write(database, second);
        backUp();
        assertRestores(3, "second");
        Files.write(database, first);
        backUp();
        prune();
        assertRestores(4, "first");
        assertRestores(3, "second again");
    }

    @Test
    void withoutItsNotesABackupStoresMoreAndNothingElse() throws IOException {
        backUp();
        owner.stop();
        try (Stream<Path> notes = Files.list(owner.home().resolve("pages"))) {
            for (Path each : notes.toList()) {
                Data.damage(each, 40);
            }
        }
        owner.start();
        Await.until("partners are back", () -> owner.node().network().linked().size() == 2);
        writePages(10);
        assertTrue(backUp().newBytes() > 20L * PAGE);
        assertRestores(1, "without");
        writePages(10);
        assertTrue(backUp().newBytes() < 20L * PAGE, "the notes are there again");
        assertRestores(2, "with");
    }

    /** On a blank machine: nothing but keys and partners. */
    @Test
    @Tag("R57")
    void aRecoveryPutsChunksTogether() throws IOException {
        backUp();
        writePages(PAGES / 50);
        backUp();
        owner.stop();
        try (Stream<Path> files = Files.list(owner.home().resolve("trees"))) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        owner.start();
        Await.until("partners are back", () -> owner.node().network().linked().size() == 2);
        assertRestores(1, "recovered");
    }
}
