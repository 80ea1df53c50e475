// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** docs/openapi.json is what the code says, is whole, and tells apart what has to be told apart. */
class OpenApiDocumentTest {
    private static JsonObject document() {
        return JsonParser.parseString(OpenApiDocument.text()).getAsJsonObject();
    }

    @Test
    void theDocumentIsUpToDate() throws IOException {
        assertEquals(
                OpenApiDocument.text(),
                Files.readString(OpenApiDocument.FILE),
                "docs/openapi.json is out of date: run OpenApiDocument.main in bundles/org.holdfast.web");
    }

    @Test
    void itSaysItsVersions() {
        assertEquals("3.1.0", document().get("openapi").getAsString());
        assertTrue(
                document().getAsJsonObject("info").get("version").getAsString().matches("1\\.\\d+\\.\\d+"));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collect(document(), references);
        assertTrue(references.size() > 50, "references were looked for, and found");
        for (String reference : references) {
            JsonObject place = document();
            for (String step : reference.substring(2).split("/")) {
                assertTrue(place.has(step), reference);
                place = place.getAsJsonObject(step);
            }
        }
    }

    private static void collect(JsonElement part, List<String> references) {
        if (part instanceof JsonObject object) {
            object.asMap().forEach((name, value) -> {
                if (name.equals("$ref")) {
                    references.add(value.getAsString());
                } else {
                    collect(value, references);
                }
            });
        } else if (part instanceof JsonArray list) {
            list.forEach(each -> collect(each, references));
        }
    }

    @Test
    void everyOperationHasANameOfItsOwnAndARole() {
        Set<String> names = new HashSet<>();
        document()
                .getAsJsonObject("paths")
                .asMap()
                .forEach((path, methods) -> methods.getAsJsonObject().asMap().forEach((method, operation) -> {
                    JsonObject described = operation.getAsJsonObject();
                    assertTrue(names.add(described.get("operationId").getAsString()), path);
                    assertTrue(
                            Set.of("viewer", "operator", "custodian")
                                    .contains(described.get("x-holdfast-role").getAsString()),
                            path);
                }));
        assertTrue(names.size() > 50);
    }
}
