// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.cli.Home;

/** How many files and connections the node may have open; where the system is Linux. */
final class HandlesCheck implements Check {
    private static final Pattern LINE =
            Pattern.compile("^Max open files +(\\d+|unlimited) +(\\d+|unlimited)", Pattern.MULTILINE);
    private static final long FEW = 4096;
    private static final long TOO_FEW = 512;

    @Override
    public String name() {
        return "handles";
    }

    @Override
    public List<Finding> look(Patient patient) {
        String process = patient.node()
                .flatMap(node -> patient.home().door())
                .map(Home.Door::pid)
                .map(String::valueOf)
                .orElse("self");
        return Stream.of(Path.of("/proc", process, "limits"))
                .filter(Files::isReadable)
                .flatMap(file -> limit(file).stream())
                .map(this::judge)
                .toList();
    }

    private static Optional<Long> limit(Path file) {
        try {
            return limit(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty(); // the process has just ended
        }
    }

    /** The JVM lifts its own limit as far as it may: to the second figure. */
    static Optional<Long> limit(String limits) {
        Matcher line = LINE.matcher(limits);
        return line.find()
                ? Optional.of(line.group(2).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(line.group(2)))
                : Optional.empty();
    }

    Finding judge(long most) {
        String found = most == Long.MAX_VALUE
                ? "Files and connections are not limited."
                : "At most " + most + " files and connections may be open.";
        String mend =
                "Raise it: LimitNOFILE=65536 in the service's unit, or 'ulimit -n 65536' before 'holdfast start'.";
        if (most < TOO_FEW) {
            return Finding.problem(name(), found, mend);
        }
        return most < FEW ? Finding.warning(name(), found, mend) : Finding.ok(name(), found);
    }
}
