// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a node from starting is told by the command that starts it, and can be mended while no node runs. */
class StartFailureTest {
    @TempDir
    Path home;

    @Test
    void aTakenPortIsNamedAndAnotherOneCanBeSet() throws Exception {
        assertEquals(
                0,
                holdfast("init", "--name", "taken", "--confederation", "test").status());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    home.resolve("etc/org.holdfast.node.cfg"),
                    "bind.address = 127.0.0.1\ndiscovery.multicast.port = 46103\nnode.port = " + taken.getLocalPort()
                            + "\n");
            Outcome start = holdfast("start");
            assertEquals(1, start.status(), start.error());
            assertTrue(start.error().contains("[PORT_IN_USE]"), start.error());
            assertTrue(start.error().contains(String.valueOf(taken.getLocalPort())), start.error());
            assertEquals(0, holdfast("config", "set", "node.port", "0").status());
            Outcome again = holdfast("start");
            try {
                assertEquals(0, again.status(), again.error());
            } finally {
                holdfast("stop");
            }
        }
    }

    private Outcome holdfast(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Product.INSTALLATION.resolve("bin/holdfast").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        return Outcome.of(new ProcessBuilder(command));
    }
}
