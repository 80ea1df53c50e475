// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.holdfast.cli.ConfigFile;
import org.holdfast.cli.Failures;
import org.holdfast.cli.Fields;
import org.holdfast.cli.Home;
import org.holdfast.cli.InitCommand;
import org.holdfast.cli.NodeClient;
import org.holdfast.cli.NodeProcess;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine;

/** Sets up a confederation on this machine: found, invite, join, start, or start and pair; then wait for the agreements. */
final class Lab {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration PARTNERS = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(250);

    private final Path folder;
    private final LabPlan plan;
    private final Consumer<String> say;

    Lab(Path folder, LabPlan plan, Consumer<String> say) {
        this.folder = folder;
        this.plan = plan;
        this.say = say;
    }

    void up() throws InterruptedException {
        if (Files.exists(LabPlan.home(folder, 1).path())) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    folder.toString(),
                    "There is a lab in " + folder
                            + " already: 'holdfast lab start N' starts a node of it again, 'holdfast"
                            + " lab list' shows them. Another one needs another folder.");
        }
        plan.save(folder);
        if (plan.open()) {
            upOpen();
            return;
        }
        LabNode founder = LabNode.of(folder, 1);
        initialise("--home", home(1), "--name", "node1", "--confederation", "lab");
        ConfigFile.write(founder.home(), plan.settings(1, List.of()));
        NodeProcess.start(founder.home(), START);
        say.accept("Node 1 has founded the confederation 'lab'.");
        if (plan.nodes() > 1) {
            join(invite(founder.home()), "127.0.0.1:" + port(founder));
        }
        awaitPartners();
    }

    private void upOpen() throws InterruptedException {
        launch(1, List.of(), "--open", "lab");
        say.accept("All " + plan.nodes() + " nodes answer; every two are paired now.");
        new LabPairs(number -> LabNode.of(folder, number)).pairAll(plan.nodes());
        say.accept("Everybody is paired with everybody.");
        awaitPartners();
    }

    private String invite(Home founder) {
        var body = new com.google.gson.JsonObject();
        body.addProperty("valid_minutes", 60);
        body.addProperty("uses", plan.nodes() - 1);
        return Fields.text(NodeClient.of(founder).call("POST", "/v1/invites", Map.of(), body), "code");
    }

    private void join(String code, String seed) throws InterruptedException {
        launch(2, List.of(seed), "--join", code);
        say.accept("All " + plan.nodes() + " nodes answer.");
    }

    /** @param way into the confederation, for {@code init} */
    private void launch(int first, List<String> seeds, String... way) throws InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int number = first; number <= plan.nodes(); number++) {
            initialise("--home", home(number), "--name", "node" + number, way[0], way[1]);
            Home home = LabPlan.home(folder, number);
            ConfigFile.write(home, plan.settings(number, seeds));
            processes.add(NodeProcess.launch(home));
        }
        for (int number = first; number <= plan.nodes(); number++) {
            NodeProcess.await(LabPlan.home(folder, number), processes.get(number - first), START);
        }
    }

    private void awaitPartners() throws InterruptedException {
        long waiting = plan.nodes();
        for (Duration waited = Duration.ZERO; waited.compareTo(PARTNERS) < 0; waited = waited.plus(POLL)) {
            waiting = plan.numbers().stream()
                    .map(number -> LabNode.of(folder, number))
                    .filter(this::lacksPartners)
                    .count();
            if (waiting == 0) {
                say.accept("Every node has its " + plan.wantedPartners() + " partners.");
                return;
            }
            Thread.sleep(POLL);
        }
        throw new HoldfastException(
                ErrorCode.NOT_ENOUGH_PARTNERS,
                folder.toString(),
                waiting + " nodes still lack partners after " + PARTNERS.toSeconds() + " s. 'holdfast status --home "
                        + folder + "/node1' says why.");
    }

    private boolean lacksPartners(LabNode node) {
        return node.status()
                .map(status -> Fields.number(status, "partners") < plan.wantedPartners())
                .orElse(true);
    }

    private static long port(LabNode node) {
        return node.status().map(status -> Fields.number(status, "port")).orElseThrow();
    }

    private String home(int number) {
        return LabPlan.home(folder, number).path().toString();
    }

    private static void initialise(String... arguments) {
        String[] quiet = Arrays.copyOf(arguments, arguments.length + 1);
        quiet[arguments.length] = "--quiet";
        int exit = Failures.execute(new CommandLine(new InitCommand()), quiet);
        if (exit != 0) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL,
                    "init",
                    "'holdfast init " + String.join(" ", arguments) + "' failed (see above).");
        }
    }
}
