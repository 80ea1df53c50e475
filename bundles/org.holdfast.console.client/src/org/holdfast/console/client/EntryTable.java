// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Entries of a snapshot, so packed that a folder of a million of them fits into some 70 MB: names in arrays of bytes, times
 * as numbers, and what repeats (snapshot, folder, kind, mode, owner, group) as numbers of texts that are kept once. A row
 * is put together when it is asked for. Rows are kept in blocks, so that growing copies little and needs no room for two.
 * Alternatives: objects, about 400 bytes each; asking the node again for each page, which would have to read the folder
 * from its beginning each time.
 *
 * <p>One thread adds, any thread reads: what {@link #size} counts is complete and does not change any more.
 */
public final class EntryTable {
    /** An entry. Times are as the node wrote them, ISO 8601 in UTC. */
    public record Row(
            String snapshot,
            String path,
            String kind,
            String mode,
            String owner,
            String group,
            long size,
            String modified,
            Optional<String> linkTarget) {
        public boolean isFolder() {
            return kind.equals("directory");
        }

        /** The last part of the path; the whole of it for the root. */
        public String name() {
            return path.length() == 1 ? path : path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<EntryBlock> blocks = new ArrayList<>();
    private int size;

    public synchronized void add(Row row) {
        if (size % EntryBlock.ROWS == 0) {
            blocks.add(new EntryBlock());
        }
        int slash = row.path().lastIndexOf('/') + 1;
        EntryBlock block = blocks.getLast();
        block.addTexts(row.path().substring(slash), row.modified(), row.linkTarget());
        block.addNumbers(
                row.size(),
                number(row.snapshot()),
                number(row.path().substring(0, slash)),
                number(row.kind()),
                number(row.mode()),
                number(row.owner()),
                number(row.group()));
        size++;
    }

    private int number(String text) {
        return numbers.computeIfAbsent(text, fresh -> {
            texts.add(fresh);
            return texts.size() - 1;
        });
    }

    public synchronized int size() {
        return size;
    }

    /** @throws IndexOutOfBoundsException if there are not so many */
    public synchronized Row get(int index) {
        Objects.checkIndex(index, size);
        EntryBlock block = blocks.get(index / EntryBlock.ROWS);
        int row = index % EntryBlock.ROWS;
        EntryBlock.Texts own = block.texts(row);
        return new Row(
                texts.get(block.shared(row, 0)),
                texts.get(block.shared(row, 1)) + own.name(),
                texts.get(block.shared(row, 2)),
                texts.get(block.shared(row, 3)),
                texts.get(block.shared(row, 4)),
                texts.get(block.shared(row, 5)),
                block.size(row),
                own.modified(),
                own.target());
    }

    /** How much memory the rows take, in bytes, without what they share. */
    public synchronized long footprint() {
        return blocks.stream().mapToLong(EntryBlock::footprint).sum();
    }
}
