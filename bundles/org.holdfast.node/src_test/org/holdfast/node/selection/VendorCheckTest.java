// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.holdfast.core.content.ContentWriter;
import org.holdfast.core.selection.Decision;
import org.holdfast.core.selection.Preset;
import org.holdfast.core.selection.Selection;
import org.holdfast.core.selection.SelectionRules;
import org.holdfast.files.PathText;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.TreeScan;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.format.Chunker;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.TreeWriter;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is known to be unchanged is not read again, and what a full run does not believe is. */
@DisabledOnOs(OS.WINDOWS)
@Tag("R24")
class VendorCheckTest {
    @TempDir
    Path root;

    private final Map<ChunkId, byte[]> chunks = new HashMap<>();
    private final Chunker chunker =
            new Chunker(new SplittableRandom(1).longs(256).toArray());
    private PackageFiles packages;
    private int opened;

    @BeforeEach
    void build() throws IOException {
        packages = new MadeUpPackages(root)
                .installed("tool", "1")
                .there("tool", "usr/a", "a")
                .there("tool", "usr/b", "b")
                .load();
        for (String each : List.of("usr/a", "usr/b")) {
            Files.setPosixFilePermissions(root.resolve(each), PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private ChunkId put(byte[] buffer, int offset, int length) {
        ChunkId id = new ChunkId(new Id32(0, 0, 0, chunks.size()));
        chunks.put(id, Arrays.copyOfRange(buffer, offset, offset + length));
        return id;
    }

    /** Counts what is opened. */
    private TreeScan counted(TreeScan scan) {
        return (TreeScan) Proxy.newProxyInstance(
                TreeScan.class.getClassLoader(), new Class<?>[] {TreeScan.class}, (proxy, method, arguments) -> {
                    opened += method.getName().equals("open") ? 1 : 0;
                    try {
                        return method.invoke(scan, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Scans, and answers the source's object with the list. */
    private ContentRef scan(KnownLeftOut known, Instant scanned, int expectedOut) {
        LeftOutList list = new LeftOutList(new ContentWriter(chunker, this::put));
        VendorCheck check = new VendorCheck(packages, known, scanned, list::add);
        List<String> out = new ArrayList<>();
        opened = 0;
        try (TreeScan scan = SystemFiles.tree().scan(PathText.bytes(root.resolve("usr")), ScanOptions.everything())) {
            SelectionRules rules =
                    new SelectionRules(List.of(), List.of(), "", false, 0, 0, java.util.Set.of(Preset.VENDOR));
            SelectedScan selected = new SelectedScan(
                    counted(scan),
                    new Selection(rules, Instant.EPOCH),
                    new SelectedScan.Surroundings(
                            PathText.bytes(root.resolve("usr")),
                            new OwnFolder(PathText.bytes("/nowhere"), 0, 0),
                            Optional.of(check),
                            SelectedScan.EVERYTHING));
            while (selected.hasNext()) {
                if (selected.next() instanceof SelectedScan.Step.LeaveOut(var entry, Decision decision)) {
                    out.add(decision.reason().rule());
                }
            }
        }
        assertEquals(expectedOut, out.size(), out.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TreeWriter object = new TreeWriter(bytes);
        list.finish().ifPresent(object::add);
        object.finish();
        ContentWriter content = new ContentWriter(chunker, this::put);
        content.write(bytes.toByteArray(), 0, bytes.size());
        return content.finish();
    }

    @Test
    void whatIsKnownIsNotReadAgainUnlessItChangedOrNothingIsBelieved() throws IOException {
        ContentRef first = scan(KnownLeftOut.nothing(), Instant.MIN, 2);
        assertEquals(2, opened);
        Instant later = Instant.now().plus(Duration.ofMinutes(1));
        ContentRef second = scan(KnownLeftOut.of(first, chunks::get), later, 2);
        assertEquals(0, opened, "known, and yet read");
        scan(KnownLeftOut.of(second, chunks::get), Instant.MIN, 2);
        assertEquals(2, opened, "a full run reads all");
        scan(KnownLeftOut.of(second, chunks::get), Instant.now().minus(Duration.ofMinutes(1)), 2);
        assertEquals(2, opened, "changed within the clock's tick of the scan, perhaps after it");
        Files.writeString(root.resolve("usr/a"), "A");
        scan(KnownLeftOut.of(second, chunks::get), later, 1);
        assertEquals(1, opened);
    }
}
