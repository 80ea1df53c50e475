// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.Bytes;

/** Scans told in short: {@code +directory}, {@code entry}, {@code -directory}, {@code !code}. */
public final class Events {
    private Events() {}

    public static List<String> of(FileTree files, Bytes root, ScanOptions options) {
        try (TreeScan scan = files.scan(root, options)) {
            return rest(scan);
        }
    }

    /** Pulls the scan to its end. */
    public static List<String> rest(TreeScan scan) {
        List<String> told = new ArrayList<>();
        while (scan.hasNext()) {
            told.add(tell(scan, scan.next()));
        }
        return told;
    }

    /** Pulls until the directory of this name was entered. */
    public static void enter(TreeScan scan, String name) {
        while (scan.hasNext()) {
            if (scan.next() instanceof ScanEvent.Enter(ScannedEntry directory)
                    && directory.name().equals(PathText.bytes(name))) {
                return;
            }
        }
        throw new AssertionError("no directory " + name);
    }

    /** Pulls until the entry of this name was found. */
    public static ScannedEntry find(TreeScan scan, String name) {
        while (scan.hasNext()) {
            if (scan.next() instanceof ScanEvent.Found(ScannedEntry entry)
                    && entry.name().equals(PathText.bytes(name))) {
                return entry;
            }
        }
        throw new AssertionError("no entry " + name);
    }

    private static String tell(TreeScan scan, ScanEvent event) {
        return switch (event) {
            case ScanEvent.Enter _ -> "+" + PathText.shown(scan.path());
            case ScanEvent.Found _ -> PathText.shown(scan.path());
            case ScanEvent.Leave _ -> "-" + PathText.shown(scan.path());
            case Trouble trouble -> "!" + trouble.code();
        };
    }
}
