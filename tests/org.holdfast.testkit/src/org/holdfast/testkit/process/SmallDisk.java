// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file system in memory that is soon full, seen only by the process that is started on it: Linux makes it in a mount
 * name space of its own, which needs no rights where user name spaces are allowed.
 */
public final class SmallDisk {
    private static final List<String> OWN_SPACE = List.of("unshare", "--user", "--map-root-user", "--mount");

    private SmallDisk() {}

    /** Whether this machine can make one; a test that needs it is skipped otherwise. */
    public static boolean isPossible() throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        Process probe = new ProcessBuilder(command("mount -t tmpfs none /tmp"))
                .redirectErrorStream(true)
                .start();
        probe.inputReader().readAllAsString();
        return probe.waitFor() == 0;
    }

    /** What to put before a command ({@link ChildJvm}) to run it with such a disk over a folder. */
    public static List<String> over(Path folder, int mebibytes) {
        return command("mount -t tmpfs -o size=" + mebibytes + "m none '" + folder + "' && exec \"$@\"");
    }

    private static List<String> command(String script) {
        return Stream.concat(OWN_SPACE.stream(), Stream.of("sh", "-c", script, "sh"))
                .toList();
    }
}
