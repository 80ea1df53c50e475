// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.content.ContentReader;
import org.holdfast.core.content.ContentWriter;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.format.tree.TreeReader;
import org.holdfast.model.Bytes;

/**
 * The list of files that a source leaves to packages: a second entry in the object of the source, behind that of the
 * source itself, where a restore does not look. Written line by line while the source is scanned.
 */
public final class LeftOutList {
    /** Sorts behind every name that is text. */
    public static final Bytes NAME = name();

    private static final int MODE = 0600;

    private final ContentWriter content;
    private boolean begun;

    public LeftOutList(ContentWriter content) {
        this.content = content;
    }

    private static Bytes name() {
        byte[] word = "left-out".getBytes(StandardCharsets.US_ASCII);
        byte[] name = new byte[8 + word.length];
        Arrays.fill(name, 0, 8, (byte) 0xff);
        System.arraycopy(word, 0, name, 8, word.length);
        return Bytes.of(name);
    }

    /** Writes a line. */
    public void add(LeftOutFile file) {
        if (!begun) {
            begun = true;
            write(LeftOutFile.HEADER.getBytes(StandardCharsets.UTF_8));
        }
        write(file.line());
    }

    private void write(byte[] bytes) {
        content.write(bytes, 0, bytes.length);
    }

    /** The entry for the source's object; empty if nothing was left out. */
    public Optional<TreeEntry> finish() {
        return begun ? Optional.of(entry(content.finish())) : Optional.empty();
    }

    private static TreeEntry entry(ContentRef list) {
        return new TreeEntry(
                NAME,
                EntryKind.FILE,
                MODE,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                1,
                list.length(),
                0,
                Bytes.EMPTY,
                java.util.List.of(),
                java.util.List.of(),
                list,
                Bytes.EMPTY,
                Bytes.EMPTY);
    }

    /** The list of a source in a snapshot. @param root the source's object */
    public static Optional<ContentRef> find(ContentRef root, ChunkSource chunks) {
        Iterator<TreeEntry> entries = new TreeReader(ContentReader.open(root, chunks));
        while (entries.hasNext()) {
            TreeEntry entry = entries.next();
            if (entry.name().equals(NAME)) {
                return Optional.of(entry.content());
            }
        }
        return Optional.empty();
    }

    /** Reads a list, one line at a time. */
    public static void read(ContentRef list, ChunkSource chunks, Consumer<LeftOutFile> each) {
        InputStreamReader in = new InputStreamReader(ContentReader.open(list, chunks), StandardCharsets.UTF_8);
        try (BufferedReader lines = new BufferedReader(in)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LeftOutFile.parse(line).ifPresent(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
