// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Locale;

/**
 * The OpenAPI 3.1 document of the control API, made from the declarations of its calls and from the records that they
 * take and answer. docs/openapi.json is a copy; a test holds it to this, and another holds the declarations to what the
 * calls do. Pure.
 */
final class OpenApi {
    /** Of the API: the second number rises with what is added; a call never changes its meaning under {@code /v1}. */
    static final String VERSION = "1.0.0";

    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private OpenApi() {}

    static String text(Collection<Call> calls) {
        JsonObject document = new JsonObject();
        document.addProperty("openapi", "3.1.0");
        document.add("info", info());
        document.add("paths", paths(calls));
        JsonObject components = new JsonObject();
        components.add("schemas", Schemas.all());
        components.add("responses", responses());
        components.add("securitySchemes", doors());
        document.add("components", components);
        document.add("security", security());
        return PRETTY.toJson(document) + "\n";
    }

    private static JsonObject info() {
        JsonObject info = new JsonObject();
        info.addProperty("title", "Holdfast control API");
        info.addProperty("version", VERSION);
        info.addProperty("summary", "What programs may ask of a Holdfast node");
        info.addProperty(
                "description",
                "Answers are streams of JSON objects: one a line, or as server-sent events where the caller accepts"
                        + " text/event-stream. x-holdfast-role is the least role that a call needs: viewer, operator or"
                        + " custodian. docs/control-api.md says what the fields mean.");
        JsonObject licence = new JsonObject();
        licence.addProperty("name", "EPL-2.0");
        licence.addProperty("identifier", "EPL-2.0");
        info.add("license", licence);
        return info;
    }

    private static JsonObject doors() {
        JsonObject token = new JsonObject();
        token.addProperty("type", "http");
        token.addProperty("scheme", "bearer");
        token.addProperty(
                "description",
                "On the loopback address: the text in run/token of the node's folder; of the web page, the key of its"
                        + " session.");
        JsonObject certificate = new JsonObject();
        certificate.addProperty("type", "mutualTLS");
        certificate.addProperty(
                "description", "From elsewhere, over TLS 1.3: a certificate that 'holdfast remote allow' let in.");
        JsonObject doors = new JsonObject();
        doors.add("token", token);
        doors.add("certificate", certificate);
        return doors;
    }

    private static JsonArray security() {
        JsonArray either = new JsonArray();
        for (String door : new String[] {"token", "certificate"}) {
            JsonObject one = new JsonObject();
            one.add(door, new JsonArray());
            either.add(one);
        }
        return either;
    }

    private static JsonObject paths(Collection<Call> calls) {
        JsonObject paths = new JsonObject();
        for (Call call : calls) {
            if (!paths.has(call.path())) {
                paths.add(call.path(), new JsonObject());
            }
            paths.getAsJsonObject(call.path()).add(call.method().toLowerCase(Locale.ROOT), operation(call));
        }
        return paths;
    }

    private static JsonObject operation(Call call) {
        JsonObject operation = new JsonObject();
        operation.addProperty("operationId", operationId(call));
        operation.addProperty("summary", call.summary());
        operation.addProperty("x-holdfast-role", call.role().word());
        if (!call.parameters().isEmpty()) {
            JsonArray parameters = new JsonArray();
            call.parameters().forEach(each -> parameters.add(parameter(each)));
            operation.add("parameters", parameters);
        }
        call.body().ifPresent(shape -> operation.add("requestBody", body(shape)));
        operation.add("responses", responses(call));
        return operation;
    }

    /** As {@code getPluginStatus}. */
    private static String operationId(Call call) {
        String path = call.path().substring("/v1/".length());
        return call.method().toLowerCase(Locale.ROOT) + Schemas.title(path.replaceAll("[.-]", " "));
    }

    private static JsonObject parameter(Call.Parameter parameter) {
        JsonObject text = new JsonObject();
        text.addProperty("type", "string");
        JsonObject described = new JsonObject();
        described.addProperty("name", parameter.name());
        described.addProperty("in", "query");
        described.addProperty("required", parameter.required());
        described.addProperty("description", parameter.meaning());
        described.add("schema", text);
        return described;
    }

    private static JsonObject body(String shape) {
        JsonObject body = new JsonObject();
        body.addProperty("required", true);
        body.add("content", content("application/json", Schemas.reference(shape)));
        return body;
    }

    private static JsonObject responses(Call call) {
        JsonObject responses = new JsonObject();
        JsonObject good = new JsonObject();
        if (call.isDocument()) {
            good.addProperty("description", "the document");
            JsonObject any = new JsonObject();
            String type = call.document().orElseThrow().split(";", 2)[0];
            any.addProperty("type", type.endsWith("json") ? "object" : "string");
            good.add("content", content(type, any));
            responses.add("200", good);
        } else {
            if (!call.answers().isEmpty()) {
                good.addProperty("description", "any number of such objects, as they come; the last may be an error");
                JsonObject content = content("application/x-ndjson", Schemas.anyOf(call.answers()));
                content.add("text/event-stream", schema(Schemas.anyOf(call.answers())));
                good.add("content", content);
                responses.add("200", good);
            }
            JsonObject none = new JsonObject();
            none.addProperty("description", "done, and there is nothing to say");
            responses.add("204", none);
        }
        JsonObject error = new JsonObject();
        error.addProperty("$ref", "#/components/responses/Error");
        responses.add("default", error);
        return responses;
    }

    private static JsonObject responses() {
        JsonObject error = new JsonObject();
        error.addProperty(
                "description",
                "400 the request is wrong, 403 the caller may not, 404 no such call, 409 it failed, 412 somebody was"
                        + " quicker, 429 too many calls (Retry-After says when), 500 an error of the node");
        error.add("content", content("application/x-ndjson", Schemas.reference(Schemas.ERROR)));
        JsonObject responses = new JsonObject();
        responses.add("Error", error);
        return responses;
    }

    private static JsonObject content(String type, JsonObject schema) {
        JsonObject content = new JsonObject();
        content.add(type, schema(schema));
        return content;
    }

    private static JsonObject schema(JsonObject schema) {
        JsonObject media = new JsonObject();
        media.add("schema", schema);
        return media;
    }
}
