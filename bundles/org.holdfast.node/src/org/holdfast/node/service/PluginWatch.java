// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.vectors.Standing;
import org.holdfast.node.work.Ending;
import org.holdfast.plugins.PluginFolder;
import org.holdfast.plugins.PluginStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after plug-ins in the background: takes what is dropped into the folder, removes what is taken out of it, and
 * knows what an administrator should look at. Thread-safe.
 */
final class PluginWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Node node;
    private final Plugins plugins;
    private final PluginFolder folder;
    private final SignatureWatch signatures;
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    /** Refused providers that the audit log knows of; belongs to the thread. */
    private final Set<String> unproven = new HashSet<>();

    private final Thread thread;

    PluginWatch(Node node, Plugins plugins) {
        this.node = node;
        this.plugins = plugins;
        this.folder = new PluginFolder(node.home().resolve("plugins"), plugins.store(), node.clock());
        this.signatures = new SignatureWatch(node, plugins);
        this.thread = Thread.ofVirtual().name("plugins").unstarted(this::watch);
    }

    void start() {
        plugins.gate().rejected().forEach(each -> LOG.error("{}", each.message()));
        thread.start();
    }

    private void watch() {
        try {
            while (!node.isStopping()) {
                look();
                node.clock().sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node is stopping
        }
    }

    private void look() {
        try {
            folder.scan().forEach(this::tell);
            node.lookAround();
        } catch (RuntimeException e) {
            LOG.error("The folder of plug-ins cannot be looked after; it is tried again", e);
        } finally {
            node.providers().settle();
        }
        lookBack();
        noteRefusals();
        plugins.store().takeTroubles().forEach(each -> LOG.warn("{} ({})", each.getMessage(), each.code()));
    }

    private void lookBack() {
        tryTo(signatures::look);
        tryTo(node.providers()::examineUndecided);
        node.rollback().ifPresent(desk -> tryTo(desk::look));
    }

    /** None keeps the others from their work. */
    private static void tryTo(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.error("Plug-ins cannot be looked after; it is tried again", e);
        }
    }

    /** Each provider that is refused comes into the audit log once; the check itself has told the ordinary log. */
    private void noteRefusals() {
        List<ProviderEntry> refused = troubled()
                .filter(entry -> entry.standing() instanceof Standing.Refused)
                .toList();
        unproven.retainAll(refused.stream().map(PluginWatch::name).toList());
        refused.stream()
                .filter(entry -> unproven.add(name(entry)))
                .forEach(entry ->
                        log("PROVIDER_REFUSED", entry.id(), entry.problem().orElseThrow()));
    }

    private static String name(ProviderEntry entry) {
        return entry.bundleId() + " " + entry.role() + " " + entry.id();
    }

    private Stream<ProviderEntry> troubled() {
        return node.providers().entries().stream()
                .filter(entry -> entry.problem().isPresent());
    }

    private void tell(PluginFolder.Event event) {
        switch (event) {
            case PluginFolder.Event.Taken(String file, PluginStore.Change change) -> {
                refusals.remove(file);
                record(change);
            }
            case PluginFolder.Event.Removed(String file, PluginStore.Plugin plugin) -> {
                refusals.remove(file);
                record("PLUGIN_REMOVED", plugin, file);
            }
            case PluginFolder.Event.Refused(String file, HoldfastException why) -> {
                refusals.put(file, file + ": " + why.getMessage());
                LOG.warn("plugins/{}: {} ({})", file, why.getMessage(), why.code());
                log("PLUGIN_REFUSED", file, why.code() + ": " + why.getMessage());
            }
        }
    }

    /** Every change is in the audit log, whoever asked for it. */
    void record(PluginStore.Change change) {
        switch (change) {
            case PluginStore.Change.Installed(PluginStore.Plugin plugin) -> record("PLUGIN_INSTALLED", plugin, "");
            case PluginStore.Change.Replaced replaced ->
                record("PLUGIN_REPLACED", replaced.plugin(), "instead of " + replaced.before());
            case PluginStore.Change.Unchanged unchanged -> LOG.debug("{} is installed", unchanged.plugin());
        }
    }

    void record(String event, PluginStore.Plugin plugin, String how) {
        LOG.info("{} {} {} {}", event, plugin.name(), plugin.version(), how);
        log(event, plugin.name(), plugin.version() + " " + plugin.sha256() + " " + how);
    }

    private void log(String event, String subject, String text) {
        node.stores().ledger().events().append(node.clock().instant(), event, subject, text.strip());
    }

    /** What an administrator should look at. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        plugins.gate().rejected().forEach(each -> warnings.add(each.message()));
        plugins.store()
                .vanished()
                .forEach(plugin -> warnings.add("The jar of the plug-in " + plugin.name() + " " + plugin.version()
                        + " is gone from the disk; install it again"));
        warnings.addAll(refusals.values());
        warnings.addAll(signatures.warnings());
        node.rollback().flatMap(RollbackDesk::warning).ifPresent(warnings::add);
        troubled().flatMap(entry -> entry.problem().stream()).forEach(warnings::add);
        return warnings;
    }

    @Override
    public void close() {
        Ending.of(thread);
    }
}
