// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdfast.node.control.CheckReport;
import org.holdfast.node.control.FindingReport;
import org.holdfast.node.control.InspectionControl;
import org.holdfast.node.control.MetricReport;
import org.holdfast.node.control.MetricReport.Sample;
import org.holdfast.node.control.MetricReport.Type;
import org.holdfast.node.control.NodeControl;
import org.holdfast.node.control.SettingReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** {@code /health}, {@code /v1/health} and {@code /metrics} as programs get them over the wire. */
@Tag("G")
class InspectionPagesTest {
    private static final String SECRET = "/home/ada/secret is full";
    private static final String NASTY = "a \"b\" \\c\nd\\n";

    private record Inspected(String status) implements InspectionControl {
        @Override
        public List<CheckReport> checks() {
            return List.of(
                    new CheckReport("disk", status, List.of(new FindingReport(status, SECRET, "Free some.")), 0.1),
                    new CheckReport("ledger", "OK", List.of(), 0));
        }

        @Override
        public List<SettingReport> settings() {
            return List.of();
        }

        @Override
        public List<MetricReport> metrics() {
            return List.of(
                    new MetricReport(
                            "holdfast_odd_bytes",
                            Type.GAUGE,
                            NASTY,
                            List.of(
                                    new Sample(Map.of("partner", NASTY, "a", ""), 1L << 40),
                                    new Sample(Map.of("partner", "x"), -0.25))),
                    new MetricReport("holdfast_none", Type.GAUGE, "Nothing is known.", List.of()),
                    new MetricReport(
                            "holdfast_cpu_seconds_total",
                            Type.COUNTER,
                            "Time.",
                            List.of(new Sample(Map.of(), Double.POSITIVE_INFINITY))));
        }
    }

    private record Answered(int status, String head, String body) {}

    private static Answered ask(String status, String path, String... headers) throws IOException {
        InspectionControl inspected = new Inspected(status);
        NodeControl sample = Samples.node(NodeControl.class);
        NodeControl node = (NodeControl) Proxy.newProxyInstance(
                NodeControl.class.getClassLoader(),
                new Class<?>[] {NodeControl.class},
                (self, method, arguments) ->
                        method.getName().equals("inspection") ? inspected : method.invoke(sample, arguments));
        Reception reception = new Reception(new Routes(node, TestSessions.some()), new TestAccess());
        try (ControlServer server = new ControlServer(Doors.loopback(0), reception, new TokenDoor("token"))) {
            server.open("/health", new HealthPage(inspected));
            return ask(server.port(), path, headers);
        }
    }

    /** By hand, as a client would put its own Host in. */
    private static Answered ask(int port, String path, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request =
                    "GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String all = in.lines().collect(Collectors.joining("\n", "", "\n"));
            String[] parts = all.split("\n\n", 2);
            return new Answered(Integer.parseInt(all.split(" ")[1]), parts[0], parts.length > 1 ? parts[1] : "");
        }
    }

    @Test
    void aWatchdogNeedsNoTokenAndLearnsNothingButHowEachPartIs() throws IOException {
        for (String works : List.of("OK", "WARN")) {
            assertEquals(200, ask(works, "/health", "Host: localhost").status());
        }
        for (String fails : List.of("TEMPORARILY_UNAVAILABLE", "CRITICAL", "HEALTH_CHECK_ERROR")) {
            Answered answered = ask(fails, "/health", "Host: 127.0.0.1:1");
            assertEquals(503, answered.status());
            assertEquals(
                    fails,
                    JsonParser.parseString(answered.body())
                            .getAsJsonObject()
                            .get("status")
                            .getAsString());
            assertTrue(answered.body().contains("{\"check\":\"disk\",\"status\":\"" + fails + "\"}"), answered.body());
            assertFalse(answered.body().contains("secret"), answered.body());
        }
    }

    @Test
    void aWebPageAndAnotherNameForThisMachineAreRefused() throws IOException {
        assertEquals(403, ask("OK", "/health", "Host: evil.example").status());
        assertEquals(
                403,
                ask("OK", "/health", "Host: localhost", "Origin: http://localhost")
                        .status());
        assertEquals(403, ask("OK", "/metrics", "Host: localhost").status(), "figures need the token");
        assertEquals(403, ask("OK", "/v1/health", "Host: localhost").status(), "so do findings");
    }

    @Test
    void withTheTokenFindingsAreTold() throws IOException {
        Answered answered = ask("CRITICAL", "/v1/health", "Host: localhost", "Authorization: Bearer token");
        assertEquals(200, answered.status());
        assertTrue(answered.body().contains(SECRET), answered.body());
        assertTrue(answered.body().contains("\"mend\":\"Free some.\""), answered.body());
    }

    @Test
    void metricsAreInPrometheusFormatWhateverTheirTextsAre() throws IOException {
        Answered answered = ask("OK", "/metrics", "Host: localhost", "Authorization: Bearer token");
        assertEquals(200, answered.status());
        assertTrue(answered.head().contains("text/plain; version=0.0.4; charset=utf-8"), answered.head());
        PrometheusText read = PrometheusText.read(Exposition.of(new Inspected("OK").metrics()));
        assertEquals(
                Map.of(
                        "holdfast_odd_bytes{a=,partner=" + NASTY + "}",
                        (double) (1L << 40),
                        "holdfast_odd_bytes{partner=x}",
                        -0.25,
                        "holdfast_cpu_seconds_total{}",
                        Double.POSITIVE_INFINITY),
                read.series);
        assertEquals("counter", read.types.get("holdfast_cpu_seconds_total"));
        assertTrue(
                answered.body()
                        .contains("holdfast_odd_bytes{a=\"\",partner=\"a \\\"b\\\" \\\\c\\nd\\\\n\"} " + (1L << 40)),
                answered.body());
    }

    @Test
    void theReaderForgivesNothing() {
        String good = "# HELP a A.\n# TYPE a gauge\na 1\n";
        PrometheusText.read(good);
        for (String bad : List.of(
                "# HELP a A.\n# TYPE a gauge\na 1",
                good + "a 2\n",
                good + good,
                good + "b 1\n",
                good + "# HELP b B.\n# TYPE b gauge\nb 1\na{x=\"y\"} 3\n",
                "# HELP a A.\n# TYPE a gauge\na{x=\"\"y\"} 1\n",
                "# HELP a A.\n# TYPE a gauge\na one\n",
                "# TYPE a gauge\na 1\n",
                good + "\n")) {
            assertThrows(AssertionFailedError.class, () -> PrometheusText.read(bad), bad);
        }
    }
}
