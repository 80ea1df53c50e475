// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.content.ChunkSink;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.segment.Composition;
import org.holdfast.format.segment.Composition.Span;
import org.holdfast.model.ChunkId;

/**
 * Takes the chunks of one large file. A chunk that is known costs nothing, as ever. One that is not is put together from
 * pieces of earlier chunks as far as its pages are the same as at their places before; the pages that differ are gathered
 * into a chunk of their own. If less than half of it can be had like that, it is stored as itself. So the cuts stay those
 * of the content, an insertion costs what it cost, and a chunk keeps its name however it is stored. What the pages were is
 * noted for the next time. Idea and figures: ADR 47. One thread's; used once.
 */
public final class PagedContent implements ChunkSink, AutoCloseable {
    private static final int PAGE = PageMarks.PAGE;
    /** Notes wait for the pages that are being gathered; so many at most. */
    private static final int MOST_WAITING = 1024;

    private final ChunkDepot depot;
    private final PageMarks making;
    private final List<byte[]> marks = new ArrayList<>();
    private final Optional<PageMap> before;
    private final PageNoteWriter notes;
    private final Bases bases;
    private final List<Noted> waiting = new ArrayList<>();
    private Gathering gathering = new Gathering();
    private long position;
    private long firstMark; // number of the page whose mark is the first in the list
    private long read;
    private boolean atEnd;

    private record Noted(long position, int length, List<Part> parts, byte[] marks) {
        PageRecord record() {
            return new PageRecord(
                    position, length, parts.stream().map(Part::span).toList(), marks);
        }
    }

    /** @param path tells the file from others */
    public PagedContent(byte[] path, PageNotes folder, DedupKeys keys, ChunkDepot depot) {
        byte[] key = PageRecord.key(keys);
        this.depot = depot;
        this.making = new PageMarks(keys);
        this.bases = folder.open(path, key)
                .map(map -> {
                    try (map) {
                        return Bases.judge(map.uses(), depot);
                    }
                })
                .orElse(Bases.NONE);
        this.before = bases.isEmpty() ? Optional.empty() : folder.open(path, key);
        this.notes = folder.begin(path, key);
    }

    /** The file's next bytes, before they are cut. */
    public void feed(byte[] bytes, int offset, int count) {
        for (int done = 0; done < count; ) {
            int step = Math.min(making.room(), count - done);
            making.update(bytes, offset + done, step);
            done += step;
            read += step;
            if (making.room() == 0) {
                marks.add(making.finish());
            }
        }
    }

    /** There are no more bytes; before the last are cut. */
    public void end() {
        atEnd = true;
        if (making.isBegun()) {
            marks.add(making.finish());
        }
    }

    @Override
    public ChunkId put(byte[] buffer, int offset, int length) {
        ChunkId id = depot.name(buffer, offset, length);
        List<Part> parts = keep(id, buffer, offset, length);
        byte[] ended = ended(length);
        waiting.add(new Noted(position, length, parts, ended));
        position += length;
        dropMarks();
        if (gathering.isEmpty()) {
            writeNotes();
        } else if (waiting.size() >= MOST_WAITING) {
            closeGathering();
        }
        return id;
    }

    /** Everything was read and is what it was: the notes are those of the next time. */
    public void commit() {
        closeGathering();
        notes.commit();
    }

    /** Where the chunk's bytes will be found; nothing if that is not known yet. */
    private List<Part> keep(ChunkId id, byte[] buffer, int offset, int length) {
        Optional<ChunkDepot.Standing> there = depot.find(id);
        if (there.isPresent() && !bases.shouldChange(there.get())) {
            return there.get().composed()
                    ? there.get().spans().stream().<Part>map(Part.Old::new).toList()
                    : itself(id, length);
        }
        Optional<List<Part>> parts = compose(buffer, offset, length);
        if (parts.isEmpty()) {
            depot.store(id, buffer, offset, length);
            return itself(id, length);
        }
        if (depot.compose(id, () -> composition(parts.get()))) {
            closeGathering();
            depot.settle();
        }
        return parts.get();
    }

    private static List<Part> itself(ChunkId id, int length) {
        return List.of(new Part.Old(new Span(id, 0, length)));
    }

    private static Composition composition(List<Part> parts) {
        return Composition.of(parts.stream().map(Part::span).toList());
    }

    private Optional<List<Part>> compose(byte[] buffer, int offset, int length) {
        if (before.isEmpty() || length < Composition.SHORTEST_CHUNK) {
            return Optional.empty();
        }
        List<Stretch> stretches = Bases.limit(stretches(length));
        int old = stretches.stream()
                .filter(each -> !each.spans().isEmpty())
                .mapToInt(Stretch::length)
                .sum();
        if (old < length / 2 || stretches.stream().mapToInt(Stretch::parts).sum() > Composition.MOST_SLICES) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        int at = offset;
        for (Stretch each : stretches) {
            each.spans().forEach(span -> parts.add(new Part.Old(span)));
            if (each.spans().isEmpty()) {
                parts.add(gather(buffer, at, each.length()));
            }
            at += each.length();
        }
        return Optional.of(parts);
    }

    /** The chunk page by page. */
    private List<Stretch> stretches(int length) {
        List<Stretch> stretches = new ArrayList<>();
        long end = position + length;
        for (long at = position; at < end; ) {
            long page = at / PAGE;
            long next = Math.min(end, (page + 1) * PAGE);
            int from = (int) (at - page * PAGE);
            int to = (int) (next - page * PAGE);
            Optional<List<Span>> same = mark(page)
                    .flatMap(mark -> before.flatMap(map -> map.find(page, mark, from, to)))
                    .filter(bases::areGood);
            stretches.add(new Stretch(to - from, same.orElse(List.of())));
            at = next;
        }
        return stretches;
    }

    /** Of a page that was read to its end. */
    private Optional<byte[]> mark(long page) {
        long at = page - firstMark;
        return at < marks.size() ? Optional.of(marks.get((int) at)) : Optional.empty();
    }

    private Part gather(byte[] buffer, int offset, int length) {
        if (!gathering.takes(length)) {
            closeGathering();
        }
        return new Part.New(gathering, gathering.add(buffer, offset, length), length);
    }

    private void closeGathering() {
        if (!gathering.isEmpty()) {
            gathering.close(depot);
            gathering = new Gathering();
        }
        writeNotes();
    }

    private void writeNotes() {
        waiting.forEach(each -> notes.add(each.record()));
        waiting.clear();
    }

    /** Marks of the pages that end within the chunk at the present position. */
    private byte[] ended(int length) {
        long end = position + length;
        long first = position / PAGE;
        long last = atEnd && end == read ? (end + PAGE - 1) / PAGE : end / PAGE;
        byte[] ended = new byte[(int) (last - first) * PageMarks.BYTES];
        for (long page = first; page < last; page++) {
            int at = (int) (page - first) * PageMarks.BYTES;
            System.arraycopy(marks.get((int) (page - firstMark)), 0, ended, at, PageMarks.BYTES);
        }
        return ended;
    }

    /** Those of the page at the present position is still wanted. */
    private void dropMarks() {
        int gone = (int) Math.min(position / PAGE - firstMark, marks.size());
        marks.subList(0, gone).clear();
        firstMark += gone;
    }

    @Override
    public void close() {
        before.ifPresent(PageMap::close);
        notes.close();
    }
}
