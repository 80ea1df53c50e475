// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.holdfast.cli.Fields;

/** What only a running node knows: its own health checks (docs/admin.md). */
final class SubsystemChecks implements Check {
    @Override
    public String name() {
        return "inside";
    }

    @Override
    public List<Finding> look(Patient patient) {
        return patient.node()
                .map(node -> node.get("/v1/health", Map.of()).stream()
                        .flatMap(SubsystemChecks::findings)
                        .toList())
                .orElseGet(() -> List.of(Finding.unknown(
                        name(),
                        "Partners, backups, audits, sources, plug-ins and partners' clocks: only a running node knows.",
                        "")));
    }

    private static Stream<Finding> findings(JsonObject check) {
        String name = Fields.text(check, "check");
        return Fields.list(check, "findings").stream()
                .map(JsonElement::getAsJsonObject)
                .map(each -> new Finding(
                        name,
                        verdict(Fields.text(each, "status")),
                        Fields.text(each, "found"),
                        Fields.text(each, "mend")));
    }

    /** States are those of Apache Felix Health Checks. */
    static Verdict verdict(String status) {
        return switch (status) {
            case "OK" -> Verdict.OK;
            case "WARN", "TEMPORARILY_UNAVAILABLE" -> Verdict.WARNING;
            case "CRITICAL" -> Verdict.PROBLEM;
            default -> Verdict.UNKNOWN;
        };
    }
}
