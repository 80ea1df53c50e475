// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of checks whose faults a test cannot make: other Javas, clocks and limits. */
@Tag("G")
class RulesTest {
    @Test
    void anOldJavaIsAProblemAndOneForTryingOutAWarning() {
        JavaCheck check = new JavaCheck();
        assertEquals(
                Verdict.PROBLEM,
                check.judge(Runtime.Version.parse("21.0.4+7"), "/jdk").verdict());
        assertEquals(
                Verdict.WARNING,
                check.judge(Runtime.Version.parse("26-ea+9"), "/jdk").verdict());
        assertEquals(
                Verdict.OK,
                check.judge(Runtime.Version.parse("25.0.1+8"), "/jdk").verdict());
    }

    @Test
    void aClockBeforeTheBuildIsAProblem() {
        Instant built = ClockCheck.built("0.1.0.202611291753").orElseThrow();
        assertEquals(Instant.parse("2026-11-29T17:53:00Z"), built);
        assertTrue(ClockCheck.built("0.1.0.qualifier").isEmpty());
        ClockCheck check = new ClockCheck();
        assertEquals(Verdict.PROBLEM, check.judge(built.minusSeconds(1), built).verdict());
        assertEquals(Verdict.OK, check.judge(built, built).verdict());
    }

    @Test
    void fewFileHandlesAreAWarningAndVeryFewAProblem() {
        String limits =
                "Limit      Soft Limit Hard Limit Units\nMax open files            1024                 %s         files\n";
        assertEquals(Optional.of(524288L), HandlesCheck.limit(limits.formatted("524288")));
        assertEquals(Optional.of(Long.MAX_VALUE), HandlesCheck.limit(limits.formatted("unlimited")));
        assertEquals(Optional.empty(), HandlesCheck.limit("nothing of that kind"));
        HandlesCheck check = new HandlesCheck();
        assertEquals(Verdict.PROBLEM, check.judge(256).verdict());
        assertEquals(Verdict.WARNING, check.judge(1024).verdict());
        assertEquals(Verdict.OK, check.judge(4096).verdict());
    }

    @Test
    void onlyWhoListensHoldsAPort() {
        List<String> table = List.of(
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "   0: 0100007F:1DBA 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0 4711 1 0 100",
                "   1: 0100007F:1DBA 0100007F:9999 01 00000000:00000000 00:00000000 00000000  0  0 4712 1 0 100",
                "   2: 0100007F:1DBB 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0 4713 1 0 100");
        assertEquals(List.of("4711"), PortHolder.listening(table, 7610));
    }

    @Test
    void aFirewallThatLetsPartnersThroughIsFine() {
        FirewallCheck check = new FirewallCheck(Path.of("/"));
        assertEquals(
                Verdict.OK,
                check.judge(List.of("firewalld"), true, "7610", "45599").verdict());
        assertTrue(
                check.judge(List.of("firewalld"), false, "7610", "45599").mend().contains("--add-port=7610/tcp"));
    }

    @Test
    void statesOfHealthChecksBecomeVerdicts() {
        Map<String, Verdict> expected = Map.of(
                "OK", Verdict.OK,
                "WARN", Verdict.WARNING,
                "TEMPORARILY_UNAVAILABLE", Verdict.WARNING,
                "CRITICAL", Verdict.PROBLEM,
                "HEALTH_CHECK_ERROR", Verdict.UNKNOWN);
        expected.forEach((status, verdict) -> assertEquals(verdict, SubsystemChecks.verdict(status), status));
    }

    @Test
    void defaultsAreThoseOfTheNode() throws IOException {
        String document = Files.readString(Path.of("../../docs/configuration.md"));
        NodeSettings.DEFAULTS.forEach((key, value) -> {
            String shown = value.isEmpty() ? "(empty)" : "`" + value + "`";
            assertTrue(document.contains("| `" + key + "` | " + shown + " |"), key);
        });
    }

    @Test
    void theGroupIsThatOfTheProtocol() throws IOException {
        String document = Files.readString(Path.of("../../docs/protocol-discovery.md"));
        assertTrue(document.contains("UDP to " + MulticastCheck.IPV4 + ", or " + MulticastCheck.IPV6));
    }
}
