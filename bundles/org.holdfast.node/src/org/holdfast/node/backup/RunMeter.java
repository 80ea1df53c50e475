// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.control.StageReport;

/** Counts what a run does, and what each stage costs. Thread-safe. */
public final class RunMeter {
    /** The stages of the main flow, in order. */
    public enum Stage {
        /** Reading and cutting, with {@link #IDENTIFY} and waiting for the stages behind. */
        SCAN,
        IDENTIFY,
        COMPRESS,
        SEAL,
        CODE,
        BLOCK,
        /** All blocks' sending times added up: many are on their way at once. */
        SEND
    }

    final LongAdder files = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder newBytes = new LongAdder();
    final LongAdder storedBytes = new LongAdder();
    final LongAdder segments = new LongAdder();
    private final NodeClock clock;
    private final long startNanos;
    private final Map<OwnerId, LongAdder> lanes = new ConcurrentHashMap<>();
    private final LongAdder[] wall = adders();
    private final LongAdder[] cpu = adders();

    public RunMeter(NodeClock clock) {
        this.clock = clock;
        this.startNanos = clock.nanos();
    }

    private static LongAdder[] adders() {
        return Stream.generate(LongAdder::new).limit(Stage.values().length).toArray(LongAdder[]::new);
    }

    /** Starts timing a stage on this thread; closing the answer ends it. */
    Timing time(Stage stage) {
        long wallStart = clock.nanos();
        long cpuStart = clock.cpuNanos();
        return () -> {
            wall[stage.ordinal()].add(clock.nanos() - wallStart);
            cpu[stage.ordinal()].add(clock.cpuNanos() - cpuStart);
        };
    }

    /** Entries of every kind but directories. */
    public long files() {
        return files.sum();
    }

    /** Source data seen. */
    public long bytes() {
        return bytes.sum();
    }

    /** Bytes that partners confirmed. */
    public long storedBytes() {
        return storedBytes.sum();
    }

    /** A partner has confirmed so many. */
    void stored(OwnerId partner, long confirmed) {
        storedBytes.add(confirmed);
        lanes.computeIfAbsent(partner, fresh -> new LongAdder()).add(confirmed);
    }

    /** What each partner confirmed, of those that confirmed anything. */
    public Map<OwnerId, Long> lanes() {
        return lanes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, each -> each.getValue().sum()));
    }

    public long segments() {
        return segments.sum();
    }

    /** Since the run began. */
    public double seconds() {
        return (clock.nanos() - startNanos) / 1e9;
    }

    /** What each stage cost so far. */
    public List<StageReport> stages() {
        return Stream.of(Stage.values())
                .map(stage -> new StageReport(
                        stage.name().toLowerCase(java.util.Locale.ROOT),
                        wall[stage.ordinal()].sum() / 1e9,
                        cpu[stage.ordinal()].sum() / 1e9))
                .toList();
    }

    /** A running measurement. */
    interface Timing extends AutoCloseable {
        @Override
        void close();
    }
}
