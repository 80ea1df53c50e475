// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Which files with the recovery secret in them this node wrote, in {@code identity/sheets} (magic "HFIL"): u16 count, at
 * most 64, and as many: path (u16 length, at most 4096, and UTF-8), SHA-256 of the content 32.
 */
public final class SheetFiles {
    private static final int MOST = 64;
    private static final int PATH = 4096;
    private static final int LARGEST_SHEET = 16 << 20;

    private final StateFile file;

    public SheetFiles(Path path) {
        file = new StateFile(
                path,
                "HFIL",
                2 + MOST * (2 + PATH + Mac.BYTES),
                "Move it away, and erase sheets that you saved by yourself");
    }

    private record Written(Path path, Digest content) {}

    /** What became of the sheets. */
    public record Erased(List<Path> erased, List<Path> changed, List<Path> missing) {}

    /** Whether any is remembered. */
    public boolean any() {
        return !list().isEmpty();
    }

    /** Remembers, then writes. */
    public void write(Path target, byte[] content) {
        List<Written> known = new ArrayList<>(list());
        boolean ours = known.stream().anyMatch(written -> written.path.equals(target));
        if (Files.exists(target) && !ours) {
            throw new HoldfastException(
                    ErrorCode.TARGET_EXISTS,
                    target.toString(),
                    target + " is there already: name a new file for the sheet, or move that one away");
        }
        if (known.size() == MOST) {
            throw new HoldfastException(
                    ErrorCode.BUSY,
                    target.toString(),
                    MOST + " sheets were written already: seal the sheet, or print it without a file");
        }
        known.add(new Written(target, Mac.sha256(content)));
        save(known);
        PrivateFiles.write(target, content);
    }

    /** Erases those that are as they were written. */
    public Erased eraseAll() {
        Erased sheets = new Erased(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Written> known = list();
        for (Path path : known.stream().map(Written::path).distinct().toList()) {
            if (!Files.exists(path)) {
                sheets.missing.add(path);
            } else if (asWritten(path, known)) {
                PrivateFiles.erase(path);
                sheets.erased.add(path);
            } else {
                sheets.changed.add(path);
            }
        }
        return sheets;
    }

    private static boolean asWritten(Path path, List<Written> known) {
        return PrivateFiles.read(path, LARGEST_SHEET)
                .map(content -> known.contains(new Written(path, Mac.sha256(content))))
                .orElse(false);
    }

    public void forget() {
        PrivateFiles.erase(file.path());
    }

    private List<Written> list() {
        return file.read(SheetFiles::read).orElse(List.of());
    }

    private void save(List<Written> known) {
        ByteWriter out = new ByteWriter().u16(known.size());
        for (Written each : known) {
            byte[] path = each.path.toString().getBytes(StandardCharsets.UTF_8);
            out.bytes16(Bytes.of(path)).id32(each.content.value());
        }
        file.write(out.toArray());
    }

    private static List<Written> read(ByteReader in) {
        List<Written> known = new ArrayList<>();
        for (int left = in.count16(MOST, 2 + Mac.BYTES); left > 0; left--) {
            String path = new String(in.bytes16(PATH).toArray(), StandardCharsets.UTF_8);
            known.add(new Written(Path.of(path), new Digest(in.id32())));
        }
        return known;
    }
}
