// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.Caller;

/** What was asked of a call: its query parameters, and the body as text. */
record Request(Call call, Caller caller, Map<String, String> query, String body) {
    /**
     * @param rawQuery as it stands in the address; empty if there is none
     * @throws HoldfastException USAGE if it cannot be read, or has a parameter that the call does not know
     */
    static Request of(Call call, Caller caller, String rawQuery, String body) {
        Map<String, String> query = parameters(rawQuery);
        query.keySet().stream()
                .filter(each -> !call.hasParameter(each))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new HoldfastException(
                            ErrorCode.USAGE,
                            unknown,
                            call.name() + " has no parameter '" + unknown + "'" + known(call) + ".");
                });
        return new Request(call, caller, query, body);
    }

    private static String known(Call call) {
        return call.parameters().isEmpty()
                ? "; it takes none"
                : call.parameters().stream()
                        .map(Call.Parameter::name)
                        .collect(Collectors.joining(", ", "; it has ", ""));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, "request", "The query's '" + text + "' cannot be decoded: " + e.getMessage(), e);
        }
    }

    Optional<String> parameter(String name) {
        if (!call.hasParameter(name)) {
            throw new IllegalStateException(call.name() + " does not declare the parameter " + name);
        }
        return Optional.ofNullable(query.get(name));
    }

    /** @throws HoldfastException USAGE naming the missing parameter */
    String required(String name) {
        return parameter(name)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.USAGE, name, call.name() + " needs the parameter '" + name + "'."));
    }

    boolean flag(String name) {
        return parameter(name).filter("true"::equals).isPresent();
    }

    /** The body. @throws HoldfastException USAGE if it is not of this shape */
    <T extends Record> T as(Class<T> shape) {
        if (call.body().filter(declared -> Shapes.of(declared).equals(shape)).isEmpty()) {
            throw new IllegalStateException(call.name() + " does not declare a body of " + shape);
        }
        return Json.read(body, shape);
    }

    /**
     * What was asked, in a line for the audit log: without commands, which may hold secrets, and without certificates,
     * which are known by their hashes. A body that cannot be read is not shown, as it may have either.
     */
    String summary() {
        String shown = Json.object(body)
                .map(asked -> {
                    HookGuard.hide(asked);
                    return asked.toString().replaceAll("-----BEGIN [^\"]*", "(PEM)");
                })
                .orElse(body.isBlank() ? "" : "(no JSON object)");
        String asked = query.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
        return shown.isBlank() ? asked : asked.isEmpty() ? shown : asked + ", " + shown;
    }
}
