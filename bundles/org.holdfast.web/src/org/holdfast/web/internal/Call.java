// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.AccessRole;

/**
 * A call of the control API: who may make it, what it takes, what it answers, and what does it. The OpenAPI document, the
 * check of roles and the checks of parameters and answers are all made from this one declaration. Immutable.
 *
 * @param name method and path, as {@code GET /v1/status}
 * @param role the least that its caller needs
 * @param body shape of its body; empty if it takes none
 * @param answers types of the objects that it may answer, in the order in which they may come; none if it answers nothing
 * @param document the content type, if it answers one document instead
 */
record Call(
        String name,
        AccessRole role,
        String summary,
        List<Parameter> parameters,
        Optional<String> body,
        List<String> answers,
        Optional<String> document,
        Handler handler) {
    /** Reads the request, sends objects. */
    @FunctionalInterface
    interface Handler {
        void handle(Request in, Out out);
    }

    /** A query parameter. */
    record Parameter(String name, boolean required, String meaning) {}

    Call {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
    }

    String method() {
        return name.substring(0, name.indexOf(' '));
    }

    String path() {
        return name.substring(name.indexOf(' ') + 1);
    }

    /** Whether it may change something: then the audit log has it. */
    boolean changes() {
        return !method().equals("GET");
    }

    boolean isDocument() {
        return document.isPresent();
    }

    boolean hasParameter(String wanted) {
        return parameters.stream().anyMatch(each -> each.name().equals(wanted));
    }

    static Draft viewer(String name, String summary) {
        return new Draft(name, AccessRole.VIEWER, summary);
    }

    static Draft operator(String name, String summary) {
        return new Draft(name, AccessRole.OPERATOR, summary);
    }

    static Draft custodian(String name, String summary) {
        return new Draft(name, AccessRole.CUSTODIAN, summary);
    }

    /** A call that is being declared; {@link #by} ends that. */
    static final class Draft {
        private final String name;
        private final AccessRole role;
        private final String summary;
        private final List<Parameter> parameters = new ArrayList<>();
        private Optional<String> body = Optional.empty();
        private List<String> answers = List.of();
        private Optional<String> document = Optional.empty();

        private Draft(String name, AccessRole role, String summary) {
            this.name = name;
            this.role = role;
            this.summary = summary;
        }

        /** A parameter that has to be there. */
        Draft needs(String parameter, String meaning) {
            parameters.add(new Parameter(parameter, true, meaning));
            return this;
        }

        /** A parameter that may be there. */
        Draft takes(String parameter, String meaning) {
            parameters.add(new Parameter(parameter, false, meaning));
            return this;
        }

        /** @param shape a name of {@link Shapes} */
        Draft body(String shape) {
            body = Optional.of(shape);
            return this;
        }

        /** @param types names of {@link Shapes} */
        Draft answers(String... types) {
            answers = List.of(types);
            return this;
        }

        /** @param type of the content, as in the header */
        Draft answersDocument(String type) {
            document = Optional.of(type);
            return this;
        }

        Call by(Handler handler) {
            return new Call(name, role, summary, parameters, body, answers, document, handler);
        }
    }
}
