// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** How a command ended that was run in this process, and what it said went wrong. */
record Ran(int exit, String error) {
    /** @param command one, or a group of them */
    static Ran of(Object command, String... arguments) {
        StringWriter error = new StringWriter();
        CommandLine line = new CommandLine(command).setErr(new PrintWriter(error));
        return new Ran(Failures.execute(line, arguments), error.toString());
    }
}
