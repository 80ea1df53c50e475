// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.core.selection.Sought;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Protection;
import org.holdfast.node.control.AccessControl;
import org.holdfast.node.control.AdminControl;
import org.holdfast.node.control.AuditReport;
import org.holdfast.node.control.AuthorityControl;
import org.holdfast.node.control.AwayReport;
import org.holdfast.node.control.ConfigReport;
import org.holdfast.node.control.ContentReport;
import org.holdfast.node.control.DecisionReport;
import org.holdfast.node.control.DifferenceReport;
import org.holdfast.node.control.DrillControl;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.EscrowReport;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.HeadReport;
import org.holdfast.node.control.InspectionControl;
import org.holdfast.node.control.InviteReport;
import org.holdfast.node.control.InviteRequest;
import org.holdfast.node.control.LeaveReport;
import org.holdfast.node.control.MemberReport;
import org.holdfast.node.control.MissingReport;
import org.holdfast.node.control.NodeControl;
import org.holdfast.node.control.NoticeControl;
import org.holdfast.node.control.OwnFilesControl;
import org.holdfast.node.control.PairingReport;
import org.holdfast.node.control.PartnerReport;
import org.holdfast.node.control.PinReport;
import org.holdfast.node.control.PluginControl;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.ReadReport;
import org.holdfast.node.control.ReadRequest;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RepairReport;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.RetentionControl;
import org.holdfast.node.control.SelectionControl;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;
import org.holdfast.node.control.StatusReport;
import org.holdfast.node.control.TwinReport;
import org.holdfast.node.member.Doorkeeper;
import org.holdfast.node.member.RosterRows;

/** What faces may ask, answered by the node's parts. */
final class NodeDesk implements NodeControl {
    private final Node node;
    private final StatusDesk status;
    private final SourceDesk sources;
    private final RestoreDesk restores;
    private final SnapshotSearch search;
    private final ContentDesk contents;
    private final PluginDesk plugins;
    private final Admins admins;
    private final ConfigDesk settings;
    private final AccessControl access;
    private final OwnFilesControl ownFiles;
    private final InspectionControl inspection;
    private final NoticeCare notices;
    private final Runnable stop;

    /** @param stop begins an orderly stop of the whole process */
    NodeDesk(Node node, Runnable stop, Optional<Plugins> plugins) {
        this(node, stop, plugins, new InspectionDesk(node, plugins), new NoticeCare(node));
    }

    NodeDesk(Node node, Runnable stop, Optional<Plugins> plugins, InspectionControl inspection, NoticeCare notices) {
        this.node = node;
        this.inspection = inspection;
        this.notices = notices;
        this.status = new StatusDesk(node, notices::reasons);
        this.sources = new SourceDesk(node);
        this.restores = new RestoreDesk(node);
        this.search = new SnapshotSearch(node, restores);
        this.contents = new ContentDesk(node, restores);
        this.settings = new ConfigDesk(node);
        this.access = new RemoteDesk(node);
        this.ownFiles = new OwnFilesDesk(node, restores);
        this.plugins = new PluginDesk(node, node.config(), plugins);
        this.admins = new Admins(node);
        this.stop = stop;
    }

    @Override
    public StatusReport status() {
        return status.status();
    }

    @Override
    public List<SourceReport> sources() {
        return sources.all();
    }

    @Override
    public Optional<SourceReport> source(String path) {
        return sources.find(path);
    }

    @Override
    public SourceReport addSource(SourceRequest request) {
        return sources.add(request);
    }

    @Override
    public void removeSource(String path) {
        sources.remove(path);
    }

    @Override
    public SourceReport scheduleSource(String path, String schedule) {
        return sources.schedule(path, schedule);
    }

    @Override
    public SelectionControl selection() {
        return new SelectionDesk(node, restores);
    }

    @Override
    public SnapshotReport backup(boolean wait, Consumer<ProgressReport> progress) {
        if (node.network().isRevoked(node.identity().owner())) {
            throw new HoldfastException(
                    ErrorCode.NOT_ON_ROSTER,
                    node.settings().name(),
                    "An admin has revoked this machine: nobody stores anything new for it. What is stored can be"
                            + " restored. 'holdfast member admit' at an admin's machine takes it back.");
        }
        if (wait) {
            return node.owner().backups().backupAndWait(progress);
        }
        try {
            node.owner().backups().backup();
            return Reports.begun(Protection.NONE.name(), node.clock().instant());
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.NOT_ENOUGH_PARTNERS) {
                throw e;
            }
            return Reports.begun("WAITING", node.clock().instant());
        }
    }

    @Override
    public Optional<ProgressReport> backup() {
        return node.owner().running().map(BackupJob::progress);
    }

    @Override
    public List<SnapshotReport> snapshots() {
        List<SnapshotReport> reports = new ArrayList<>();
        var rows = node.stores().ledger().snapshots().all();
        List<Snapshot> all = restores.snapshots();
        for (int i = 0; i < rows.size(); i++) {
            boolean newest = i == rows.size() - 1;
            Protection protection =
                    newest ? node.owner().protection() : rows.get(i).protection();
            reports.add(Reports.snapshot(rows.get(i), all.get(i), protection));
        }
        return reports;
    }

    @Override
    public RetentionControl retention() {
        return node.retention();
    }

    @Override
    public void list(String snapshot, String path, boolean recursive, Consumer<EntryReport> out) {
        search.list(snapshot, path, recursive, out);
    }

    @Override
    public void find(Optional<String> snapshot, String glob, boolean ignoreCase, Consumer<EntryReport> out) {
        search.find(snapshot, Sought.of(glob, ignoreCase), out);
    }

    @Override
    public void diff(String older, String newer, Consumer<DifferenceReport> out) {
        search.diff(older, newer, out);
    }

    @Override
    public ReadReport read(ReadRequest request, Consumer<EntryReport> entry, Consumer<ContentReport> content) {
        return contents.read(request, entry, content);
    }

    @Override
    public RestoredReport restore(RestoreRequest request, Consumer<ProgressReport> progress) {
        return restores.restore(request, progress);
    }

    @Override
    public RestoredReport recover(RecoverRequest request, Consumer<ProgressReport> progress) {
        return restores.recover(request, progress);
    }

    @Override
    public List<HeadReport> heads(List<String> seeds) {
        return restores.heads(seeds);
    }

    @Override
    public TwinReport twin() {
        return Reports.twin(node.rebuilds().twins());
    }

    @Override
    public TwinReport denyTwin() {
        node.rebuilds().twins().none();
        return twin();
    }

    @Override
    public List<PartnerReport> partners() {
        return new PartnerDesk(node).partners();
    }

    @Override
    public List<PartnerReport> formerPartners() {
        return new PartnerDesk(node).former();
    }

    @Override
    public List<DecisionReport> why(String wanted) {
        return new DecisionDesk(node).about(wanted);
    }

    @Override
    public List<AuditReport> audit(Optional<String> partner) {
        return node.audits().audit(partner);
    }

    @Override
    public LeaveReport leave() {
        return node.leave().report();
    }

    @Override
    public LeaveReport beginLeave() {
        return node.leave().begin();
    }

    @Override
    public LeaveReport cancelLeave() {
        return node.leave().cancel();
    }

    @Override
    public MissingReport missing() {
        return node.rebuilds().missing().report();
    }

    @Override
    public DrillControl drills() {
        return node.drills();
    }

    @Override
    public RepairReport repair() {
        return node.health().repairNow();
    }

    @Override
    public List<AwayReport> away(Instant until) {
        return node.health().away(until);
    }

    @Override
    public InviteReport invite(InviteRequest request) {
        Doorkeeper.Invited invited =
                node.doorkeeper().invite(Duration.ofMinutes(request.validMinutes()), request.uses(), request.site());
        try (var code = invited.code()) {
            return new InviteReport(code.text(), invited.notAfter(), request.uses());
        }
    }

    @Override
    public List<MemberReport> members() {
        MemberSites sites = new MemberSites(node);
        return node.membership().roster().stream()
                .flatMap(roster -> roster.entries().stream())
                .map(row -> Reports.member(node, row, sites.of(row)))
                .toList();
    }

    @Override
    public MemberReport say(String wanted, String status) {
        RosterEntry.Status meant = Arrays.stream(RosterEntry.Status.values())
                .filter(each -> each.name().equalsIgnoreCase(status))
                .findFirst()
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.USAGE, status, "A member is active, suspended or revoked, not '" + status + "'."));
        RosterEntry row = node.membership()
                .roster()
                .map(roster -> RosterRows.meant(roster, wanted))
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.NOT_ON_ROSTER, wanted, "This node's confederation has no roster."));
        return Reports.member(node, node.doorkeeper().say(row.owner(), meant), new MemberSites(node).of(row));
    }

    @Override
    public AdminControl admins() {
        return admins;
    }

    @Override
    public AuthorityControl authorities() {
        return new Authorities(node);
    }

    @Override
    public PairingReport pair(Optional<String> to) {
        return node.pairing().pair(to);
    }

    @Override
    public PairingReport judgePairing(String digits, boolean same) {
        return node.pairing().judge(digits, same);
    }

    @Override
    public List<PinReport> pins() {
        return node.pairing().pins();
    }

    @Override
    public PinReport unpair(String wanted) {
        return node.pairing().remove(wanted);
    }

    @Override
    public List<EscrowReport> escrow(String owner) {
        return Reports.escrow(node, node.desks().escrowSearch().find(owner));
    }

    @Override
    public List<PartnerReport> partnerPage() {
        return partners().stream().filter(each -> !each.addresses().isEmpty()).toList();
    }

    @Override
    public PluginControl plugins() {
        return plugins;
    }

    @Override
    public InspectionControl inspection() {
        return inspection;
    }

    @Override
    public NoticeControl notices() {
        return notices;
    }

    @Override
    public List<ConfigReport> config() {
        return settings.all();
    }

    @Override
    public ConfigReport configure(String key, String value, Optional<String> expected) {
        return settings.change(key, value, expected);
    }

    @Override
    public AccessControl access() {
        return access;
    }

    @Override
    public OwnFilesControl ownFiles() {
        return ownFiles;
    }

    @Override
    public void events(long after, boolean follow, Consumer<EventReport> out) {
        new EventDesk(node).events(after, follow, out);
    }

    @Override
    public List<EventReport> history(String machine) {
        return new EventDesk(node).history(machine);
    }

    @Override
    public void stop() {
        stop.run();
    }
}
