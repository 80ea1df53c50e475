// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where errors become messages and exit codes. With {@code --json}: one object on standard error. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /** Runs one command in this process; the answer is its exit status. */
    public static int execute(CommandLine command, String... arguments) {
        Failures failures = new Failures();
        return command.setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setUsageHelpAutoWidth(true)
                .execute(arguments);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        HoldfastException known = failure instanceof HoldfastException holdfast
                ? holdfast
                : new HoldfastException(
                        ErrorCode.INTERNAL,
                        command.getCommandName(),
                        "Something unforeseen happened: " + failure,
                        failure);
        boolean json = parsed.originalArgs().contains("--json");
        report(command.getErr(), known, json);
        if (known.code() == ErrorCode.INTERNAL && !json) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            command.getErr().print(Terminal.safe(trace.toString().replace("\t", "    ")));
            command.getErr().flush();
        }
        return known.code().exit();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        report(
                command.getErr(),
                new HoldfastException(
                        ErrorCode.USAGE,
                        name,
                        failure.getMessage() + meant(failure) + " ('" + name + " --help' shows how it is used.)",
                        failure),
                List.of(arguments).contains("--json"));
        return ErrorCode.USAGE.exit();
    }

    /** Of a word that is none of the commands: those that are much like it. */
    private static String meant(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)
                || unmatched.getSuggestions().isEmpty()) {
            return "";
        }
        return unmatched.getSuggestions().stream()
                .limit(3)
                .collect(Collectors.joining("' or '", " Did you mean '", "'?"));
    }

    private static void report(PrintWriter err, HoldfastException failure, boolean json) {
        if (json) {
            JsonObject object = new JsonObject();
            object.addProperty("type", "error");
            object.addProperty("code", failure.code().name());
            object.addProperty("exit", failure.code().exit());
            object.addProperty("subject", failure.subject());
            object.addProperty("message", failure.getMessage());
            err.println(Terminal.json(object.toString()));
        } else {
            // What follows on a line feed is indented, so that no message can look like two.
            String message = Terminal.safe(String.valueOf(failure.getMessage())).replace("\n", "\n  ");
            err.println("holdfast: " + message + " [" + failure.code() + "]");
        }
        err.flush();
    }
}
