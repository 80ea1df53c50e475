// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R44")
class AuditCommandTest {
    private static JsonObject audit(String result, String named) {
        return JsonParser.parseString("""
                {"type": "audit", "partner": "c0ffee00aa", "name": "bob", "scheme": "aggregate-v1", "blocks": 12,
                 "result": "%s", "bytes_on_wire": 4112, "named": [%s], "detail": "as it is"}
                """.formatted(result, named)).getAsJsonObject();
    }

    @Test
    void onlyAWrongAnswerIsAFailure() {
        assertEquals(0, AuditCommand.status(List.of()));
        for (String result :
                List.of("PROVED", "ADMITTED", "BAD_TAGS", "NO_ANSWER", "MISBEHAVED", "REFUSED", "UNKNOWN")) {
            assertEquals(0, AuditCommand.status(List.of(audit(result, ""))), result);
        }
        assertEquals(1, AuditCommand.status(List.of(audit("PROVED", ""), audit("WRONG", "\"beef\""))));
    }

    @Test
    void aLineNamesPartnerResultAndBlocks() {
        String line = AuditCommand.describe(audit("WRONG", "\"beef\", \"cafe\""));
        assertTrue(line.startsWith("c0ffee00 bob"), line);
        assertTrue(line.contains("WRONG"), line);
        assertTrue(line.contains("12 blocks"), line);
        assertTrue(line.endsWith(": beef cafe"), line);
    }
}
