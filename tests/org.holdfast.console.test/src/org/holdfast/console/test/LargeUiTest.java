// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A million files, a thousand partners are shown whole; how long the window was busy is printed, for docs/benchmarks.md. */
class LargeUiTest {
    private static final int FILES = 1_000_000;
    private static final int PARTNERS = 1000;

    /** In ms; the stand-in writes them all, on a machine that may be busy. */
    private static final long LOADED = 120_000;

    private StandIn node;

    @BeforeEach
    void begin() throws IOException {
        for (String perspective : List.of("snapshots", "partners")) {
            Ui.show(perspective); // their classes are loaded then, which no later call has to wait for
        }
        Desk.clear();
        node = new StandIn()
                .on(
                        "GET /v1/snapshots",
                        "{'type':'snapshot','id':'aa','state':'FULL','time':'2026-11-29T12:00:00Z','files':" + FILES
                                + "}")
                .on("GET /v1/entries", out -> out.write(entry("/mail", "directory") + "\n"))
                .on(
                        "GET /v1/entries?snapshot=aa&path=%2Fmail",
                        out -> {
                            for (int i = 0; i < FILES; i++) {
                                out.write(entry("/mail/%07d.eml".formatted(i), "file"));
                                out.write('\n');
                            }
                        });
    }

    @AfterEach
    void end() throws IOException {
        node.close();
    }

    private static String entry(String path, String kind) {
        return "{\"type\":\"entry\",\"snapshot\":\"aa\",\"path\":\"" + path + "\",\"kind\":\"" + kind
                + "\",\"mode\":\"0600\",\"owner\":\"ada\",\"group\":\"ada\",\"size\":12345,"
                + "\"modified\":\"2026-11-29T12:00:00.123456789Z\"}";
    }

    @Test
    void aFolderOfAMillionEntriesIsShownAndFiltered() throws IOException {
        Ui.show("snapshots");
        try (LatencyWatch watch = new LatencyWatch()) {
            Ui.click("node-1"); // and back: everything is loaded anew
            Ui.click("node-0");
            Ui.awaitText("entries-count", "1 to 1,000 of 1,000,000", LOADED);
            Ui.awaitRowAt("entries", 0, "0000000.eml");
            Ui.click("entries-on");
            Ui.awaitRowAt("entries", 0, "0001000.eml");
            Ui.type("entries-filter", "99999");
            Ui.awaitText("entries-count", "19");
            Ui.awaitRowAt("entries", 18, "0999999.eml");
            print("a folder of a million entries", watch);
            System.out.println("console: then the process, with the node's stand-in in it, had " + resident());
        }
    }

    @Test
    void aThousandPartnersAreShownAndSorted() {
        Ui.show("partners");
        Ui.pause(300); // turning to a perspective is the platform's work, and not what is measured
        node.on("GET /v1/partners", out -> {
            for (int i = 0; i < PARTNERS; i++) {
                out.write("{\"type\":\"partner\",\"node\":\"id-%04d\",\"name\":\"machine-%04d\",".formatted(i, 999 - i)
                        + "\"site\":\"site" + i % 20 + "\",\"os\":\"linux\",\"phase\":\"ACTIVE\",\"reachable\":true,"
                        + "\"used_there\":" + i * 1000 + ",\"record\":\"score 0.90; kept its word\"}\n");
            }
        });
        try (LatencyWatch watch = new LatencyWatch()) {
            Ui.awaitRowAt("partners", 999, "machine-0000");
            Ui.sort("partners", 0);
            Ui.awaitRowAt("partners", 0, "machine-0000");
            Ui.awaitRow("sites", "site19 | 50 | 50");
            print("a thousand partners", watch);
        }
    }

    private static String resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("\\s+", " "))
                .toList()
                .toString();
    }

    private static void print(String what, LatencyWatch watch) {
        System.out.println("console: " + what + ": " + watch);
    }
}
