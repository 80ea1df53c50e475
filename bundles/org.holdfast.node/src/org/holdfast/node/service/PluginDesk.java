// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.holdfast.format.identity.RosterPublisher;
import org.holdfast.format.identity.RosterPublisher.Status;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.InstalledReport;
import org.holdfast.node.control.PluginControl;
import org.holdfast.node.control.PluginReport;
import org.holdfast.node.control.PluginStatusReport;
import org.holdfast.node.control.PublisherReport;
import org.holdfast.node.control.RecodeReport;
import org.holdfast.node.vectors.Standing;
import org.holdfast.plugins.PluginStore;
import org.holdfast.plugins.Publishers;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people are told of providers: which are there, which one new data are written with, which stored data need. */
final class PluginDesk implements PluginControl {
    private static final Logger LOG = LoggerFactory.getLogger(PluginDesk.class);
    /** How long a plug-in may take to come up after its bundle has started. */
    private static final Duration COMING = Duration.ofSeconds(5);

    private final Node node;
    private final ConfigStore config;
    private final Optional<Plugins> plugins;

    PluginDesk(Node node, ConfigStore config, Optional<Plugins> plugins) {
        this.node = node;
        this.plugins = plugins;
        this.config = config;
    }

    @Override
    public PluginReport prefer(String role, String id) {
        Setting setting = Formations.settingOf(role)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.PROVIDER_UNKNOWN,
                        role,
                        "There is nothing to prefer for '" + role
                                + "': the roles are coding, crypto, crypto.outer, compression and audit."));
        NodeSettings wanted = node.settings().with(setting, id);
        node.providers().plane(role).ifPresent(plane -> plane.examineAgain(id));
        FormatSet formats = node.owner().formations().check(wanted);
        if (setting == Setting.CODING) {
            requirePartners(wanted);
        }
        LOG.info("New data are written with {} as {} from now on ({})", id, role, formats);
        changing("prefer " + role + " " + id, () -> {
            config.set(setting.key(), id);
            node.change(wanted);
            return wanted;
        });
        node.stores().ledger().events().append(node.clock().instant(), "PROVIDER_PREFERRED", role, id);
        return list().stream()
                .filter(each -> each.role().equals(role) && each.id().equals(id))
                .max(Comparator.comparing(PluginReport::preferred))
                .orElseThrow();
    }

    /** The code that new segments would have needs no more hosts than there are. */
    private void requirePartners(NodeSettings wanted) {
        int hosts = node.owner().hosts();
        CodeShape shape = node.owner()
                .formations()
                .of(wanted, node.redundancy().plan().shape())
                .shape();
        if (shape.n() > hosts) {
            throw new HoldfastException(
                    ErrorCode.CODE_NEEDS_PARTNERS,
                    wanted.text(Setting.CODING),
                    wanted.text(Setting.CODING) + " as " + shape + " needs partners on " + shape.n()
                            + " machines, and there are " + hosts
                            + ". Set 'redundancy' to a smaller code, or invite more machines.");
        }
    }

    @Override
    public PluginStatusReport status() {
        RecodeReport recode = node.recoding().report().orElse(null);
        return plugins.map(present -> new PluginStatusReport(
                        present.store().plugins().stream()
                                .map(plugin -> report(plugin, "listed", "", ""))
                                .toList(),
                        node.pluginWatch().map(PluginWatch::warnings).orElse(List.of()),
                        present.store().uncollected(),
                        recode))
                .orElseGet(() -> new PluginStatusReport(List.of(), List.of(), 0, recode));
    }

    @Override
    public InstalledReport install(String file) {
        Path jar = Path.of(file);
        if (!jar.isAbsolute() || !Files.isReadable(jar)) {
            throw new HoldfastException(
                    ErrorCode.PATH_UNKNOWN,
                    file,
                    file + " is not a file that the node can read, by its absolute path.");
        }
        try {
            Installed done = changing("install " + jar.getFileName(), () -> installed(jar));
            node.pluginWatch().ifPresent(watch -> watch.record(done.change()));
            return report(done.change(), done.problem());
        } finally {
            node.providers().settle();
        }
    }

    /** @param problem why nothing new is written with it; empty if that is not so */
    private record Installed(PluginStore.Change change, String problem) {}

    /** Ends with the verdict of the check: the change is not taken back before whoever asked for it can be told why. */
    private Installed installed(Path jar) {
        List<ProviderEntry> before = node.providers().entries();
        PluginStore.Change change = store().install(jar, Optional.empty());
        return new Installed(
                change,
                change instanceof PluginStore.Change.Replaced && !follows(change.plugin(), before)
                        ? "nothing that it offers has come up yet; 'holdfast plugin list' shows it when it has"
                        : verdict(change.plugin()));
    }

    /**
     * Whether a plug-in has taken over from the one that it replaced, where that offered anything: services come a
     * moment after their bundle has started, and until then there is nothing whose check could be awaited.
     */
    private boolean follows(PluginStore.Plugin plugin, List<ProviderEntry> before) {
        Set<Long> former = before.stream()
                .filter(each -> each.bundle().equals(plugin.name()))
                .map(ProviderEntry::bundleId)
                .collect(Collectors.toSet());
        long end = node.clock().nanos() + COMING.toNanos();
        while (!former.isEmpty()
                && node.providers().entries().stream()
                        .noneMatch(each ->
                                each.isOf(plugin.name(), plugin.version()) && !former.contains(each.bundleId()))) {
            if (node.clock().nanos() - end > 0) {
                return false;
            }
            BackupJob.pause(node.clock());
        }
        return true;
    }

    /** That nobody waited for it undoes nothing: the plug-in is there, and can be taken back. */
    private String verdict(PluginStore.Plugin plugin) {
        try {
            return unusable(plugin);
        } catch (HoldfastException e) {
            return "whether it can be used is not known yet: " + e.getMessage();
        }
    }

    @Override
    public InstalledReport remove(String name) {
        try {
            PluginStore.Plugin removed = changing("remove " + name, () -> store().remove(name));
            node.pluginWatch().ifPresent(watch -> watch.record("PLUGIN_REMOVED", removed, ""));
            return report(removed, "removed", "", "");
        } finally {
            node.providers().settle();
        }
    }

    /** Makes a change that can be taken back. */
    private <T> T changing(String change, Supplier<T> work) {
        Optional<RollbackDesk> rollback = node.rollback();
        return rollback.isPresent() ? rollback.get().during(change, work) : work.get();
    }

    @Override
    public PluginStatusReport rollBack() {
        store();
        node.rollback().ifPresent(RollbackDesk::rollBack);
        return status();
    }

    @Override
    public PublisherReport trust(String certificate, boolean revoked) {
        Map<Digest, Publishers.Publisher> named = Publishers.of(
                        Publishers.certificates(Path.of(certificate)), Optional.empty())
                .known();
        if (named.size() != 1) {
            throw new HoldfastException(
                    ErrorCode.MALFORMED_INPUT,
                    certificate,
                    certificate + " holds " + named.size() + " certificates; a publisher is one.");
        }
        Digest fingerprint = named.keySet().iterator().next();
        String name = named.values().iterator().next().name();
        Status status = revoked ? Status.REVOKED : Status.TRUSTED;
        node.doorkeeper().publish(new RosterPublisher(fingerprint, status, name));
        return new PublisherReport(name, fingerprint.toString(), status.name().toLowerCase(Locale.ROOT));
    }

    private PluginStore store() {
        return plugins.map(Plugins::store)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.USAGE, "plugins", "This node runs outside a framework and takes no plug-ins."));
    }

    /** What of a plug-in new data are not written with, and why. */
    private String unusable(PluginStore.Plugin plugin) {
        List<ProviderEntry> its = node.providers().entries().stream()
                .filter(each -> each.isOf(plugin.name(), plugin.version()))
                .toList();
        its.stream().map(ProviderEntry::bundleId).distinct().forEach(node.providers()::awaitExamined);
        return node.providers().entries().stream()
                .filter(each -> each.isOf(plugin.name(), plugin.version()))
                .flatMap(each -> each.problem().stream())
                .collect(Collectors.joining("; "));
    }

    private static InstalledReport report(PluginStore.Change change, String problem) {
        return switch (change) {
            case PluginStore.Change.Installed(PluginStore.Plugin plugin) -> report(plugin, "installed", "", problem);
            case PluginStore.Change.Replaced(PluginStore.Plugin plugin, Version before) ->
                report(plugin, "replaced", before.toString(), problem);
            case PluginStore.Change.Unchanged(PluginStore.Plugin plugin) -> report(plugin, "unchanged", "", problem);
        };
    }

    private static InstalledReport report(PluginStore.Plugin plugin, String change, String before, String problem) {
        return new InstalledReport(
                plugin.name(),
                plugin.version().toString(),
                change,
                before,
                plugin.sha256().toString(),
                plugin.droppedAs().orElse(""),
                problem);
    }

    @Override
    public PluginStatusReport recode(String role, String id) {
        ProviderEntry entry = node.providers().entries().stream()
                .filter(each -> each.role().equals(role.equals("crypto.outer") ? "crypto" : role)
                        && each.id().equals(id)
                        && each.format().isPresent())
                .findFirst()
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.PROVIDER_UNKNOWN,
                        id,
                        "No provider of '" + id + "' is present for '" + role
                                + "'. 'holdfast plugin list' shows those that are."));
        node.recoding().begin(role, entry.format().orElseThrow().number(), id);
        return status();
    }

    @Override
    public PluginStatusReport pauseRecode(boolean paused) {
        node.recoding().pause(paused);
        return status();
    }

    @Override
    public PluginStatusReport cancelRecode() {
        node.recoding().cancel();
        return status();
    }

    /** One for each provider and role; a cipher that can be both layers comes twice. */
    @Override
    public List<PluginReport> list() {
        Map<FormatSet, ByteCount> inUse = node.stores().ledger().segments().inUse();
        List<PluginReport> reports = new ArrayList<>();
        for (ProviderEntry each : node.providers().entries()) {
            reports.add(report(each, each.role(), inUse));
            if (each.role().equals("crypto") && isLengthKeeping(each)) {
                reports.add(report(each, "crypto.outer", inUse));
            }
        }
        reports.sort(Comparator.comparing(PluginReport::role)
                .thenComparing(PluginReport::id)
                .thenComparing(PluginReport::bundle));
        return reports;
    }

    private boolean isLengthKeeping(ProviderEntry entry) {
        return entry.format()
                .flatMap(format -> node.providers().ciphers().peek(format.number()))
                .filter(suite -> suite.overhead() == 0)
                .isPresent();
    }

    private PluginReport report(ProviderEntry entry, String role, Map<FormatSet, ByteCount> inUse) {
        return new PluginReport(
                role,
                entry.id(),
                entry.bundle(),
                entry.version(),
                state(entry),
                isPreferred(entry, role),
                entry.historic(),
                entry.format().map(format -> bytes(format, role, inUse)).orElse(0L),
                entry.problem().orElse(""));
    }

    private static String state(ProviderEntry entry) {
        return switch (entry.standing()) {
            case Standing.Proven proven -> "active";
            case Standing.Examined examined -> "examined";
            case Standing.Undecided undecided -> "undecided";
            case Standing.Refused(ErrorCode code, String why) ->
                code == ErrorCode.VECTORS_MISSING ? "reader" : "refused";
        };
    }

    /** Of several that serve the chosen format, the proven one that is ranked highest. */
    private boolean isPreferred(ProviderEntry entry, String role) {
        Optional<Setting> setting = Formations.settingOf(role);
        return setting.map(chosen -> node.settings().text(chosen))
                        .filter(entry.id()::equals)
                        .isPresent()
                && entry.standing().writes()
                && node.providers().entries().stream()
                        .filter(other ->
                                other.role().equals(entry.role()) && other.id().equals(entry.id()))
                        .noneMatch(other -> other.standing().writes() && other.ranking() > entry.ranking());
    }

    private static long bytes(FormatId format, String role, Map<FormatSet, ByteCount> inUse) {
        ToIntFunction<FormatSet> plane = plane(role);
        return inUse.entrySet().stream()
                .filter(each -> plane.applyAsInt(each.getKey()) == format.number())
                .mapToLong(each -> each.getValue().value())
                .sum();
    }

    /** Where the formats of a role stand in a set. */
    static ToIntFunction<FormatSet> plane(String role) {
        return switch (role) {
            case "coding" -> FormatSet::code;
            case "crypto" -> FormatSet::inner;
            case "crypto.outer" -> FormatSet::outer;
            case "compression" -> FormatSet::compression;
            default -> set -> -1;
        };
    }
}
