// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.cli.Context;
import org.holdfast.cli.Home;
import org.holdfast.cli.NodeClient;
import org.holdfast.cli.Terminal;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is wrong here? */
@Command(
        name = "doctor",
        description = {
            "Finds what is wrong with this machine and its node, and says how to mend it. Changes nothing; works without"
                    + " a node, too.",
            "Exit status 1 if there is a problem, 0 if there is nothing worse than a warning."
        },
        footer = {"", "Example: holdfast doctor"})
public final class DoctorCommand implements Callable<Integer> {
    private final List<Check> checks;

    @Mixin
    private final Context context = new Context();

    /** Only picocli makes one. */
    public DoctorCommand() {
        this(List.of(
                new JavaCheck(),
                new NodeCheck(),
                new FolderCheck(),
                new SpaceCheck(),
                new ClockCheck(),
                new HandlesCheck(),
                new PortCheck(),
                new AddressCheck(),
                new MulticastCheck(),
                new FirewallCheck(Path.of("/")),
                new SheetCheck(),
                new SubsystemChecks()));
    }

    DoctorCommand(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public Integer call() {
        Patient patient = patient(context.home());
        List<Finding> all = new ArrayList<>();
        for (Check check : checks) {
            List<Finding> found = look(check, patient);
            found.forEach(each -> context.answer(each.json(), each.text()));
            all.addAll(found);
        }
        context.answer(summary(all), words(all));
        return count(all, Verdict.PROBLEM) == 0 ? 0 : 1;
    }

    private static Patient patient(Home home) {
        Optional<NodeClient> node = answering(home);
        NodeSettings settings = node.map(NodeSettings::of).orElseGet(() -> NodeSettings.of(home));
        return new Patient(home, settings, node, InstantSource.system());
    }

    private static Optional<NodeClient> answering(Home home) {
        try {
            Optional<NodeClient> node = NodeClient.find(home);
            node.ifPresent(client -> client.getOne("/v1/status"));
            return node;
        } catch (HoldfastException e) {
            return Optional.empty(); // that there is one and does not answer is what the check of the node finds
        }
    }

    /** A check that fails says nothing about what it looks at, and keeps no other one from looking. */
    private static List<Finding> look(Check check, Patient patient) {
        try {
            return check.look(patient);
        } catch (RuntimeException e) {
            return List.of(Finding.unknown(check.name(), "This could not be looked at: " + e.getMessage(), ""));
        }
    }

    private static long count(List<Finding> all, Verdict verdict) {
        return all.stream().filter(each -> each.verdict() == verdict).count();
    }

    private static JsonObject summary(List<Finding> all) {
        JsonObject object = new JsonObject();
        object.addProperty("type", "doctor");
        object.addProperty("problems", count(all, Verdict.PROBLEM));
        object.addProperty("warnings", count(all, Verdict.WARNING));
        object.addProperty("unknown", count(all, Verdict.UNKNOWN));
        return object;
    }

    private static String words(List<Finding> all) {
        long problems = count(all, Verdict.PROBLEM);
        long warnings = count(all, Verdict.WARNING);
        long unknown = count(all, Verdict.UNKNOWN);
        return (problems + warnings == 0
                        ? "Nothing is wrong"
                        : Terminal.count(problems, "problem") + ", " + Terminal.count(warnings, "warning"))
                + (unknown == 0 ? "." : "; " + Terminal.count(unknown, "thing") + " could not be looked at.");
    }
}
