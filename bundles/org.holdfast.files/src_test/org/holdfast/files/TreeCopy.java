// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.model.Bytes;

/** Copies a tree through the interfaces, as a backup and a restore do. */
public final class TreeCopy {
    private record Identity(long device, long inode) {}

    /** What did not go smoothly. */
    public record Report(List<Trouble> troubles, List<String> refused, List<String> warnings, int linked) {
        public boolean smooth() {
            return troubles.isEmpty() && refused.isEmpty() && warnings.isEmpty();
        }
    }

    private final TreeScan scan;
    private final TreeTarget target;
    private final Map<Identity, List<Bytes>> earlier = new HashMap<>();
    private final Deque<Bytes> cursor = new ArrayDeque<>();
    private final Deque<EntryMetadata> metadata = new ArrayDeque<>();
    private final Report report = new Report(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0);
    private final byte[] buffer = new byte[100_000];
    private int linked;

    private TreeCopy(TreeScan scan, TreeTarget target) {
        this.scan = scan;
        this.target = target;
    }

    public static Report copy(FileTree files, Bytes from, Bytes to, RestoreOptions options) {
        try (TreeScan scan = files.scan(from, ScanOptions.everything());
                TreeTarget target = files.target(to, options)) {
            TreeCopy copy = new TreeCopy(scan, target);
            while (scan.hasNext()) {
                copy.take(scan.next());
            }
            Report report = copy.report;
            return new Report(report.troubles(), report.refused(), report.warnings(), copy.linked);
        }
    }

    private void take(ScanEvent event) {
        switch (event) {
            case Trouble trouble -> report.troubles().add(trouble);
            case ScanEvent.Enter(ScannedEntry directory) -> enter(directory);
            case ScanEvent.Found(ScannedEntry entry) -> restore(entry);
            case ScanEvent.Leave _ -> leave();
        }
    }

    private void enter(ScannedEntry directory) {
        EntryMetadata wanted = EntryMetadata.of(directory, scan.attributes());
        if (!metadata.isEmpty()) {
            Restored entered = target.enter(directory.name());
            note(entered);
            if (entered instanceof Restored.Refused) {
                scan.skip();
                return;
            }
            cursor.addLast(directory.name());
        }
        metadata.push(wanted);
    }

    private void leave() {
        note(target.leave(metadata.pop()));
        cursor.pollLast();
    }

    private void restore(ScannedEntry entry) {
        List<Bytes> path = new ArrayList<>(cursor);
        path.add(entry.name());
        if (entry.links() > 1) {
            List<Bytes> first = earlier.putIfAbsent(new Identity(entry.device(), entry.inode()), path);
            if (first != null) {
                linked++;
                note(target.hardLink(entry.name(), first));
                return;
            }
        }
        EntryMetadata wanted = EntryMetadata.of(entry, scan.attributes());
        note(
                switch (entry.kind()) {
                    case DIRECTORY -> throw new AssertionError("directories are entered");
                    case FILE -> file(entry, wanted);
                    case SYMLINK -> target.symlink(entry.name(), entry.linkTarget(), wanted);
                    case FIFO -> target.fifo(entry.name(), wanted);
                    case SOCKET -> target.socket(entry.name(), wanted);
                    case CHARACTER_DEVICE, BLOCK_DEVICE ->
                        target.device(entry.name(), entry.kind(), entry.rdev(), wanted);
                });
    }

    private Restored file(ScannedEntry entry, EntryMetadata wanted) {
        Optional<FileContent> opened = scan.open();
        if (opened.isEmpty()) {
            return new Restored.Done(List.of());
        }
        try (FileContent content = opened.get()) {
            return switch (target.file(entry.name(), content.entry().size())) {
                case Restored.Refused refused -> refused;
                case FileSink sink -> {
                    try (sink) {
                        copy(content, sink);
                        content.check().ifPresent(report.troubles()::add);
                        yield sink.finish(wanted);
                    }
                }
            };
        }
    }

    private void copy(FileContent content, FileSink sink) {
        List<DataExtent> extents = content.extents().isEmpty()
                ? List.of(new DataExtent(0, content.entry().size()))
                : content.extents();
        for (DataExtent extent : extents) {
            long position = extent.offset();
            while (position < extent.end()) {
                int read = content.read(buffer, 0, (int) Math.min(buffer.length, extent.end() - position));
                if (read < 0) {
                    return;
                }
                sink.write(position, buffer, 0, read);
                position += read;
            }
        }
    }

    private void note(Restored restored) {
        switch (restored) {
            case Restored.Refused(var code, String why) -> report.refused().add(here() + code + " " + why);
            case Restored.Done(List<Warning> warnings) ->
                warnings.forEach(warning -> report.warnings().add(here() + warning.aspect() + " " + warning.why()));
        }
    }

    private String here() {
        return PathText.shown(scan.path()) + ": ";
    }
}
