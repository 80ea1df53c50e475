// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.holdfast.web.internal.Call.custodian;

import java.util.List;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Who may open the web page. What the page itself calls is in {@link WebPage}. */
final class PageCalls {
    private PageCalls() {}

    /**
     * A ticket for the web page.
     *
     * @param ticket a secret: whoever uses it first has the session
     * @param role of the session
     * @param path of the page, with the ticket where browsers keep it to themselves
     * @param seconds for which the ticket counts
     */
    record TicketReport(String ticket, String role, String path, long seconds) {
        @Override
        public String toString() {
            return "a ticket for a page with the role " + role;
        }
    }

    static List<Call> of(Sessions sessions) {
        return List.of(custodian("POST /v1/tickets", "Makes a ticket: opens the web page once, within a minute")
                .takes("role", "of the page: viewer, operator or custodian (operator)")
                .answers("ticket")
                .by((in, out) -> out.send("ticket", ticket(sessions, role(in)))));
    }

    private static TicketReport ticket(Sessions sessions, AccessRole role) {
        String ticket = sessions.ticket(role);
        return new TicketReport(ticket, role.word(), WebPage.PATH + "#" + ticket, Sessions.TICKET_COUNTS.toSeconds());
    }

    private static AccessRole role(Request in) {
        String word = in.parameter("role").orElse(AccessRole.OPERATOR.word());
        return AccessRole.of(word)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.USAGE, "role", "A role is viewer, operator or custodian, not '" + word + "'."));
    }
}
