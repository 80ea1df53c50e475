// SPDX-License-Identifier: EPL-2.0
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * {@code MillionEntries HOME}: listens as the node of this folder does, and has one snapshot with a million files in one
 * folder. A real node would take minutes to get so far, and the figure is the console's.
 */
final class MillionEntries {
    private static final int FILES = 1_000_000;

    private static final Map<String, String> ANSWERS = Map.of(
            "/v1/status",
            "{'type':'status','safe':true,'protection':'FULL','state':'idle','name':'million','version':'0.1.0'}",
            "/v1/snapshots",
            "{'type':'snapshot','id':'aa','state':'FULL','time':'2026-11-29T12:00:00Z','files':" + FILES + "}");

    private MillionEntries() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", MillionEntries::answer);
        server.start();
        Files.createDirectories(home.resolve("identity"));
        Files.createDirectories(home.resolve("run"));
        Files.writeString(home.resolve("run/token"), "token\n");
        Files.writeString(
                home.resolve("run/control"),
                server.getAddress().getPort() + " " + ProcessHandle.current().pid() + "\n");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            try (Writer out = new BufferedWriter(
                    new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8), 1 << 16)) {
                String path = exchange.getRequestURI().getPath();
                if (path.equals("/v1/entries")) {
                    entries(String.valueOf(exchange.getRequestURI().getQuery()).endsWith("path=/mail"), out);
                } else if (ANSWERS.containsKey(path)) {
                    out.write(ANSWERS.get(path).replace('\'', '"') + "\n");
                }
            }
        }
    }

    private static void entries(boolean folder, Writer out) throws IOException {
        for (int i = 0; i < (folder ? FILES : 1); i++) {
            out.write("{\"type\":\"entry\",\"snapshot\":\"aa\",\"path\":\"/mail" + (folder ? "/17000" + i + ".M" + i + ".eml" : "")
                    + "\",\"kind\":\"" + (folder ? "file" : "directory")
                    + "\",\"mode\":\"0600\",\"owner\":\"ada\",\"group\":\"ada\",\"size\":" + i
                    + ",\"modified\":\"2026-11-29T12:00:00.123456789Z\"}\n");
        }
    }
}
