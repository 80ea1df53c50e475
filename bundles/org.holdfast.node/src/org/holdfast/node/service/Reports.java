// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.core.agreement.Presence;
import org.holdfast.core.budget.ReadBudgets;
import org.holdfast.core.place.Limit;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.files.PathText;
import org.holdfast.format.head.Statistics;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.OnlineHours;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Protection;
import org.holdfast.node.backup.BackupRun;
import org.holdfast.node.backup.RunMeter;
import org.holdfast.node.backup.TwinWatch;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.EscrowReport;
import org.holdfast.node.control.HeadReport;
import org.holdfast.node.control.KeeperReport;
import org.holdfast.node.control.LaneReport;
import org.holdfast.node.control.MemberReport;
import org.holdfast.node.control.PartnerReport;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.control.TwinReport;
import org.holdfast.node.member.EscrowSearch;
import org.holdfast.node.recovery.RecoveryRun;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.wire.ReadMessage.ReadBalance;

/** What the node knows, in the words of the control API. */
final class Reports {
    private static final Duration PRESENCE = Duration.ofDays(30);

    private Reports() {}

    static SnapshotReport snapshot(BackupRun.Made made, RunMeter meter, CodeShape shape) {
        Snapshot snapshot = made.snapshot();
        return new SnapshotReport(
                snapshot.id().toString(),
                Protection.PROTECTED.name(),
                snapshot.started(),
                snapshot.files(),
                snapshot.bytes(),
                snapshot.newBytes(),
                meter.storedBytes(),
                meter.segments(),
                shape.toString(),
                made.headHolders().size(),
                meter.seconds(),
                meter.stages(),
                made.problems(),
                false,
                List.of());
    }

    /** A run of which nothing is known yet. */
    static SnapshotReport begun(String state, Instant time) {
        return new SnapshotReport("", state, time, 0, 0, 0, 0, 0, "", 0, 0, List.of(), List.of(), false, List.of());
    }

    static SnapshotReport with(SnapshotReport made, Protection protection) {
        return new SnapshotReport(
                made.id(),
                protection.name(),
                made.time(),
                made.files(),
                made.bytes(),
                made.newBytes(),
                made.storedBytes(),
                made.segments(),
                made.code(),
                made.partners(),
                made.seconds(),
                made.stages(),
                made.problems(),
                made.pinned(),
                made.tags());
    }

    /** A snapshot of earlier, of which the ledger keeps less. */
    static SnapshotReport snapshot(SnapshotRow row, Snapshot snapshot, Protection protection) {
        return new SnapshotReport(
                row.id().toString(),
                protection.name(),
                snapshot.started(),
                snapshot.files(),
                snapshot.bytes(),
                snapshot.newBytes(),
                0,
                0,
                "",
                0,
                (snapshot.finished().toEpochMilli() - snapshot.started().toEpochMilli()) / 1e3,
                List.of(),
                List.of(),
                snapshot.pinned(),
                snapshot.tags());
    }

    /** @param expected what it will come to, about; once there is more, nobody knows */
    static ProgressReport progress(
            String phase, RunMeter meter, Totals expected, String detail, List<LaneReport> lanes) {
        long rate = (long) (meter.bytes() / Math.max(meter.seconds(), 1e-3));
        Totals totals = expected.unlessPassed(meter.files(), meter.bytes());
        return new ProgressReport(
                phase, meter.files(), totals.files(), meter.bytes(), totals.bytes(), rate, detail, lanes);
    }

    /** Of what has nothing to count. */
    static ProgressReport phase(String phase, String detail) {
        return new ProgressReport(phase, 0, 0, 0, 0, 0, detail, List.of());
    }

    static ProgressReport progress(
            String phase, RestoreTally tally, Totals totals, double seconds, List<LaneReport> lanes) {
        long rate = (long) (tally.bytes() / Math.max(seconds, 1e-3));
        return new ProgressReport(phase, tally.files(), totals.files(), tally.bytes(), totals.bytes(), rate, "", lanes);
    }

    /** What a run will come to; 0 where that is not known. */
    record Totals(long files, long bytes) {
        static final Totals UNKNOWN = new Totals(0, 0);

        /** What was expected, while there is no more. */
        Totals unlessPassed(long filesSoFar, long bytesSoFar) {
            return filesSoFar <= files && bytesSoFar <= bytes ? this : UNKNOWN;
        }
    }

    static RestoredReport restored(String snapshot, RestoreTally tally, double seconds, String newest) {
        return new RestoredReport(
                snapshot,
                tally.files(),
                tally.kept(),
                tally.bytes(),
                tally.fetchedBytes(),
                tally.badShards(),
                tally.correctedShards(),
                seconds,
                tally.errors(),
                newest,
                tally.problems());
    }

    static HeadReport head(RecoveryRun.Kept kept) {
        Statistics sums = kept.head().statistics();
        return new HeadReport(
                kept.name(),
                kept.head().time(),
                kept.stored(),
                kept.holders(),
                sums.snapshots(),
                sums.files(),
                sums.sourceBytes(),
                kept.forked());
    }

    static TwinReport twin(TwinWatch twins) {
        return new TwinReport(twins.suspected(), twins.last());
    }

    static EntryReport entry(String snapshot, String path, TreeEntry entry) {
        String target = PathText.shown(entry.linkTarget());
        return new EntryReport(
                snapshot,
                path,
                entry.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                String.format("%04o", entry.mode()),
                name(entry.ownerName().length() > 0, PathText.shown(entry.ownerName()), entry.uid()),
                name(entry.groupName().length() > 0, PathText.shown(entry.groupName()), entry.gid()),
                entry.size(),
                Instant.ofEpochSecond(entry.mtimeSeconds(), entry.mtimeNanos()),
                target.isEmpty() ? Optional.empty() : Optional.of(target));
    }

    private static String name(boolean known, String name, int id) {
        return known ? name : Integer.toUnsignedString(id);
    }

    static PartnerReport partner(Node node, AgreementRow row, List<Limit> limits) {
        AgreementTerms terms = row.agreement().terms();
        var self = node.identity().owner();
        var id = terms.partnerOf(self);
        Ledger ledger = node.stores().ledger();
        Optional<PeerRow> peer = ledger.peers().find(id);
        Domains domains = terms.domainsOf(id);
        Optional<HealthRow> health = node.health().row(terms.id());
        Presence.Kept kept = node.partnership()
                .map(present -> present.care().presences().kept(id, PRESENCE))
                .orElse(new Presence.Kept(Duration.ZERO, Duration.ZERO));
        ReadBudgets.Balance reads = node.partnership()
                .flatMap(present -> present.budgets().balance(terms.id(), id))
                .orElse(new ReadBudgets.Balance(0, 0, 0));
        Optional<ReadBalance> there =
                node.partnership().flatMap(present -> present.balances().of(terms.id()));
        return new PartnerReport(
                id.toString(),
                peer.map(PeerRow::name).orElse(id.brief()),
                peer.map(each -> each.addresses().stream().map(Object::toString).toList())
                        .orElse(List.of()),
                domains.site(),
                domains.osFamily(),
                domains.host(),
                row.phase().name(),
                node.network().linked().contains(id),
                peer.map(PeerRow::lastSeen),
                terms.reservedBy(self).value(),
                ledger.holdings().bytes(terms.id()).value(),
                terms.reservedBy(id).value(),
                ledger.segments().bytesAt(id).value(),
                id.toString().substring(0, 32),
                limits.stream()
                        .filter(each -> each.concerns(domains))
                        .map(Limit::text)
                        .toList(),
                terms.version(),
                OnlineHours.text(terms.scheduleOf(id)) + " "
                        + terms.scheduleOf(id).zone().getId(),
                kept.promised().toMinutes(),
                kept.seen().toMinutes(),
                node.partnership()
                        .flatMap(present -> present.bandwidths().measured(id))
                        .map(MeasuredBandwidth::averageKbit)
                        .orElse(0L),
                terms.allowances().averageKbit(),
                node.partnership()
                        .map(present -> present.tracking().of(id).words())
                        .orElse(""),
                reads.yearly(),
                reads.left(),
                there.map(each -> each.yearly().value()).orElse(0L),
                there.map(each -> each.left().value()).orElse(0L),
                node.audits().last(id).orElse(""),
                node.health().state(terms.id()).name(),
                health.map(each -> each.health().since()),
                health.map(Reports::note).orElse(""));
    }

    private static String note(HealthRow row) {
        return row.health().graceUntil().isAfter(row.health().since())
                ? row.why() + "; without an answer the agreement is broken after "
                        + row.health().graceUntil().truncatedTo(ChronoUnit.SECONDS)
                : row.why();
    }

    static MemberReport member(Node node, RosterEntry row) {
        boolean self = row.owner().equals(node.identity().owner());
        return new MemberReport(
                row.owner().toString(),
                row.name(),
                row.site(),
                row.status().name().toLowerCase(Locale.ROOT),
                self || node.network().linked().contains(row.owner()));
    }

    static List<EscrowReport> escrow(Node node, EscrowSearch.Found found) {
        return found.boxes().entrySet().stream()
                .map(each -> new EscrowReport(
                        found.owner().owner().toString(),
                        found.owner().name(),
                        HexFormat.of().formatHex(each.getKey().bytes()),
                        each.getValue().stream().map(id -> keeper(node, id)).toList()))
                .toList();
    }

    private static KeeperReport keeper(Node node, OwnerId id) {
        if (id.equals(node.identity().owner())) {
            List<String> own = node.addresses().stream().map(Object::toString).toList();
            return new KeeperReport(id.toString(), node.settings().name(), own);
        }
        Optional<PeerRow> peer = node.stores().ledger().peers().find(id);
        return new KeeperReport(
                id.toString(),
                peer.map(PeerRow::name).orElse(id.brief()),
                peer.map(each -> each.addresses().stream().map(Object::toString).toList())
                        .orElse(List.of()));
    }
}
