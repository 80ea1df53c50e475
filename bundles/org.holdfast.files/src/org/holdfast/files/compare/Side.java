// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileContent;
import org.holdfast.files.ScanEvent;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;

/** One of two trees, at one of its events. Trouble is told on the way and never stood at. */
final class Side {
    private record Identity(long device, long inode) {}

    private final TreeScan scan;
    private final Consumer<Trouble> troubles;
    private final Map<Identity, Long> leaders = new HashMap<>();
    private Optional<ScanEvent> event = Optional.empty();

    Side(TreeScan scan, Consumer<Trouble> troubles) {
        this.scan = scan;
        this.troubles = troubles;
        advance();
    }

    /** Empty at the end of the tree. */
    Optional<ScanEvent> event() {
        return event;
    }

    /** The entry here; empty at the end of a directory or of the tree. */
    Optional<ScannedEntry> entry() {
        return event.flatMap(at -> switch (at) {
            case ScanEvent.Enter(ScannedEntry directory) -> Optional.of(directory);
            case ScanEvent.Found(ScannedEntry found) -> Optional.of(found);
            case ScanEvent.Leave _, Trouble _ -> Optional.empty();
        });
    }

    Bytes path() {
        return scan.path();
    }

    List<ExtendedAttribute> attributes() {
        return scan.attributes();
    }

    Optional<FileContent> open() {
        return scan.open();
    }

    void report(Trouble trouble) {
        troubles.accept(trouble);
    }

    void advance() {
        event = Optional.empty();
        while (event.isEmpty() && scan.hasNext()) {
            switch (scan.next()) {
                case Trouble trouble -> report(trouble);
                case ScanEvent at -> event = Optional.of(at);
            }
        }
    }

    /** Goes on behind the entry here and all that it holds. */
    void pass() {
        if (event.orElseThrow() instanceof ScanEvent.Enter) {
            scan.skip();
            advance();
        }
        advance();
    }

    /** Under which number a file with several names was first met; {@code number} if that is now. */
    long leader(ScannedEntry entry, long number) {
        return entry.links() < 2
                ? number
                : leaders.computeIfAbsent(new Identity(entry.device(), entry.inode()), _ -> number);
    }
}
