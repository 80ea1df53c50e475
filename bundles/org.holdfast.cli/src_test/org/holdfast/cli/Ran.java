// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** How a command ended that was run in this process, and what it said went wrong. */
record Ran(int exit, String error) {
    static Ran of(Callable<Integer> command, String... arguments) {
        StringWriter error = new StringWriter();
        CommandLine line = new CommandLine(command).setErr(new PrintWriter(error));
        return new Ran(Failures.execute(line, arguments), error.toString());
    }
}
