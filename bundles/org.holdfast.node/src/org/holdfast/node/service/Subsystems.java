// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.files.PathText;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.Source;
import org.holdfast.node.checks.BackupRules;
import org.holdfast.node.checks.Finding;
import org.holdfast.node.checks.NamedCheck;
import org.holdfast.node.checks.Rules;
import org.holdfast.node.checks.Rules.PartnerFacts;
import org.holdfast.node.checks.SubsystemCheck;

/** The health checks of a node: which facts each rule is asked about. */
final class Subsystems {
    private static final Set<String> FINE = Set.of("PROVED", "UNDECIDED");

    private final Node node;
    private final Optional<PluginHealth> health;

    Subsystems(Node node, Optional<Plugins> plugins) {
        this.node = node;
        this.health = plugins.map(present -> new PluginHealth(node, present));
    }

    List<NamedCheck> checks() {
        return Stream.of(
                        check("audits", this::audits),
                        check("backups", this::backups),
                        check("clock", () -> Rules.clock(node.adverts().clocks().ahead())),
                        check("discovery", this::discovery),
                        check("disk", this::disk),
                        check("drills", () -> node.drills().check()),
                        check("ledger", this::ledger),
                        check("partners", this::partners),
                        check("plugins", this::plugins),
                        check("providers", this::providers),
                        check("sources", this::sources),
                        check("transport", this::transport))
                .map(each -> new NamedCheck(each.name(), each))
                .toList();
    }

    private static SubsystemCheck check(String name, Supplier<List<Finding>> rule) {
        return new SubsystemCheck(name, rule);
    }

    private List<Finding> ledger() {
        return Rules.ledger(
                node.stores().losses().present().map(Losses.Loss::shown),
                node.audits().chains().broken());
    }

    private List<Finding> disk() {
        return Rules.disk(
                node.stores().holdings().usable(), node.stores().holdings().shortage());
    }

    private List<Finding> transport() {
        return Rules.transport(node.network().port(), node.network().linked().size());
    }

    private List<Finding> discovery() {
        return Rules.discovery(
                node.providers().discoveries().size(),
                node.adverts().addresses().size(),
                node.settings().seeds().size());
    }

    private List<Finding> partners() {
        List<AgreementTerms> lasting = node.lasting();
        Set<OwnerId> linked = node.network().linked();
        int reachable = (int)
                lasting.stream().map(this::partner).filter(linked::contains).count();
        boolean leaving = node.leave().isLeaving();
        return Rules.partners(new PartnerFacts(
                lasting.size(),
                reachable,
                leaving ? 0 : node.redundancy().plan().shape().m(),
                leaving ? Optional.empty() : node.redundancy().shortage(),
                node.health().reasons()));
    }

    private OwnerId partner(AgreementTerms terms) {
        return terms.partnerOf(node.identity().owner());
    }

    private List<Finding> backups() {
        List<SnapshotRow> all = node.stores().ledger().snapshots().all();
        return BackupRules.backups(
                new BackupRules.BackupFacts(
                        all.isEmpty()
                                ? Optional.empty()
                                : Optional.of(all.getLast().time()),
                        node.owner().protection(),
                        node.owner().safety().look().standing().enough(),
                        node.owner().running().isPresent(),
                        node.owner().schedule().facts()),
                node.clock().instant());
    }

    private List<Finding> sources() {
        List<Source> all = node.owner().sources().all();
        List<String> unfit = new ArrayList<>();
        for (Source each : all) {
            path(each)
                    .flatMap(path -> SourceDesk.unfit(path, node.home()))
                    .ifPresent(why -> unfit.add("The source " + PathText.shown(each.path()) + ": " + why));
        }
        return Rules.sources(all.size(), unfit);
    }

    /** Empty for bytes that are no text: this library cannot name such a file, and a backup looks at it all the same. */
    private static Optional<Path> path(Source source) {
        String text = new String(source.path().toArray(), StandardCharsets.UTF_8);
        return PathText.bytes(text).equals(source.path()) ? Optional.of(Path.of(text)) : Optional.empty();
    }

    private List<Finding> audits() {
        List<AuditRow.Ended> last = node.agreed().stream()
                .flatMap(terms -> node.stores().ledger().audits().last(partner(terms), true).stream())
                .map(AuditRow::ended)
                .toList();
        return Rules.audits(
                last.size(),
                last.stream()
                        .filter(each -> !FINE.contains(each.result()))
                        .map(each -> "The last audit of " + name(each.peer()) + ", at " + each.time() + ", ended as "
                                + each.result())
                        .toList());
    }

    private String name(OwnerId id) {
        return node.stores().ledger().peers().find(id).map(PeerRow::name).orElse(id.brief());
    }

    private List<Finding> plugins() {
        return Rules.plugins(
                health.map(PluginHealth::problems).orElse(Set.of()),
                node.pluginWatch().map(PluginWatch::warnings).orElse(List.of()));
    }

    private List<Finding> providers() {
        try {
            node.owner().formations().check(node.settings());
            return Rules.providers(Optional.empty(), false);
        } catch (HoldfastException e) {
            return Rules.providers(Optional.ofNullable(e.getMessage()), e.code() == ErrorCode.BUSY);
        }
    }
}
