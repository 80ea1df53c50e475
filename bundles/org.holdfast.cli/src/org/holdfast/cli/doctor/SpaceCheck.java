// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.cli.Terminal;

/** Free space against the settings. */
final class SpaceCheck implements Check {
    private static final long MEBIBYTE = 1L << 20;
    private static final long LEAST_RESERVE = 10L << 30;
    private static final int RESERVE_SHARE = 20;

    @Override
    public String name() {
        return "space";
    }

    @Override
    public List<Finding> look(Patient patient) {
        Path home = patient.home().path();
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try {
            FileStore disk = Files.getFileStore(home);
            long set = patient.settings().number("disk.reserve.mebibytes") * MEBIBYTE;
            long reserve = set > 0 ? set : Math.max(LEAST_RESERVE, disk.getTotalSpace() / RESERVE_SHARE);
            long spool = patient.settings().number("spool.limit.mebibytes") * MEBIBYTE;
            return List.of(judge(disk.getUsableSpace(), reserve, spool));
        } catch (IOException e) {
            return List.of(Finding.unknown(
                    name(), "The disk of " + home + " does not say how full it is: " + e.getMessage() + ".", ""));
        }
    }

    /** @param free bytes of the disk @param reserve that Holdfast leaves alone @param spool that backups may need */
    Finding judge(long free, long reserve, long spool) {
        String found =
                Terminal.bytes(free) + " are free, of which Holdfast leaves " + Terminal.bytes(reserve) + " alone";
        if (free < reserve) {
            return Finding.problem(
                    name(),
                    found + ": nothing more can be taken, and partners are asked to move their blocks.",
                    "Free some space, or lower 'disk.reserve.mebibytes' ('holdfast config describe"
                            + " disk.reserve.mebibytes').");
        }
        if (free - reserve < spool) {
            return Finding.warning(
                    name(),
                    found + "; blocks that wait for an absent partner may take " + Terminal.bytes(spool) + ".",
                    "Free some space, or lower 'spool.limit.mebibytes'.");
        }
        return Finding.ok(name(), found + ".");
    }
}
