// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A node of the product on a host of a {@link NetLab}. Its control API listens on that host's own loopback address. */
final class NetHost implements AutoCloseable {
    private static final String ASK = "exec 3<>/dev/tcp/127.0.0.1/$0 && printf 'GET %s HTTP/1.0\\r"
            + "\\n"
            + "Host: 127.0.0.1\\r"
            + "\\n"
            + "Authorization: Bearer %s\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "' \"$2\" \"$1\" >&3 && cat <&3";

    private final NetLab lab;
    private final int site;
    private final int host;
    private final Path home;
    private final Machine files;
    private final List<Process> started = new ArrayList<>();

    NetHost(NetLab lab, int site, int host, Path folder) {
        this.lab = lab;
        this.site = site;
        this.host = host;
        home = folder.resolve(name());
        files = new Machine(home);
    }

    String name() {
        return "n" + site + host;
    }

    int site() {
        return site;
    }

    String address() {
        return NetLab.address(site, host) + ":7610";
    }

    /** {@code holdfast ARGUMENTS --home … --json}, on this host. */
    Outcome holdfast(String... arguments) {
        List<String> all = new ArrayList<>(lab.on(site, host));
        all.add(Installation.program("holdfast"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--home", home.toString(), "--json"));
        return Outcome.of(new ProcessBuilder(all));
    }

    void configure(Map<String, String> settings) {
        settings.forEach(files::configure);
    }

    /** Replaces a provider's settings, {@code etc/NAME.cfg}. */
    void provider(String name, List<String> lines) {
        try {
            Files.write(home.resolve("etc/" + name + ".cfg"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        try {
            Path output = Files.createDirectories(home.resolve("log")).resolve("node.out");
            started.add(lab.start(site, host, output, Installation.program("holdfast-node"), home.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean answers() {
        return ask("/v1/status").stream().anyMatch(said -> said.has("owner"));
    }

    void awaitAnswer() {
        Await.until(name() + " answers", this::answers, this::log);
    }

    JsonObject status() {
        return ask("/v1/status").getLast();
    }

    String id() {
        return status().get("owner").getAsString();
    }

    /** What is agreed, by the partner's id. */
    Map<String, JsonObject> partners() {
        Map<String, JsonObject> partners = new HashMap<>();
        for (JsonObject each : ask("/v1/partners")) {
            if (each.has("node")) {
                partners.put(each.get("node").getAsString(), each);
            }
        }
        return partners;
    }

    Set<String> reachable() {
        return partners().entrySet().stream()
                .filter(each -> each.getValue().get("reachable").getAsBoolean())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The objects of an answer; none while no node answers. */
    private List<JsonObject> ask(String path) {
        try {
            String port = Files.readString(home.resolve("run/control")).split(" ")[0];
            String token = Files.readString(home.resolve("run/token")).strip();
            List<String> all = new ArrayList<>(lab.on(site, host));
            all.addAll(List.of("bash", "-c", ASK, port, token, path));
            return Outcome.of(new ProcessBuilder(all))
                    .output()
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .toList();
        } catch (IOException e) {
            return List.of(); // it has not come up yet
        }
    }

    String log() {
        try {
            Path log = home.resolve("log/holdfast.log");
            return files.log() + (Files.exists(log) ? Files.readString(log) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}; does nothing if it does not run. */
    void kill() {
        for (Process each : started) {
            each.destroyForcibly();
            try {
                each.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        started.clear();
    }

    @Override
    public void close() {
        kill();
    }
}
