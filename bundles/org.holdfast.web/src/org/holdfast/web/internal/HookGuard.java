// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.google.gson.JsonObject;
import java.util.List;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.Caller;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;

/**
 * Hooks of sources are commands that the node runs as its own user: whoever may name one may do whatever the node can. So
 * naming them, and replacing or removing a source that has some, takes a custodian, and only custodians see them: they are
 * people's own words and may hold passwords. Pure.
 */
final class HookGuard {
    /** Stands for a command that is not shown. */
    static final String HIDDEN = "(hidden)";

    private static final List<String> FIELDS = List.of("hook_before", "hook_after");
    private static final String ADDING = "POST /v1/sources";

    private HookGuard() {}

    /** @throws HoldfastException ROLE_NEEDED; USAGE if what was shown in place of a command is sent back as one */
    static void requireMayName(Caller caller, SourceRequest request) {
        if (request.hasHooks()) {
            Roles.require(caller, AccessRole.CUSTODIAN, "naming commands (hooks) for the source " + request.path());
        }
        if (HIDDEN.equals(request.hookBefore()) || HIDDEN.equals(request.hookAfter())) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    request.path(),
                    "'" + HIDDEN + "' is no command: it stands for one that is shown to custodians only. Name the"
                            + " hook itself.");
        }
    }

    /** @param what replacing or removing. @throws HoldfastException ROLE_NEEDED */
    static void requireMayChange(Caller caller, SourceReport present, String what) {
        if (present.hasHooks()) {
            Roles.require(
                    caller,
                    AccessRole.CUSTODIAN,
                    what + " the source " + present.path() + ", which has commands (hooks),");
        }
    }

    /** What this caller may see of a source. */
    static SourceReport shown(Caller caller, SourceReport source) {
        return maySee(caller) ? source : source.withHooks(HIDDEN);
    }

    /** The same of a request, for the audit log, which has no commands of anybody's. */
    static void hide(JsonObject request) {
        for (String field : FIELDS) {
            if (request.has(field) && !request.get(field).toString().equals("\"\"")) {
                request.addProperty(field, HIDDEN);
            }
        }
    }

    /** What this caller may see of a line of the audit log: earlier versions wrote commands into it. */
    static EventReport shown(Caller caller, EventReport event) {
        int body = event.text().indexOf('{');
        boolean tells = event.event().equals("CHANGE_ASKED")
                && event.subject().equals(ADDING)
                && body >= 0
                && hasCommand(event.text());
        return tells && !maySee(caller)
                ? event.with(event.text().substring(0, body) + "a source with commands (hooks), which custodians see")
                : event;
    }

    /** An escape may hide the name of a field. */
    private static boolean hasCommand(String text) {
        String rest = text.replaceAll("\"hook_(before|after)\":\"(\\(hidden\\))?\"", "");
        return rest.contains("hook_before") || rest.contains("hook_after") || rest.contains("\\u");
    }

    private static boolean maySee(Caller caller) {
        return caller.role().covers(AccessRole.CUSTODIAN);
    }
}
