// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.felix.hc.api.Result;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Protection;
import org.holdfast.node.control.CheckReport;
import org.holdfast.node.control.MetricReport;
import org.holdfast.node.control.MetricReport.Sample;
import org.holdfast.node.control.MetricReport.Type;
import org.holdfast.node.control.StatusReport;

/**
 * The node's figures for monitoring. Labels are the short ids of partners, at most 256, the names of health checks, and
 * the four words of protection: what a stranger chooses, such as a name, is none.
 */
final class Metrics {
    private static final int MOST_PARTNERS = 256;

    private final Node node;

    Metrics(Node node) {
        this.node = node;
    }

    List<MetricReport> all(List<CheckReport> checks) {
        List<MetricReport> all = new ArrayList<>(owner(new StatusDesk(node).status()));
        all.addAll(storage());
        all.addAll(partners());
        all.addAll(process());
        all.add(new MetricReport(
                "holdfast_check_status",
                Type.GAUGE,
                "Health checks: 0 OK, 1 WARN, 2 TEMPORARILY_UNAVAILABLE, 3 CRITICAL, 4 HEALTH_CHECK_ERROR.",
                checks.stream()
                        .map(each -> new Sample(
                                Map.of("check", each.check()),
                                Result.Status.valueOf(each.status()).ordinal()))
                        .toList()));
        return all.stream().sorted(Comparator.comparing(MetricReport::name)).toList();
    }

    private List<MetricReport> owner(StatusReport status) {
        List<SnapshotRow> snapshots = node.stores().ledger().snapshots().all();
        return List.of(
                new MetricReport(
                        "holdfast_info",
                        Type.GAUGE,
                        "Always 1; the label says which version this is.",
                        List.of(new Sample(Map.of("version", status.version()), 1))),
                gauge("holdfast_safe", "Whether the newest snapshot can be restored: 1 or 0.", status.safe() ? 1 : 0),
                new MetricReport(
                        "holdfast_protection",
                        Type.GAUGE,
                        "How safe the newest snapshot is: 1 at its state, 0 at the others.",
                        Stream.of(Protection.values())
                                .map(each -> new Sample(
                                        Map.of("state", each.name()),
                                        each.name().equals(status.protection()) ? 1 : 0))
                                .toList()),
                gauge(
                        "holdfast_loss_per_year",
                        "How many losses of a segment are expected in a year (durability.md).",
                        status.lossPerYear()),
                gauge("holdfast_snapshots", "Snapshots that there are.", snapshots.size()),
                optional(
                        "holdfast_last_snapshot_timestamp_seconds",
                        "When the newest snapshot began, in seconds since 1970; absent without one.",
                        status.lastSnapshotTime().map(Metrics::seconds)),
                gauge(
                        "holdfast_backup_running",
                        "Whether a backup is under way: 1 or 0.",
                        node.owner().running().isPresent() ? 1 : 0),
                gauge(
                        "holdfast_sources",
                        "Sources that are backed up.",
                        node.owner().sources().all().size()),
                gauge("holdfast_partners", "Agreements in force.", status.partners()),
                gauge(
                        "holdfast_partners_wanted",
                        "Partners that are looked for, spares included.",
                        status.partnersWanted()),
                gauge("holdfast_partners_reachable", "Partners that are linked now.", status.partnersReachable()));
    }

    private List<MetricReport> storage() {
        Ledger ledger = node.stores().ledger();
        Ledger.Receipts receipts = ledger.segments().receipts();
        double stored = ledger.segments().inUse().values().stream()
                .mapToLong(each -> each.value())
                .sum();
        return List.of(
                gauge("holdfast_segments", "Segments of this machine that partners keep.", receipts.segments()),
                gauge("holdfast_segments_full", "Of these, those of which every shard has a receipt.", receipts.full()),
                gauge(
                        "holdfast_segments_protected",
                        "Of these, those of which enough shards have a receipt.",
                        receipts.protectedOrBetter()),
                gauge("holdfast_stored_bytes", "All shards of these segments.", stored),
                gauge(
                        "holdfast_held_bytes",
                        "Kept here for others.",
                        ledger.holdings().totalBytes().value()),
                gauge(
                        "holdfast_disk_usable_bytes",
                        "Free on this disk above the reserve.",
                        node.stores().holdings().usable().value()),
                gauge(
                        "holdfast_disk_shortage_bytes",
                        "By how much less is free than the reserve; 0 where it is not crossed.",
                        node.stores().holdings().shortage().value()));
    }

    private record Standing(String id, boolean reachable, double there, double here, Optional<Double> seen) {}

    private List<MetricReport> partners() {
        Map<String, Standing> byId = new TreeMap<>();
        node.agreed().stream().map(this::standing).forEach(each -> byId.putIfAbsent(each.id(), each));
        List<Standing> all = byId.values().stream().limit(MOST_PARTNERS).toList();
        return List.of(
                each(
                        "holdfast_partner_reachable",
                        "Whether a partner is linked now: 1 or 0.",
                        all,
                        standing -> Optional.of(standing.reachable() ? 1.0 : 0.0)),
                each(
                        "holdfast_partner_stored_bytes",
                        "What a partner keeps for this machine.",
                        all,
                        standing -> Optional.of(standing.there())),
                each(
                        "holdfast_partner_held_bytes",
                        "What is kept here for a partner.",
                        all,
                        standing -> Optional.of(standing.here())),
                each(
                        "holdfast_partner_last_seen_timestamp_seconds",
                        "When a partner was last linked, in seconds since 1970.",
                        all,
                        Standing::seen));
    }

    private Standing standing(AgreementTerms terms) {
        OwnerId partner = terms.partnerOf(node.identity().owner());
        Ledger ledger = node.stores().ledger();
        boolean linked = node.network().linked().contains(partner);
        Optional<Instant> seen = linked
                ? Optional.of(node.clock().instant())
                : ledger.peers().find(partner).map(PeerRow::lastSeen);
        return new Standing(
                partner.brief(),
                linked,
                ledger.segments().bytesAt(partner).value(),
                ledger.holdings().bytes(terms.id()).value(),
                seen.map(Metrics::seconds));
    }

    @FunctionalInterface
    private interface Figure {
        Optional<Double> of(Standing standing);
    }

    private static MetricReport each(String name, String help, List<Standing> all, Figure figure) {
        return new MetricReport(
                name,
                Type.GAUGE,
                help,
                all.stream()
                        .flatMap(standing -> figure.of(standing).stream()
                                .map(value -> new Sample(Map.of("partner", standing.id()), value)))
                        .toList());
    }

    private static List<MetricReport> process() {
        Runtime runtime = Runtime.getRuntime();
        ProcessHandle.Info info = ProcessHandle.current().info();
        return List.of(
                optional(
                        "holdfast_process_start_timestamp_seconds",
                        "When the node's process began, in seconds since 1970.",
                        info.startInstant().map(Metrics::seconds)),
                new MetricReport(
                        "holdfast_process_cpu_seconds_total",
                        Type.COUNTER,
                        "CPU time that the node's process has used.",
                        info.totalCpuDuration().map(Metrics::seconds).stream()
                                .map(value -> new Sample(Map.of(), value))
                                .toList()),
                gauge(
                        "holdfast_heap_used_bytes",
                        "Memory in use in the node's heap.",
                        runtime.totalMemory() - (double) runtime.freeMemory()),
                gauge("holdfast_heap_max_bytes", "The most that the heap may take.", runtime.maxMemory()));
    }

    private static MetricReport gauge(String name, String help, double value) {
        return optional(name, help, Optional.of(value));
    }

    private static MetricReport optional(String name, String help, Optional<Double> value) {
        return new MetricReport(
                name,
                Type.GAUGE,
                help,
                value.stream().map(each -> new Sample(Map.of(), each)).toList());
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
