// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import org.holdfast.cli.lab.LabCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code holdfast} command. */
@Command(
        name = "holdfast",
        description = "Computers back each other up, with no server.",
        synopsisSubcommandLabel = "COMMAND",
        version = Main.VERSION,
        mixinStandardHelpOptions = true,
        subcommands = {
            InitCommand.class,
            InviteCommand.class,
            SheetCommand.class,
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            SourceCommand.class,
            BackupCommand.class,
            SnapshotsCommand.class,
            LsCommand.class,
            FindCommand.class,
            DiffCommand.class,
            RestoreCommand.class,
            RecoverCommand.class,
            PartnerCommand.class,
            PluginCommand.class,
            ConfigCommand.class,
            LogCommand.class,
            LabCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "'holdfast help COMMAND' explains one command, with an example."})
public final class Main implements Runnable {
    static final String VERSION = "holdfast 0.1.0";

    @Spec
    private CommandSpec spec;

    /** Only picocli makes one. */
    Main() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? Try 'holdfast help'.");
    }

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs one command in this process; the answer is its exit status. */
    public static int execute(String... arguments) {
        Failures failures = new Failures();
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setUsageHelpAutoWidth(true)
                .execute(arguments);
    }
}
