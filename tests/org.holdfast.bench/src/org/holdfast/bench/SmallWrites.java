// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;
import org.holdfast.format.Chunker;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.Mac;
import org.holdfast.model.Bytes;

/**
 * What designs for small writes in large files cost, reckoned on the database of {@link Generations}: data compressed by
 * DEFLATE 1 chunk by chunk, and metadata by docs/format.md: 62 bytes of record and frame, 40 in the segment's index, 64 in the
 * chunk index for each new chunk, and 32 in the list of names, which is written anew wherever it changes. Argument: an empty
 * folder for the database. The table stands in ADR 47.
 */
final class SmallWrites {
    private static final int CHUNK = 62 + 40 + 64;
    private static final int NAME = 32;

    private SmallWrites() {}

    /** Cuts a file. */
    private interface Cutter {
        int next(byte[] file, int at);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path database = folder.resolve("database");
        Generations.main(new String[] {"database", "first", folder.toString()});
        byte[] one = Files.readAllBytes(database);
        Generations.main(new String[] {"database", "second", folder.toString()});
        byte[] two = Files.readAllBytes(database);
        Files.delete(database);
        System.out.println(
                "| design | first: data, MB | first: metadata, MB | second: data, MB | second: metadata, MB |");
        System.out.println("|---|---:|---:|---:|---:|");
        Chunker chunker = new Chunker(DedupKeys.derive(new byte[32]).gear());
        Cutter content = (file, at) ->
                chunker.cut(file, at, Math.min(file.length - at, Chunker.LONGEST), at + Chunker.LONGEST >= file.length);
        row("chunks of 64 KiB to 2 MiB", one, two, content);
        for (int size : new int[] {64, 16, 8, 4}) {
            row("blocks of " + size + " KiB", one, two, (file, at) -> Math.min(size << 10, file.length - at));
        }
        for (int size : new int[] {16, 8, 4}) {
            composed(size << 10, one, two, content);
        }
    }

    private static List<byte[]> cut(byte[] file, Cutter cutter) {
        List<byte[]> chunks = new ArrayList<>();
        for (int at = 0; at < file.length; ) {
            int length = cutter.next(file, at);
            chunks.add(Arrays.copyOfRange(file, at, at + length));
            at += length;
        }
        return chunks;
    }

    private static Bytes name(byte[] chunk) {
        return Bytes.of(Mac.sha256(chunk).bytes());
    }

    private static int packed(byte[] chunk) {
        Deflater deflater = new Deflater(1, true);
        deflater.setInput(chunk);
        deflater.finish();
        int size = 0;
        byte[] out = new byte[1 << 16];
        while (!deflater.finished()) {
            size += deflater.deflate(out);
        }
        deflater.end();
        return Math.min(size, chunk.length);
    }

    private static void row(String design, byte[] one, byte[] two, Cutter cutter) {
        Set<Bytes> known = new HashSet<>();
        StringBuilder row = new StringBuilder("| " + design);
        for (byte[] file : List.of(one, two)) {
            List<byte[]> chunks = cut(file, cutter);
            long data = 0;
            long metadata = (long) NAME * chunks.size(); // names that change lie everywhere in the list
            for (byte[] each : chunks) {
                if (known.add(name(each))) {
                    data += packed(each);
                    metadata += CHUNK;
                }
            }
            row.append(String.format(Locale.ROOT, " | %.2f | %.2f", data / 1e6, metadata / 1e6));
        }
        System.out.println(row.append(" |"));
    }

    private static void composed(int page, byte[] one, byte[] two, Cutter cutter) {
        Set<Bytes> known = new HashSet<>();
        long first = 0;
        List<byte[]> before = cut(one, cutter);
        for (byte[] each : before) {
            known.add(name(each));
            first += packed(each);
        }
        long metadata = (long) (NAME + CHUNK) * before.size();
        List<byte[]> after = cut(two, cutter);
        long changed = 0;
        long second = (long) NAME * after.size();
        byte[] gathered = new byte[256 << 10];
        int used = 0;
        long fresh = 0;
        int start = 0;
        for (byte[] each : after) {
            if (!known.contains(name(each))) {
                int slices = 1;
                for (int at = start / page * page; at < start + each.length; at += page) {
                    int from = Math.max(at, start);
                    int to = Math.min(Math.min(at + page, two.length), start + each.length);
                    int end = Math.min(at + page, two.length);
                    if (!Arrays.equals(one, at, end, two, at, end)) {
                        if (used + page > gathered.length) {
                            fresh += packed(Arrays.copyOf(gathered, used));
                            second += CHUNK;
                            used = 0;
                        }
                        System.arraycopy(two, from, gathered, used, to - from);
                        used += to - from;
                        slices += 2;
                        changed++;
                    }
                }
                second += CHUNK + 3 + 2 * NAME + 9L * slices;
            }
            start += each.length;
        }
        fresh += packed(Arrays.copyOf(gathered, used));
        System.out.println(String.format(
                Locale.ROOT,
                "| composed, pages of %d KiB (%d changed; notes here %.2f MB) | %.2f | %.2f | %.2f | %.2f |",
                page >> 10,
                changed,
                16.0 * one.length / page / 1e6,
                first / 1e6,
                metadata / 1e6,
                fresh / 1e6,
                second / 1e6));
    }
}
