// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.view;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.hooks.CommandRun;

/** Runs the system's tools for snapshots, which need the rights of root. */
class Tools {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** @throws HoldfastException VIEW_FAILED */
    String run(String... command) {
        CommandRun.Outcome outcome = new CommandRun(List.of(command), Map.of("LC_ALL", "C"), LIMIT).run();
        if (!outcome.succeeded()) {
            throw failed("'" + String.join(" ", command) + "' " + outcome.words() + ". It said: " + outcome.output());
        }
        return outcome.output();
    }

    static HoldfastException failed(String what) {
        return new HoldfastException(
                ErrorCode.VIEW_FAILED,
                "snapshot",
                "No snapshot of the file system could be made: " + what
                        + ". 'holdfast source add PATH --view live' reads the files themselves.");
    }

    /** A path for a tool's command line. @throws HoldfastException VIEW_FAILED if it is no text */
    static String text(Bytes path) {
        String text = new String(path.toArray(), java.nio.charset.StandardCharsets.UTF_8);
        if (!Bytes.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).equals(path)) {
            throw failed("the source's path is no text, and tools take only text");
        }
        return text;
    }
}
