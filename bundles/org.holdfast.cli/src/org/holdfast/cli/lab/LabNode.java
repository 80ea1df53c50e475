// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.lab;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import org.holdfast.cli.Fields;
import org.holdfast.cli.Home;
import org.holdfast.cli.NodeClient;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** One node of a lab, as found now. */
record LabNode(int number, Home home) {
    static LabNode of(Path folder, int number) {
        return new LabNode(number, LabPlan.home(folder, number));
    }

    /** The node's status; empty when it does not run or does not answer. */
    Optional<JsonObject> status() {
        try {
            return NodeClient.find(home).map(node -> node.getOne("/v1/status"));
        } catch (HoldfastException e) {
            return Optional.empty(); // not answering is what is asked here
        }
    }

    JsonObject describe() {
        JsonObject object = new JsonObject();
        object.addProperty("type", "node");
        object.addProperty("node", number);
        object.addProperty("home", home.path().toString());
        home.door().ifPresent(door -> object.addProperty("pid", door.pid()));
        Optional<JsonObject> status = status();
        object.addProperty(
                "port", status.map(each -> Fields.number(each, "port")).orElse(0L));
        object.addProperty(
                "state", status.map(each -> Fields.text(each, "state")).orElse("down"));
        object.addProperty(
                "partners", status.map(each -> Fields.number(each, "partners")).orElse(0L));
        return object;
    }

    /**
     * Ends the node's process at once, as a power cut would.
     *
     * @throws HoldfastException NODE_NOT_RUNNING if there is none, or the process is not this node's
     */
    void kill() {
        ProcessHandle process = running()
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.NODE_NOT_RUNNING, "node" + number, "Node " + number + " is not running."));
        process.destroyForcibly();
        process.onExit().join();
    }

    Optional<ProcessHandle> running() {
        return home.door().flatMap(door -> ProcessHandle.of(door.pid())).filter(this::isMine);
    }

    /** A process number may have been given to somebody else since: its command line names the home. */
    private boolean isMine(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments ->
                        String.join(" ", arguments).contains(home.path().toString()))
                .orElse(false);
    }
}
