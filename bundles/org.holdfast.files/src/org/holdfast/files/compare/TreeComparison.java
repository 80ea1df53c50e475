// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileKind;
import org.holdfast.files.FileTree;
import org.holdfast.files.PathText;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.model.Bytes;

/**
 * Compares a copy of a tree with the original: names, kinds, modes, owners, mtime to the nanosecond, link targets,
 * device numbers, extended attributes, which names are hard links of one file, contents, and that holes of 64 KiB and
 * more are holes in the copy. Not compared: what no restore can set (inode numbers, ctime), access and birth times.
 * Whatever cannot be read counts as a difference. Both trees are walked in step, in bounded memory.
 */
public final class TreeComparison {
    private static final int LONGEST_VALUE_SHOWN = 64;
    private final Side first;
    private final Side second;
    private final ContentComparison contents = new ContentComparison();
    private final List<Difference> shown = new ArrayList<>();
    private long differences;
    private long entries;
    private long bytes;

    private TreeComparison(TreeScan original, TreeScan copy) {
        first = new Side(original, trouble -> report(trouble.path(), trouble.why()));
        second = new Side(copy, trouble -> report(trouble.path(), trouble.why()));
    }

    /** Compares the trees at two roots; the names of the roots themselves do not matter. */
    public static ComparisonResult compare(FileTree files, Bytes original, Bytes copy) {
        try (TreeScan one = files.scan(original, ScanOptions.everything());
                TreeScan other = files.scan(copy, ScanOptions.everything())) {
            TreeComparison comparison = new TreeComparison(one, other);
            comparison.run();
            return new ComparisonResult(comparison.entries, comparison.bytes, comparison.differences, comparison.shown);
        }
    }

    private void run() {
        boolean root = true;
        while (first.event().isPresent() || second.event().isPresent()) {
            step(root);
            root = false;
        }
    }

    private void step(boolean root) {
        Optional<ScannedEntry> original = first.entry();
        Optional<ScannedEntry> copy = second.entry();
        if (original.isEmpty() && copy.isEmpty()) {
            first.advance();
            second.advance();
            return;
        }
        int order = root && original.isPresent() && copy.isPresent() ? 0 : order(original, copy);
        if (order < 0) {
            entries++;
            report(first.path(), "only in the first tree");
            first.pass();
        } else if (order > 0) {
            report(second.path(), "only in the second tree");
            second.pass();
        } else {
            entries++;
            compare(original.orElseThrow(), copy.orElseThrow());
        }
    }

    /** Which entry comes first; the end of a directory comes after all entries. */
    private static int order(Optional<ScannedEntry> original, Optional<ScannedEntry> copy) {
        if (original.isEmpty() || copy.isEmpty()) {
            return original.isEmpty() ? 1 : -1;
        }
        return Arrays.compareUnsigned(
                original.get().name().toArray(), copy.get().name().toArray());
    }

    private void compare(ScannedEntry original, ScannedEntry copy) {
        if (original.kind() != copy.kind()) {
            differ("kind", original.kind(), copy.kind());
            first.pass();
            second.pass();
            return;
        }
        differ("mode", octal(original.mode()), octal(copy.mode()));
        differ("user", Integer.toUnsignedString(original.uid()), Integer.toUnsignedString(copy.uid()));
        differ("group", Integer.toUnsignedString(original.gid()), Integer.toUnsignedString(copy.gid()));
        differ("mtime", mtime(original), mtime(copy));
        differ("link target", PathText.shown(original.linkTarget()), PathText.shown(copy.linkTarget()));
        differ("device number", original.rdev(), copy.rdev());
        compareAttributes();
        if (original.kind() != FileKind.DIRECTORY) {
            compareLinks(original, copy);
        }
        first.advance();
        second.advance();
    }

    private void compareLinks(ScannedEntry original, ScannedEntry copy) {
        long leader = first.leader(original, entries);
        long copiedLeader = second.leader(copy, entries);
        if (leader != copiedLeader) {
            report(first.path(), "is a hard link of other names");
        }
        if (original.kind() == FileKind.FILE && (leader == entries || copiedLeader == entries)) {
            bytes += leader == entries ? original.size() : 0;
            if (original.size() != copy.size()) {
                differ("size", original.size(), copy.size());
            } else {
                contents.compare(first, second, what -> report(first.path(), what));
            }
        }
    }

    private void compareAttributes() {
        List<ExtendedAttribute> original = first.attributes();
        List<ExtendedAttribute> copy = second.attributes();
        SequencedSet<Bytes> names = new LinkedHashSet<>();
        original.forEach(attribute -> names.add(attribute.name()));
        copy.forEach(attribute -> names.add(attribute.name()));
        for (Bytes name : names) {
            Optional<Bytes> wanted = value(original, name);
            Optional<Bytes> found = value(copy, name);
            if (!wanted.equals(found)) {
                report(first.path(), "attribute " + PathText.shown(name) + " " + shown(wanted) + " is " + shown(found));
            }
        }
    }

    private static Optional<Bytes> value(List<ExtendedAttribute> attributes, Bytes name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(ExtendedAttribute::value)
                .findAny();
    }

    private static String shown(Optional<Bytes> value) {
        return value.map(bytes ->
                        bytes.length() <= LONGEST_VALUE_SHOWN ? "0x" + bytes : "of " + bytes.length() + " bytes")
                .orElse("none");
    }

    private void differ(String what, Object original, Object copy) {
        if (!original.equals(copy)) {
            report(first.path(), what + " " + original + " is " + copy);
        }
    }

    private void report(Bytes path, String what) {
        differences++;
        if (shown.size() < ComparisonResult.MOST_SHOWN) {
            shown.add(new Difference(path, what));
        }
    }

    private static String mtime(ScannedEntry entry) {
        return entry.mtimeSeconds() + " s " + entry.mtimeNanos() + " ns";
    }

    private static String octal(int mode) {
        return "0" + Integer.toOctalString(mode);
    }
}
