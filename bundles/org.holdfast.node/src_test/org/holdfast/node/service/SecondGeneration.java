// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;

/**
 * No test: what a second backup of a folder stores before coding, whole segments with everything in them. Arguments: an empty
 * folder to work in, the folder to back up. Waits for a line between the first backup and the second, in which the folder is
 * to be changed.
 */
final class SecondGeneration {
    private SecondGeneration() {}

    public static void main(String[] arguments) throws IOException {
        Path work = Path.of(arguments[0]);
        try (TestConfederation all = new TestConfederation(work, 8)) {
            all.owner().set(Setting.SEGMENT_MEBIBYTES, 12).set(Setting.REDUNDANCY, "5+2");
            all.partners().forEach(each -> each.set(Setting.PARTNER_MEBIBYTES, 4096));
            all.start("5+2");
            TestNode owner = all.owner().source(Path.of(arguments[1]));
            long before = 0;
            for (String generation : new String[] {"first", "second"}) {
                long files = owner.backup().files();
                long now = stored(owner);
                System.out.printf(Locale.ROOT, "%s: %d files, %.2f MB%n", generation, files, (now - before) / 1e6);
                before = now;
                int answer = generation.equals("first") ? System.in.read() : 0;
                if (answer < 0) {
                    return;
                }
            }
        }
    }

    private static long stored(TestNode owner) {
        return owner.ledger().segments().inState(SegmentState.PLACED).stream()
                .mapToLong(SecondGeneration::bytes)
                .sum();
    }

    private static long bytes(SegmentRow row) {
        return (long) row.shardLength() * row.shape().m();
    }
}
