// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.main;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What seems to be a running node of which every text was chosen by somebody hostile. Whatever is asked, it answers a
 * progress object and a final one, and both have every field that the sources of the commands read: texts where they read
 * texts, numbers where they read numbers.
 */
final class HostileNode implements AutoCloseable {
    /** Moves the cursor, clears the screen, forges a line, turns the text, separates lines, hides, beeps. */
    static final String TEXT = "evil\u001b[2J\u009b1A\rX\nSAFE: yes\n\u202egnp.\u2028\u2066\u200b\u0007\b\u007f";

    private static final Pattern READ =
            Pattern.compile("Fields\\s*\\.(text|find|raw|texts|number|decimal|flag|list)\\(\\s*\\w+,\\s*\"([a-z_]+)\"");
    private static final Path SOURCES = Path.of("src/org/holdfast/cli");

    private final ServerSocket door;
    private final Map<String, String> fields;
    private final boolean failing;

    /** @param failing answers each call but that for its status with an error */
    HostileNode(Path home, boolean failing) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.fields = fields();
        this.failing = failing;
        Files.createDirectories(home.resolve("identity"));
        Files.createDirectories(home.resolve("run"));
        Files.writeString(
                home.resolve("run/control"),
                door.getLocalPort() + " " + ProcessHandle.current().pid());
        Files.writeString(home.resolve("run/token"), "secret");
        Thread.ofVirtual().start(this::accept);
    }

    /** How each field is read; one that is read as a number anywhere is a number. */
    private static Map<String, String> fields() throws IOException {
        Map<String, String> fields = new TreeMap<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path each :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher read = READ.matcher(Files.readString(each));
                while (read.find()) {
                    fields.merge(read.group(2), read.group(1), HostileNode::stricter);
                }
            }
        }
        return fields;
    }

    private static String stricter(String one, String other) {
        return List.of("number", "decimal", "list", "texts", "flag").contains(one) ? one : other;
    }

    private JsonObject object(String type, boolean nested) {
        JsonObject object = new JsonObject();
        fields.forEach((name, kind) -> {
            switch (kind) {
                case "number", "decimal" -> object.addProperty(name, 7);
                case "flag" -> object.addProperty(name, false);
                case "texts" -> object.add(name, array(new JsonPrimitive(TEXT)));
                case "list" -> object.add(name, nested ? new JsonArray() : array(object(type, true)));
                default -> object.addProperty(name, TEXT);
            }
        });
        object.addProperty("type", type);
        return object;
    }

    private static JsonArray array(com.google.gson.JsonElement only) {
        JsonArray array = new JsonArray();
        array.add(only);
        return array;
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = door.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            }
        } catch (IOException e) {
            if (!door.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
            String path = in.readLine().split(" ")[1];
            while (!in.readLine().isEmpty()) {
                // headers are not looked at
            }
            String body = failing && !path.equals("/v1/status") ? error() : lines();
            caller.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lines() {
        return object("progress", false) + "\n" + object("answer", false) + "\n";
    }

    private static String error() {
        JsonObject error = new JsonObject();
        error.addProperty("type", "error");
        error.addProperty("code", "SOURCE_UNKNOWN");
        error.addProperty("subject", TEXT);
        error.addProperty("message", TEXT);
        return error + "\n";
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
