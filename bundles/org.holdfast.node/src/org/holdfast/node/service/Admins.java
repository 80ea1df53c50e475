// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.AdminControl;
import org.holdfast.node.control.AdminReport;
import org.holdfast.node.member.AdminDesk;

/** The admins of the confederation, in the words of the control API. */
final class Admins implements AdminControl {
    private final Node node;

    Admins(Node node) {
        this.node = node;
    }

    private AdminDesk desk() {
        return node.desks().admins();
    }

    @Override
    public List<AdminReport> list() {
        return desk().all().stream().map(this::report).toList();
    }

    @Override
    public AdminReport add(String wanted) {
        return report(desk().add(wanted));
    }

    @Override
    public AdminReport remove(String wanted) {
        return report(desk().remove(wanted));
    }

    private AdminReport report(AdminDesk.Admin admin) {
        return new AdminReport(
                admin.owner().map(OwnerId::toString).orElse(""),
                admin.row().map(RosterEntry::name).orElse(""),
                admin.key().toString(),
                admin.founder(),
                admin.key().equals(node.identity().adminKey()));
    }
}
