// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.ProblemReport;

/** Counts what a restore does. Thread-safe. */
public final class RestoreTally {
    private static final int LISTED = 100;

    final LongAdder files = new LongAdder();
    final LongAdder kept = new LongAdder();
    final LongAdder bytes = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final Map<OwnerId, Long> fetched = new ConcurrentHashMap<>();
    private final LongAdder badShards = new LongAdder();
    private final LongAdder correctedShards = new LongAdder();
    private final Set<ProblemReport> problems = new LinkedHashSet<>(); // guarded by itself

    void problem(String path, ErrorCode code, String why) {
        errors.increment();
        synchronized (problems) {
            if (problems.size() < LISTED) {
                problems.add(new ProblemReport(path, code.name(), why));
            }
        }
    }

    /** Something that was restored, but not in every respect; may be said again. */
    void remark(String path, String why) {
        synchronized (problems) {
            if (problems.size() < LISTED) {
                problems.add(new ProblemReport(path, "WARNING", why));
            }
        }
    }

    /** A partner has sent so many bytes. */
    void fetched(OwnerId partner, long count) {
        fetched.merge(partner, count, Long::sum);
    }

    public void bad(int count) {
        badShards.add(count);
    }

    /** Shards that failed their checks, in a segment that was put together from them all the same. */
    void corrected(int count) {
        correctedShards.add(count);
    }

    public long files() {
        return files.sum();
    }

    /** Of the files, those that were there and looked right, and were not read. */
    public long kept() {
        return kept.sum();
    }

    public long bytes() {
        return bytes.sum();
    }

    public long errors() {
        return errors.sum();
    }

    public long fetchedBytes() {
        return fetched.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What each partner sent, of those that sent anything. */
    public Map<OwnerId, Long> lanes() {
        return Map.copyOf(fetched);
    }

    public long badShards() {
        return badShards.sum();
    }

    public long correctedShards() {
        return correctedShards.sum();
    }

    public List<ProblemReport> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }
}
