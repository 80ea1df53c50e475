// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has partners prove that they have the data. */
@Command(
        name = "audit",
        description = {
            "Has partners prove now that they have your data; they do so every day without being told.",
            "Ends with status 1 if one of them cannot show what it signed for."
        },
        footer = {"", "Example: holdfast audit"})
public final class AuditCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(
            paramLabel = "PARTNER",
            arity = "0..1",
            description = "Its name, or the first digits of its id. Without it, all are audited.")
    private Optional<String> partner = Optional.empty();

    @Override
    public Integer call() {
        List<JsonObject> audits = new ArrayList<>();
        Map<String, String> query = partner.map(each -> Map.of("partner", each)).orElse(Map.of());
        context.node().stream("POST", "/v1/audits", query, null, audit -> {
            context.answer(audit, describe(audit));
            audits.add(audit);
        });
        if (audits.isEmpty()) {
            context.say("Nothing lies with a partner yet, so there is nothing to prove.");
        }
        return status(audits);
    }

    /** Only what a partner's own signature says is a failure. */
    static int status(List<JsonObject> audits) {
        return audits.stream().anyMatch(each -> Fields.text(each, "result").equals("WRONG")) ? 1 : 0;
    }

    static String describe(JsonObject audit) {
        String named = String.join(" ", Fields.texts(audit, "named"));
        return String.format(
                "%-8.8s %-16s %-10s %s, %d blocks, %s on the wire: %s%s",
                Fields.text(audit, "partner"),
                Fields.text(audit, "name"),
                Fields.text(audit, "result"),
                Fields.text(audit, "scheme"),
                Fields.number(audit, "blocks"),
                Terminal.bytes(Fields.number(audit, "bytes_on_wire")),
                Fields.text(audit, "detail"),
                named.isEmpty() ? "" : ": " + named);
    }
}
