// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.main;

import java.util.List;
import org.holdfast.cli.AdminCommand;
import org.holdfast.cli.AuditCommand;
import org.holdfast.cli.BackupCommand;
import org.holdfast.cli.CaCommand;
import org.holdfast.cli.ConfigCommand;
import org.holdfast.cli.DiffCommand;
import org.holdfast.cli.DrillCommand;
import org.holdfast.cli.EscrowCommand;
import org.holdfast.cli.Failures;
import org.holdfast.cli.FindCommand;
import org.holdfast.cli.ForgetCommand;
import org.holdfast.cli.HealthCommand;
import org.holdfast.cli.InitCommand;
import org.holdfast.cli.InviteCommand;
import org.holdfast.cli.LogCommand;
import org.holdfast.cli.LsCommand;
import org.holdfast.cli.MemberCommand;
import org.holdfast.cli.NoticesCommand;
import org.holdfast.cli.OwnCommand;
import org.holdfast.cli.PairCommand;
import org.holdfast.cli.PartnerCommand;
import org.holdfast.cli.PluginCommand;
import org.holdfast.cli.PruneCommand;
import org.holdfast.cli.RecoverCommand;
import org.holdfast.cli.ReleaseCommand;
import org.holdfast.cli.RemoteCommand;
import org.holdfast.cli.RepairCommand;
import org.holdfast.cli.RestoreCommand;
import org.holdfast.cli.SheetCommand;
import org.holdfast.cli.SnapshotsCommand;
import org.holdfast.cli.SourceCommand;
import org.holdfast.cli.StartCommand;
import org.holdfast.cli.StatusCommand;
import org.holdfast.cli.StopCommand;
import org.holdfast.cli.TagCommand;
import org.holdfast.cli.TwinCommand;
import org.holdfast.cli.VerifyCommand;
import org.holdfast.cli.WebCommand;
import org.holdfast.cli.doctor.DoctorCommand;
import org.holdfast.cli.lab.LabCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code holdfast} command. */
@Command(
        name = "holdfast",
        description = "Computers back each other up, with no server.",
        synopsisSubcommandLabel = "COMMAND",
        version = Main.VERSION,
        mixinStandardHelpOptions = true,
        footer = {"", "'holdfast help COMMAND' explains one command, with an example."})
public final class Main implements Runnable {
    private static final String HELP = "--help";
    static final String VERSION = "holdfast 0.1.0";

    private static final List<Class<?>> COMMANDS = List.of(
            InitCommand.class,
            InviteCommand.class,
            SheetCommand.class,
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            HealthCommand.class,
            WebCommand.class,
            DoctorCommand.class,
            SourceCommand.class,
            BackupCommand.class,
            SnapshotsCommand.class,
            LsCommand.class,
            FindCommand.class,
            DiffCommand.class,
            RestoreCommand.class,
            OwnCommand.class,
            RecoverCommand.class,
            RepairCommand.class,
            ForgetCommand.class,
            TagCommand.class,
            PruneCommand.class,
            ReleaseCommand.class,
            TwinCommand.class,
            PairCommand.class,
            PartnerCommand.class,
            AuditCommand.class,
            DrillCommand.class,
            VerifyCommand.class,
            PluginCommand.class,
            MemberCommand.class,
            AdminCommand.class,
            CaCommand.class,
            EscrowCommand.class,
            RemoteCommand.class,
            ConfigCommand.class,
            NoticesCommand.class,
            LogCommand.class,
            LabCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class);

    @Spec
    private CommandSpec spec;

    /** Only picocli makes one. */
    Main() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? Try 'holdfast help'.");
    }

    public static void main(String[] arguments) {
        System.exit(Failures.execute(commandLine(arguments), arguments));
    }

    /**
     * With the command that is asked for, none for the version, and all for help: reading the annotations of all takes
     * longer than most run.
     */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        String first = arguments.length == 0 ? "" : arguments[0];
        if (!first.equals("--version")) {
            List<Class<?>> asked = COMMANDS.stream()
                    .filter(each -> !first.equals("help") && name(each).equals(first))
                    .toList();
            (asked.isEmpty() ? COMMANDS : asked).forEach(line::addSubcommand);
            line.getSubcommands().values().forEach(Main::explain);
        }
        return line;
    }

    /** Commands that only have others below them know no options of their own. */
    private static void explain(CommandLine command) {
        if (command.getCommandSpec().findOption(HELP) == null
                && !command.getSubcommands().isEmpty()) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", HELP)
                            .usageHelp(true)
                            .description("Show this help message and exit.")
                            .build());
        }
        command.getSubcommands().values().forEach(Main::explain);
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }
}
