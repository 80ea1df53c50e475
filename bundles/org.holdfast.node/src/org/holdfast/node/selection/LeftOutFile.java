// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.holdfast.files.PathText;
import org.holdfast.files.ScannedEntry;
import org.holdfast.model.Bytes;

/**
 * A file that a backup left to its package: a line of the list that lies beside the source in the snapshot
 * (docs/format.md). Fields are separated by tabs, the path comes last.
 *
 * @param state what tells on the next run that nothing changed: checksum, mode, size, times and inode
 */
public record LeftOutFile(String owner, String version, String state, Bytes path) {
    /** How the list begins. */
    static final String HEADER = "# holdfast left-out 1\n";

    private static final int STATE_FIELDS = 6;

    static LeftOutFile of(PackageFiles.Package owner, Md5 sum, ScannedEntry entry, Bytes path) {
        return new LeftOutFile(owner.name(), owner.version(), state(sum, entry), path);
    }

    static String state(Md5 sum, ScannedEntry entry) {
        return String.join(
                "\t",
                sum.toString(),
                Integer.toOctalString(entry.mode()),
                Long.toString(entry.size()),
                entry.mtimeSeconds() + "." + entry.mtimeNanos(),
                entry.ctimeSeconds() + "." + entry.ctimeNanos(),
                Long.toUnsignedString(entry.inode()));
    }

    /** Its checksum; permission bits, in octal. */
    public String sum() {
        return state.split("\t", 2)[0];
    }

    public String mode() {
        return state.split("\t", 3)[1];
    }

    byte[] line() {
        return (owner + "\t" + version + "\t" + state + "\t" + PathText.shown(path) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for the header, and for what is no such line. */
    static Optional<LeftOutFile> parse(String line) {
        String[] fields = line.split("\t", STATE_FIELDS + 3);
        if (line.startsWith("#") || fields.length != STATE_FIELDS + 3) {
            return Optional.empty();
        }
        String state = String.join("\t", java.util.Arrays.copyOfRange(fields, 2, 2 + STATE_FIELDS));
        return Optional.of(new LeftOutFile(fields[0], fields[1], state, PathText.parse(fields[fields.length - 1])));
    }
}
