// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.rollback.PluginSnapshot;
import org.holdfast.node.rollback.PluginSnapshots;
import org.holdfast.node.rollback.Watch;
import org.holdfast.node.rollback.Watch.Phase;
import org.holdfast.node.rollback.WatchFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what there was before each change of plug-ins that a command makes, looks for half a minute whether the change
 * harms, and takes it back if so; also across a restart. State belongs to the lock of this object, which is held while a
 * change is made.
 */
final class RollbackDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RollbackDesk.class);
    private static final Duration WATCH = Duration.ofSeconds(30);
    /** At a start, plug-ins come up after the node: what seems to be missing is only late. */
    private static final Duration COMING_UP = Duration.ofSeconds(10);

    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Node node;
    private final PluginSnapshots snapshots;
    private final WatchFile file;
    private final PluginHealth health;
    private final PluginRestoration restoration;
    private Optional<Watch> watch;
    private long from;
    private long until;
    private Set<String> suspected = Set.of();

    RollbackDesk(Node node, Plugins plugins) {
        this.node = node;
        this.snapshots = new PluginSnapshots(node.home().resolve("rollback"));
        this.file = new WatchFile(node.home().resolve("rollback"));
        this.health = new PluginHealth(node, plugins);
        this.restoration = new PluginRestoration(node, plugins.store());
        this.watch = file.read();
        this.from = node.clock().nanos() + COMING_UP.toNanos();
        this.until = from + WATCH.toNanos();
    }

    /** Makes a change of which there is a snapshot. What fails changes nothing, so its snapshot goes. */
    synchronized <T> T during(String change, Supplier<T> work) {
        PluginSnapshot before = restoration.snapshot(snapshots, health.choices());
        Optional<Watch> last = watch;
        note(Optional.of(new Watch(Phase.WATCHING, before.number(), change, health.problems(), health.served(), "")));
        try {
            return work.get();
        } catch (RuntimeException e) {
            note(last);
            snapshots.drop(before);
            throw e;
        } finally {
            from = node.clock().nanos();
            until = from + WATCH.toNanos();
            suspected = Set.of();
        }
    }

    /**
     * To be called about once a second. A problem counts when two looks in a row see it: services come and go for a moment
     * while a bundle is replaced.
     */
    synchronized void look() {
        boolean over = node.clock().nanos() - until > 0;
        switch (watch.map(Watch::phase).orElse(Phase.ROLLED_BACK)) {
            case WATCHING -> {
                if (node.clock().nanos() - from >= 0) {
                    lookAt(watch.orElseThrow(), over);
                }
            }
            case ROLLING_BACK -> {
                if (over) {
                    attempt(watch.orElseThrow());
                }
            }
            case ROLLED_BACK -> {}
        }
    }

    private void lookAt(Watch watched, boolean over) {
        Set<String> fresh = health.problemsBesides(watched);
        Optional<String> confirmed = fresh.stream().filter(suspected::contains).findFirst();
        suspected = fresh;
        if (confirmed.isPresent()) {
            attempt(watched.as(Phase.ROLLING_BACK, confirmed.get()));
        } else if (over && fresh.isEmpty() && !health.isUndecided()) {
            note(Optional.empty());
        }
    }

    /** One that fails is tried again later. */
    private void attempt(Watch watched) {
        try {
            LOG.warn("'{}' is taken back: {}", watched.change(), watched.why());
            note(Optional.of(watched));
            PluginSnapshot before = snapshots
                    .find(watched.snapshot())
                    .orElseThrow(() -> new HoldfastException(
                            ErrorCode.CONFLICT,
                            watched.change(),
                            "What there was before '" + watched.change() + "' is not kept any more."));
            takeBack(before, watched);
        } catch (HoldfastException e) {
            until = node.clock().nanos() + RETRY.toNanos();
            LOG.error("'{}' cannot be taken back yet: {} ({})", watched.change(), e.getMessage(), e.code());
        }
    }

    /** By hand: what there was before the last change. @throws HoldfastException CONFLICT if nothing is kept */
    synchronized void rollBack() {
        PluginSnapshot latest = snapshots
                .latest()
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.CONFLICT,
                        "plugins",
                        "There is no change of plug-ins to take back: the last three that commands make are kept."));
        String change = watch.filter(last -> last.snapshot() == latest.number())
                .map(Watch::change)
                .orElse("the change after snapshot " + latest.number());
        Watch asked = new Watch(
                Phase.ROLLING_BACK, latest.number(), change, Set.of(), Set.of(), "'plugin rollback' was said");
        Optional<Watch> last = watch;
        note(Optional.of(asked));
        try {
            takeBack(latest, asked);
        } catch (HoldfastException e) {
            note(last); // whoever asked is told, and decides
            throw e;
        }
    }

    private void takeBack(PluginSnapshot before, Watch watched) {
        String kept = restoration.restore(before);
        String why = watched.why() + (kept.isEmpty() ? "" : " " + kept);
        node.stores().ledger().events().append(node.clock().instant(), "PLUGINS_ROLLED_BACK", watched.change(), why);
        LOG.warn("'{}' was taken back: {}", watched.change(), why);
        note(Optional.of(watched.as(Phase.ROLLED_BACK, why)));
        snapshots.drop(before);
    }

    private void note(Optional<Watch> next) {
        next.ifPresentOrElse(file::write, file::clear);
        watch = next;
    }

    /** What people should know of the last change. Asks no lock: a change that is being made may take its time. */
    Optional<String> warning() {
        return file.read().flatMap(noted -> switch (noted.phase()) {
            case WATCHING -> Optional.empty();
            case ROLLING_BACK -> Optional.of("'" + noted.change() + "' is being taken back: " + noted.why());
            case ROLLED_BACK -> Optional.of("'" + noted.change() + "' was taken back: " + noted.why());
        });
    }
}
