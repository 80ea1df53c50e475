// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.holdfast.cli.Fields;
import org.holdfast.cli.NodeClient;

/** Whether other nodes can come in: the running node's port takes connections, or the port is free for the next start. */
final class PortCheck implements Check {
    private static final int PATIENCE_MILLIS = 2000;
    private static final String OTHER_PORT =
            "'holdfast config set node.port 7611' chooses another port (0: any free one).";

    @Override
    public String name() {
        return "port";
    }

    @Override
    public List<Finding> look(Patient patient) {
        String bound = patient.settings().text("bind.address");
        int port = (int) patient.settings().number("node.port");
        return List.of(patient.node().map(node -> open(bound, node)).orElseGet(() -> free(bound, port)));
    }

    private Finding open(String bound, NodeClient node) {
        int port = (int) Fields.number(node.getOne("/v1/status"), "port");
        try (Socket socket = new Socket()) {
            InetAddress address = InetAddress.getByName(bound);
            socket.connect(
                    new InetSocketAddress(
                            address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port),
                    PATIENCE_MILLIS);
            return Finding.ok(name(), "The node takes connections at port " + port + ".");
        } catch (IOException e) {
            return Finding.problem(
                    name(),
                    "The node says that it listens at " + bound + " port " + port + ", and takes no connection there: "
                            + e.getMessage() + ".",
                    "Look whether a firewall stands before it, and into the node's log.");
        }
    }

    private Finding free(String bound, int port) {
        if (port == 0) {
            return Finding.ok(name(), "Any free port is taken at the start.");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(bound, port));
            return Finding.ok(name(), "Port " + port + " is free.");
        } catch (IOException | IllegalArgumentException e) {
            return taken(bound, port, e);
        }
    }

    private Finding taken(String bound, int port, Exception why) {
        List<String> holders = PortHolder.of(port);
        return holders.isEmpty()
                ? Finding.problem(
                        name(),
                        "Port " + port + " at " + bound + " cannot be used: " + why.getMessage() + ".",
                        OTHER_PORT)
                : Finding.problem(
                        name(),
                        "Port " + port + " is taken by " + String.join(" and ", holders) + ".",
                        "Stop it, or " + OTHER_PORT);
    }
}
