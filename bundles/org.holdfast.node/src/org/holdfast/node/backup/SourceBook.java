// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** The sources, as the ledger keeps them. Thread-safe. */
public final class SourceBook {
    private static final String KEY = "sources";
    private static final String UNREAD = "sources.unread";
    private static final int VERSION = 2;
    private static final int MOST = 1024;

    private final Ledger.Settings settings;

    public SourceBook(Ledger ledger) {
        this.settings = ledger.settings();
    }

    public synchronized List<Source> all() {
        return settings.get(KEY).map(SourceBook::decode).orElse(List.of());
    }

    /** Adds a source, or replaces the one of the same path. */
    public synchronized void add(Source source) {
        List<Source> sources = new ArrayList<>(all());
        sources.removeIf(each -> each.path().equals(source.path()));
        sources.add(source);
        if (sources.size() > MOST) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID,
                    "sources",
                    "A node has at most " + MOST + " sources: add a folder above them instead.");
        }
        settings.put(KEY, encode(sources));
    }

    /** @return whether there was one of this path */
    public synchronized boolean remove(Bytes path) {
        List<Source> sources = new ArrayList<>(all());
        boolean removed = sources.removeIf(each -> each.path().equals(path));
        settings.put(KEY, encode(sources));
        return removed;
    }

    /** Notes which sources the newest snapshot has only as they were before. */
    public synchronized void noteUnread(List<Bytes> paths) {
        settings.put(
                UNREAD,
                encode(paths.stream()
                        .map(path -> new Source(path, List.of(), false))
                        .toList()));
    }

    /** The sources that could not be read for the newest snapshot. */
    public List<Bytes> unread() {
        return settings.get(UNREAD).map(SourceBook::decode).orElse(List.of()).stream()
                .map(Source::path)
                .toList();
    }

    private static Bytes encode(List<Source> sources) {
        ByteWriter out = new ByteWriter(1024).u16(VERSION).u16(sources.size());
        sources.forEach(source -> SourceCodec.write(source, out));
        return Bytes.of(out.toArray());
    }

    private static List<Source> decode(Bytes bytes) {
        ByteReader in = new ByteReader("list of sources", bytes.toArray());
        int version = in.version(VERSION);
        int count = in.count16(MOST, SourceCodec.SMALLEST);
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(version == 1 ? SourceCodec.readFirstVersion(in) : SourceCodec.read(in));
        }
        in.end();
        return sources;
    }
}
