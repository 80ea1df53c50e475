// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.partners;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.TabFolder;
import org.holdfast.console.client.ControlException;
import org.holdfast.console.client.view.Decision;
import org.holdfast.console.client.view.Event;
import org.holdfast.console.client.view.Partner;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.part.NodePart;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.RowTable;
import org.holdfast.console.widget.Tone;

/**
 * All partners above; below, what happened with the one that is selected, why it was chosen, and how many there are at
 * each site.
 */
public final class PartnersPart extends NodePart {
    private Asking asking;
    private Asking reasons;
    private RowTable<Partner> partners;
    private Asking past;
    private RowTable<Event> history;
    private RowTable<Decision> why;
    private RowTable<Site> sites;
    private Label detail;
    private List<Partner> shown = List.of();
    private String chosen = "";

    @Override
    protected void build(Composite body) {
        asking = new Asking(body);
        reasons = new Asking(body);
        past = new Asking(body);
        SashForm sash = Forms.sash(body, SWT.VERTICAL);
        Composite above = Forms.columns(sash, 1);
        Forms.heading(above, "partners.heading");
        partners = new RowTable<>(above, "partners", SWT.SINGLE, PartnerColumns.partners(), Partner::node);
        partners.pictures(each -> look().icon(PartnerColumns.picture(each), PartnerColumns.tone(each)));
        Forms.fill(partners.widget());
        partners.onSelect(this::selected);
        detail = Ids.id(Forms.text(above, "", Tone.FAINT.style()), "partner-detail");
        SashForm below = Forms.sash(sash, SWT.HORIZONTAL);
        TabFolder tabs = Ids.id(new TabFolder(below, SWT.TOP), "partner-tabs");
        history = new RowTable<>(
                Forms.tab(tabs, "partners.history"), "history", SWT.SINGLE, PartnerColumns.history(), Event::number);
        why = new RowTable<>(
                Forms.tab(tabs, "partners.why"), "why", SWT.SINGLE, PartnerColumns.decisions(), each -> each);
        for (RowTable<?> each : List.of(history, why)) {
            each.unsorted();
            Forms.fill(each.widget());
        }
        Composite right = Forms.columns(below, 1);
        Forms.heading(right, "partners.sites");
        sites = new RowTable<>(right, "sites", SWT.SINGLE, PartnerColumns.sites(), Site::name);
        Forms.fill(sites.widget());
        below.setWeights(62, 38);
        sash.setWeights(58, 42);
    }

    @Override
    protected void refresh(Status status) {
        if (!asking.isBusy()) {
            asking.ask(client()::partners, this::show, this::fail);
        }
    }

    private void show(List<Partner> fresh) {
        if (fresh.equals(shown)) {
            return;
        }
        shown = fresh;
        partners.show(fresh);
        sites.show(Site.of(fresh));
        partners.single().ifPresent(this::follow);
    }

    /** What it does and what happened with it changes together. */
    private void follow(Partner partner) {
        describe(partner);
        if (!past.isBusy()) {
            past.ask(() -> client().history(partner.node()).reversed(), history::show, this::fail);
        }
    }

    private void selected() {
        partners.single().filter(each -> !each.node().equals(chosen)).ifPresent(each -> {
            chosen = each.node();
            why.show(List.of());
            history.show(List.of());
            past.stop();
            say("", Tone.PLAIN);
            follow(each);
            String node = each.node();
            reasons.ask(() -> client().why(node), why::show, this::noReasons);
        });
    }

    private void describe(Partner partner) {
        Forms.set(detail, PartnerColumns.detail(partner));
    }

    /** A node that was started anew has not judged anybody since: that is no failure. */
    private void noReasons(ControlException failure) {
        if (failure.code().equals("MEMBER_UNKNOWN")) {
            say(Texts.of("partners.why.none"), Tone.FAINT);
        } else {
            chosen = "";
            fail(failure);
        }
    }

    @Override
    protected void clear() {
        asking.stop();
        reasons.stop();
        past.stop();
        chosen = "";
        shown = List.of();
        partners.show(List.of());
        why.show(List.of());
        history.show(List.of());
        sites.show(List.of());
        Forms.set(detail, "");
    }
}
