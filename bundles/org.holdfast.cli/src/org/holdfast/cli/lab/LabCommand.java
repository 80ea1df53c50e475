// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.lab;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.cli.Context;
import org.holdfast.cli.Fields;
import org.holdfast.cli.NodeProcess;
import org.holdfast.cli.Stopping;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A confederation on this machine. */
@Command(
        name = "lab",
        description = "A confederation on this machine, to try Holdfast: up, list, kill, start, damage, down.",
        subcommands = {
            LabCommand.Up.class,
            LabCommand.Listing.class,
            LabCommand.Kill.class,
            LabCommand.Start.class,
            LabCommand.Inflict.class,
            LabCommand.Down.class,
            HelpCommand.class
        },
        footer = {"", "Example: holdfast lab up --dir /tmp/lab --nodes 8"})
public final class LabCommand {
    private static final Duration START = Duration.ofSeconds(60);

    /** Only picocli makes one. */
    public LabCommand() {}

    /** What every lab command has. */
    abstract static class InLab implements Callable<Integer> {
        @Mixin
        final Context context = new Context();

        @Option(names = "--dir", paramLabel = "D", required = true, description = "The lab's folder.")
        private Path dir = Path.of("");

        Path folder() {
            return dir.toAbsolutePath().normalize();
        }

        List<LabNode> nodes(List<Integer> numbers) {
            LabPlan plan = LabPlan.load(folder());
            for (int number : numbers) {
                if (number < 1 || number > plan.nodes()) {
                    throw new HoldfastException(
                            ErrorCode.USAGE,
                            "node " + number,
                            "This lab has nodes 1 to " + plan.nodes() + ", not " + number + ".");
                }
            }
            List<Integer> wanted = numbers.isEmpty() ? plan.numbers() : numbers;
            return wanted.stream().map(number -> LabNode.of(folder(), number)).toList();
        }

        void done(String type, LabNode node, String text) {
            JsonObject object = new JsonObject();
            object.addProperty("type", type);
            object.addProperty("node", node.number());
            context.answer(object, text);
        }
    }

    /** {@code lab up}. */
    @Command(name = "up", description = "Starts a lab; returns when every node has its partners.")
    static final class Up extends InLab {
        @Option(names = "--nodes", paramLabel = "N", defaultValue = "8", description = "How many (8).")
        private int nodes = 8;

        @Option(names = "--code", paramLabel = "M+K", description = "The code (8 nodes: 5+2).")
        private Optional<String> code = Optional.empty();

        @Option(names = "--sites", paramLabel = "S", defaultValue = "3", description = "Site labels (3).")
        private int sites = 3;

        @Option(names = "--seed", paramLabel = "X", description = "Decides ports and what is damaged.")
        private Optional<Long> seed = Optional.empty();

        @Option(names = "--real-times", description = "Ordinary waiting times instead of short ones.")
        private boolean realTimes;

        @Option(names = "--open", description = "Without a roster: every two nodes are paired; commitment 3 minutes.")
        private boolean open;

        @Override
        public Integer call() throws InterruptedException {
            String shape = code.orElseGet(() -> usualCode(nodes));
            int needed = CodeShape.parse(shape).n() + 1;
            if (nodes < needed || sites < 1) {
                throw new HoldfastException(
                        ErrorCode.USAGE,
                        shape,
                        "A code of " + shape + " needs a lab of at least " + needed + " nodes on at least one site.");
            }
            LabPlan plan = new LabPlan(nodes, shape, sites, seed.orElse((long) folder().hashCode()), realTimes, open);
            new Lab(folder(), plan, context::say).up();
            JsonObject up = new JsonObject();
            up.addProperty("type", "lab");
            up.addProperty("nodes", nodes);
            up.addProperty("code", shape);
            context.answer(
                    up,
                    "The lab is up. Node 1's home is "
                            + LabPlan.home(folder(), 1).path() + ".");
            return 0;
        }

        /** The most that so many machines carry, the owner itself not counted. */
        private static String usualCode(int nodes) {
            if (nodes >= 15) {
                return "10+4";
            }
            return nodes >= 8 ? "5+2" : nodes >= 4 ? "2+1" : "1+1";
        }
    }

    /** {@code lab list}. */
    @Command(name = "list", description = "Lists the nodes.")
    static final class Listing extends InLab {
        @Override
        public Integer call() {
            for (LabNode node : nodes(List.of())) {
                JsonObject found = node.describe();
                context.answer(
                        found,
                        String.format(
                                "node %2d  %-11s pid %-8s port %-6s partners %s  %s",
                                node.number(),
                                Fields.text(found, "state"),
                                Fields.text(found, "pid"),
                                Fields.text(found, "port"),
                                Fields.text(found, "partners"),
                                Fields.text(found, "home")));
            }
            return 0;
        }
    }

    /** {@code lab kill}. */
    @Command(name = "kill", description = "Ends nodes at once, as a power cut would.")
    static final class Kill extends InLab {
        @Parameters(paramLabel = "I", arity = "1..*")
        private List<Integer> numbers = new ArrayList<>();

        @Override
        public Integer call() {
            for (LabNode node : nodes(numbers)) {
                node.kill();
                done("killed", node, "Node " + node.number() + " was killed.");
            }
            return 0;
        }
    }

    /** {@code lab start}. */
    @Command(name = "start", description = "Starts nodes again.")
    static final class Start extends InLab {
        @Parameters(paramLabel = "I", arity = "1..*")
        private List<Integer> numbers = new ArrayList<>();

        @Override
        public Integer call() throws InterruptedException {
            for (LabNode node : nodes(numbers)) {
                NodeProcess.start(node.home(), START);
                done("started", node, "Node " + node.number() + " runs again.");
            }
            return 0;
        }
    }

    /** {@code lab damage}. */
    @Command(name = "damage", description = "Flips one byte in some of the blocks that a node keeps for others.")
    static final class Inflict extends InLab {
        @Parameters(paramLabel = "I")
        private int number;

        @Option(
                names = "--fraction",
                paramLabel = "F",
                defaultValue = "0",
                description = "Of its blocks; at least one is damaged.")
        private double fraction;

        @Override
        public Integer call() {
            LabNode node = nodes(List.of(number)).getFirst();
            int count =
                    Damage.inflict(node.home(), fraction, LabPlan.load(folder()).seed());
            JsonObject damaged = new JsonObject();
            damaged.addProperty("type", "damaged");
            damaged.addProperty("node", number);
            damaged.addProperty("blocks", count);
            context.answer(damaged, "One byte was flipped in each of " + count + " blocks at node " + number + ".");
            return 0;
        }
    }

    /** {@code lab down}. */
    @Command(name = "down", description = "Stops all nodes, or kills those that do not answer; their folders stay.")
    static final class Down extends InLab {
        @Override
        public Integer call() throws InterruptedException {
            Map<LabNode, ProcessHandle> stopping = new LinkedHashMap<>();
            for (LabNode node : nodes(List.of())) {
                ask(node).ifPresent(process -> stopping.put(node, process));
            }
            for (Map.Entry<LabNode, ProcessHandle> each : stopping.entrySet()) {
                Stopping.await(each.getKey().home(), each.getValue());
                done("stopped", each.getKey(), "Node " + each.getKey().number() + " stopped.");
            }
            return 0;
        }

        /** One that hangs, or crashes at this very moment, must not keep the others running. */
        private Optional<ProcessHandle> ask(LabNode node) {
            try {
                return Stopping.ask(node.home());
            } catch (HoldfastException e) {
                if (node.running().isPresent()) {
                    node.kill();
                    done("killed", node, "Node " + node.number() + " did not answer and was killed: " + e.getMessage());
                }
                return Optional.empty();
            }
        }
    }
}
