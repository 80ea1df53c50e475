// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.confederation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.ControlClient;
import org.holdfast.console.client.view.Admin;
import org.holdfast.console.client.view.Invite;
import org.holdfast.console.client.view.Member;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.part.NodePart;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.PagedTable;
import org.holdfast.console.widget.Rows;
import org.holdfast.console.widget.Tone;
import org.holdfast.model.AccessRole;

/** All machines that the node knows as members: of a roster, or of pairings in an open confederation. */
public final class ConfederationPart extends NodePart {
    private static final int VALID_MINUTES = 24 * 60;

    private Asking asking;
    private Asking changing;
    private Label heading;
    private PagedTable<Machine> table;
    private Button admit;
    private Button suspend;
    private Button revoke;
    private List<Machine> shown = List.of();

    /** A member, whichever way it became one. */
    private record Machine(String node, String name, String site, String status, boolean reachable, boolean admin) {}

    @Override
    protected void build(Composite body) {
        asking = new Asking(body);
        changing = new Asking(body);
        heading = Ids.id(Forms.text(body, "", "heading"), "confederation-name");
        table = new PagedTable<>(
                body, "members", columns(), Machine::node, each -> each.name() + " " + each.site() + " " + each.node());
        table.table()
                .pictures(
                        each -> each.reachable() ? look().icon("check", Tone.GOOD) : look().icon("cross", Tone.FAINT));
        Forms.fill(table.widget());
        Composite buttons = Forms.columns(body, 4);
        permits().guard(Forms.button(buttons, "invite", "members.invite", this::invite), AccessRole.CUSTODIAN);
        admit = Forms.button(buttons, "admit", "members.admit", () -> say("active"));
        suspend = Forms.button(buttons, "suspend", "members.suspend", () -> say("suspended"));
        revoke = Forms.button(buttons, "revoke", "members.revoke", () -> say("revoked"));
        table.table().onSelect(this::enable);
        enable();
    }

    private static List<Column<Machine>> columns() {
        return List.of(
                Column.text("column.name", 220, Machine::name),
                Column.text("column.site", 160, Machine::site),
                Column.word("column.state", 130, Machine::status, each -> Texts.word("member", each.status())),
                Column.word("column.admin", 90, Machine::admin, each -> each.admin() ? Texts.of("members.admin") : ""),
                Column.text("column.nodeid", 480, Machine::node));
    }

    @Override
    protected void refresh(Status status) {
        Forms.set(heading, Texts.of("members.heading", status.confederation()));
        if (!asking.isBusy()) {
            ControlClient client = client();
            asking.ask(() -> machines(client), this::show, this::fail);
        }
    }

    private static List<Machine> machines(ControlClient client) {
        List<Member> members = client.members();
        List<Machine> machines = new ArrayList<>();
        if (members.isEmpty()) {
            client.pins()
                    .forEach(each -> machines.add(
                            new Machine(each.node(), each.name(), "", each.status(), each.reachable(), false)));
            return machines;
        }
        Set<String> admins = client.admins().stream().map(Admin::node).collect(Collectors.toSet());
        members.forEach(each -> machines.add(new Machine(
                each.node(), each.name(), each.site(), each.status(), each.reachable(), admins.contains(each.node()))));
        return machines;
    }

    private void show(List<Machine> machines) {
        if (!machines.equals(shown)) {
            shown = machines;
            table.show(Rows.of(machines));
            enable();
        }
    }

    private void enable() {
        Optional<String> status = table.table().single().map(Machine::status);
        enable(admit, status.filter(Set.of("suspended", "revoked")::contains).isPresent());
        enable(suspend, status.filter("active"::equals).isPresent());
        enable(revoke, status.filter(Set.of("active", "suspended")::contains).isPresent());
    }

    private void enable(Button button, boolean sensible) {
        permits().enable(button, AccessRole.CUSTODIAN, sensible);
    }

    private void say(String status) {
        table.table()
                .single()
                .filter(each -> MessageDialog.openConfirm(
                        page().getShell(),
                        Texts.of("members.sure.title"),
                        Texts.of("members.sure." + status, Harmless.line(each.name()))))
                .ifPresent(each -> {
                    ControlClient client = client();
                    changing.ask(
                            () -> client.say(each.node(), status),
                            now -> {
                                say(
                                        Texts.of("members.said", now.name(), Texts.word("member", now.status())),
                                        Tone.GOOD);
                                nodes().current().hurry();
                            },
                            this::fail);
                });
    }

    private void invite() {
        ControlClient client = client();
        changing.ask(() -> client.invite(VALID_MINUTES, 1, Optional.empty()), this::invited, this::fail);
    }

    /** The code is a secret, so it is on the screen for as long as somebody needs it, and nowhere else. */
    private void invited(Invite invite) {
        new InviteDialog(
                        page().getShell(),
                        invite.code(),
                        invite.notAfter().map(Amounts::minute).orElse(""))
                .open();
    }

    @Override
    protected void clear() {
        asking.stop();
        changing.stop();
        show(List.of());
        Forms.set(heading, "");
    }
}
