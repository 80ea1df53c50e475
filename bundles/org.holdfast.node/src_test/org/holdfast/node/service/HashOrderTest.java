// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.format.KeyRing;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.BlockClass;
import org.holdfast.model.ByteCount;
import org.holdfast.model.SegmentId;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.restore.Browser;
import org.holdfast.node.restore.CachedMetadata;
import org.holdfast.node.restore.ChunkReader;
import org.holdfast.node.restore.Commitments;
import org.holdfast.node.restore.CountingLoader;
import org.holdfast.node.restore.OpenSegments;
import org.holdfast.node.restore.RestoreRun;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.node.restore.SegmentFetch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree whose names say nothing of when its files were stored, as of a version control or a cache. */
@Tag("R55")
class HashOrderTest {
    private static final int FILES = Boolean.getBoolean("holdfast.soak") ? 3000 : 160;
    private static final int FILE_BYTES = 100_000;
    private static final int SEGMENT = 4 << 20;

    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;
    private int spanning;

    /** First under numbers, which decides the order in the segments; then the same again under hashes, in folders. */
    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner();
        for (int i = 0; i < FILES; i++) {
            Data.random(data.resolve("a/" + (10_000 + i)), FILE_BYTES, i);
        }
        owner.source(data).backup();
        byte[] name = new byte[20];
        for (int i = 0; i < FILES; i++) {
            new SplittableRandom(31L * i + 7).nextBytes(name);
            String hash = HexFormat.of().formatHex(name);
            Data.random(data.resolve("h/" + hash.substring(0, 2) + "/" + hash.substring(2)), FILE_BYTES, i);
        }
        assertTrue(owner.backup().newBytes() < 500_000, "the same content twice");
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private RestoredReport restore(String to) {
        var request = new RestoreRequest(
                "latest",
                Optional.of(data.resolve("h").toString()),
                folder.resolve(to).toString(),
                false);
        return owner.control().restore(request, progress -> {});
    }

    private void assertRestored(String to) {
        Path back = Data.restored(folder.resolve(to), data).resolve("h");
        assertEquals(TreePrint.of(data.resolve("h")), TreePrint.of(back));
    }

    @Test
    void fetchesEachSegmentAboutOnce() {
        RestoredReport report = restore("back");
        assertEquals(List.of(), report.problems());
        assertEquals(FILES, report.files());
        assertRestored("back");
        long whole = (long) FILES * FILE_BYTES;
        assertTrue(report.fetchedBytes() > whole, "fetched " + report.fetchedBytes());
        assertTrue(report.fetchedBytes() < whole * 3 / 2, "fetched " + report.fetchedBytes() + " for " + whole);
    }

    @Test
    void goingOnFetchesOnlyWhatIsMissing() throws Exception {
        restore("back");
        Path back = Data.restored(folder.resolve("back"), data).resolve("h");
        RestoredReport nothing = restore("back");
        assertEquals(FILES, nothing.kept());
        assertEquals(0, nothing.fetchedBytes());
        Path some;
        try (var files = Files.walk(back)) {
            some = files.filter(Files::isRegularFile).findAny().orElseThrow();
        }
        Files.delete(some);
        RestoredReport one = restore("back");
        assertEquals(FILES - 1, one.kept());
        assertEquals(FILE_BYTES, one.bytes());
        assertTrue(one.fetchedBytes() < 3 * SEGMENT, "fetched " + one.fetchedBytes());
        assertRestored("back");
    }

    /** In a room for two segments, or for one that is being loaded. */
    @Test
    void inLittleRoomLoadsEachSegmentOnceButForFilesInTwoAndOneAtATime() {
        Node node = owner.node();
        Ledger ledger = node.stores().ledger();
        KeyRing keys = node.identity().keys();
        RestoreTally tally = new RestoreTally();
        var fetch = new SegmentFetch(
                owner.owner(),
                ledger,
                node.partners(),
                keys,
                node.providers(),
                tally,
                seen -> {},
                damaged -> {},
                () -> Commitments.NONE,
                node.clock());
        var loader = new CountingLoader(fetch);
        var cached = new CachedMetadata(node.stores().metadata(), loader, ledger, keys, node.providers());
        var room = new ByteCount(2L * SEGMENT);
        try (var segments = new OpenSegments(cached, keys, node.providers(), room);
                var metadata = new OpenSegments(cached, keys, node.providers(), room)) {
            var chunks = new ChunkReader(node.stores().index(), segments, keys.dedup(), node.providers());
            var names = new ChunkReader(node.stores().index(), metadata, keys.dedup(), node.providers());
            Browser browser = new Browser(names);
            var snapshot = new RestoreDesk(node).snapshot("latest");
            browser.walk(snapshot, data.resolve("h").toString(), true, (path, file) -> {
                spanning += segments(file, chunks) > 1 ? 1 : 0;
            });
            var entry = browser.find(snapshot, data.resolve("h").toString());
            new RestoreRun(node.owner().files(), browser, chunks, tally, RestoreOptions.complete())
                    .restore(entry, "", PathText.bytes(Data.restored(folder.resolve("small"), data)));
        }
        assertEquals(0, tally.errors());
        assertRestored("small");
        tally.lanes()
                .forEach((partner, bytes) -> assertTrue(bytes > 0
                        && node.agreed().stream()
                                .anyMatch(
                                        terms -> terms.partnerOf(owner.owner()).equals(partner))));
        assertTrue(tally.lanes().size() > 1, "more than one partner sent something");
        assertEquals(1, loader.mostAtOnce());
        assertTrue(
                loader.loads().size() >= (long) FILES * FILE_BYTES / SEGMENT,
                "segments " + loader.loads().size());
        // A file whose chunks lie in two segments takes one out of turn, and then the one whose turn it was once more.
        int again =
                loader.loads().values().stream().mapToInt(times -> times - 1).sum();
        assertTrue(again <= 2 * spanning, () -> spanning + " files span segments; " + loader.loads());
        loader.loads().keySet().forEach(id -> assertEquals(BlockClass.DATA, blockClass(ledger, id)));
    }

    private static long segments(TreeEntry file, ChunkReader chunks) {
        return file.content().level() > 0
                ? 0
                : file.content().ids().stream()
                        .flatMap(id -> chunks.find(id).stream())
                        .map(ChunkLocation::segment)
                        .distinct()
                        .count();
    }

    private static BlockClass blockClass(Ledger ledger, SegmentId id) {
        return ledger.segments().find(id).map(SegmentRow::blockClass).orElseThrow();
    }
}
