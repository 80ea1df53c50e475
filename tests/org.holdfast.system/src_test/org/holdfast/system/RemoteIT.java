// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product answers people elsewhere by their roles, and users of its machine by their names. */
class RemoteIT {
    @TempDir
    static Path temporary;

    private static Machine node;
    private static String address;
    private static Path socket;

    @BeforeAll
    static void start() throws IOException {
        node = new Machine(temporary.resolve("node"));
        socket = temporary.resolve("users");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        node.holdfast("init", "--name", "alone", "--confederation", "test").ok();
        node.configure("bind.address", "127.0.0.1");
        node.configure("advertise.address", "127.0.0.1");
        node.configure("node.port", "0");
        node.configure("discovery.multicast.port", "45113");
        node.configure("remote.address", address);
        node.configure("users.socket", socket.toString());
        node.start();
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    private static Path allow(String name, String role) {
        Path pass = temporary.resolve(name + ".pass");
        node.holdfast("remote", "allow", name, "--role", role, "--out", pass.toString())
                .ok();
        return pass;
    }

    private static Outcome from(Path pass, String... command) {
        String[] all = Stream.concat(
                        Stream.of(command), Stream.of("--remote", address, "--pass", pass.toString(), "--json"))
                .toArray(String[]::new);
        return Installation.holdfast(all);
    }

    @Test
    void rolesHoldFromElsewhereAndARevocationEndsThem() {
        Path viewer = allow("ada", "viewer");
        Path operator = allow("bob", "operator");
        assertEquals("alone", from(viewer, "status").ok().last().get("name").getAsString());
        assertTrue(from(viewer, "config", "set", "audit.samples", "300")
                .expect(1)
                .error()
                .contains("ROLE_NEEDED"));
        from(operator, "config", "set", "audit.samples", "300", "--expected", "460")
                .ok();
        Outcome late = from(operator, "config", "set", "audit.samples", "200", "--expected", "460")
                .expect(1);
        assertTrue(late.error().contains("CONFIG_CHANGED"), late::toString);
        List<JsonObject> events = node.holdfast("log").ok().objects("event");
        assertTrue(events.stream()
                .anyMatch(each -> each.get("event").getAsString().equals("CHANGE_ASKED")
                        && each.get("text").getAsString().startsWith("by bob (operator) from 127.0.0.1")));
        node.holdfast("remote", "revoke", "ada").ok();
        assertTrue(from(viewer, "status").expect(1).error().contains("ACCESS_REFUSED"));
        assertEquals(1, node.holdfast("remote", "list").ok().objects("remote").size());
    }

    @Test
    void usersOfTheMachineAreAnsweredWithoutAnyToken() {
        Outcome snapshots = Installation.holdfast("own", "snapshots", "--socket", socket.toString(), "--json");
        assertEquals("", snapshots.ok().output());
        Outcome list = Installation.holdfast("own", "ls", "latest", "--socket", socket.toString(), "--json");
        assertFalse(list.status() == 0, "there is no snapshot yet");
        assertTrue(list.error().contains("SNAPSHOT_UNKNOWN"), list::toString);
    }
}
