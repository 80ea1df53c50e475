// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SnapshotList;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Protection;
import org.holdfast.node.backup.Source;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.spi.policy.Whereabouts;

/**
 * Answers whether what was backed up can be had, and whether it still could if something more were lost. Only shards at
 * partners count that are heard of and gave nothing wrong, under agreements that stand. Thread-safe.
 */
final class SafetyDesk {
    /**
     * How long an answer counts that has to look at many blocks: so many times what it took, within these bounds, as
     * whoever watches asks every few seconds; and only until the receipts change.
     */
    private static final int TIMES = 30;

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Node node;
    private final AtomicReference<Optional<Spare>> last = new AtomicReference<>(Optional.empty());

    /** @param until by the clock's nanoseconds */
    private record Spare(Question question, long until, int least) {}

    private record Question(Map<AgreementId, OwnerId> without, Ledger.Receipts receipts) {}

    /**
     * How safe the data are now.
     *
     * @param safe whether everything that is to be backed up can be restored, with something to spare
     * @param restorable whether everything that was backed up can be restored, if nothing more is lost
     * @param lossPerYear losses to be expected in a year, as things stand
     * @param limitedBy what they would come from
     */
    record Safety(Standing standing, boolean safe, boolean restorable, double lossPerYear, String limitedBy) {}

    /**
     * What that follows from.
     *
     * @param protection of the newest snapshot
     * @param placed how safe its blocks are, also where a source could not be read for it
     * @param checkpoint whether the first backup is not through
     * @param partial whether a source could not be read for it
     * @param spare what any segment can spare, at partners that count: -1 none of them can be had for sure
     * @param askable whether those of them that may be asked for a restore now have enough
     * @param lost whether this machine does not know what it has stored
     * @param replaced whether another one has taken its place, so that nobody gives this one anything
     * @param sources whether anything is named to be backed up
     * @param never sources that are not in the newest snapshot
     */
    record Standing(
            Protection protection,
            Protection placed,
            boolean checkpoint,
            boolean partial,
            int spare,
            boolean askable,
            boolean lost,
            boolean replaced,
            boolean sources,
            List<Bytes> never) {
        /** Whether partners have enough of everything, whoever may be asked. */
        boolean enough() {
            return protection != Protection.NONE && !checkpoint && !lost && !replaced && spare >= 0;
        }

        boolean restorable() {
            return enough() && askable;
        }

        /** Whether the blocks are where they belong, and more of them may be lost. */
        boolean sparing() {
            return restorable() && spare > 0 && placed.compareTo(Protection.PROTECTED) >= 0;
        }

        boolean safe() {
            return sparing() && !partial && sources && never.isEmpty();
        }
    }

    SafetyDesk(Node node) {
        this.node = node;
    }

    Safety look() {
        Standing now = standing();
        List<Whereabouts> sound = node.lasting().stream()
                .filter(node.health()::isSound)
                .map(node::whereabouts)
                .toList();
        CodePlan expected = now.sparing()
                ? node.redundancy().expected(sound)
                : node.redundancy().expected(sound, Math.max(0, now.spare()));
        double alone = node.settings().assumptions().failures();
        boolean counts = now.restorable() && (now.sparing() || expected.lossPerYear() < alone);
        return new Safety(
                now,
                now.safe(),
                now.restorable(),
                counts ? expected.lossPerYear() : alone,
                counts ? expected.limitedBy() : "this machine: " + SafetyReasons.others(now));
    }

    private Standing standing() {
        List<SnapshotRow> all = node.stores().ledger().snapshots().all();
        Optional<SnapshotRow> newest = all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
        Optional<Snapshot> record =
                newest.map(row -> SnapshotList.decode(row.record().toArray()).getFirst());
        Map<AgreementId, OwnerId> lost = lost();
        return new Standing(
                node.owner().protection(),
                node.owner().placed(),
                newest.filter(row -> row.protection() == Protection.PARTIAL).isPresent(),
                record.filter(Snapshot::partial).isPresent(),
                spare(lost),
                isAskable(lost),
                node.stores().losses().present().isPresent(),
                node.network().replacedAt().isPresent(),
                !node.owner().sources().all().isEmpty(),
                record.map(this::never).orElse(List.of()));
    }

    /** What is in force is read first: an agreement that ends meanwhile is in both, and not in neither. */
    private Map<AgreementId, OwnerId> lost() {
        OwnerId self = node.identity().owner();
        Map<AgreementId, OwnerId> lost = new HashMap<>();
        for (AgreementTerms each : node.agreed()) {
            if (!node.health().isSound(each)) {
                lost.put(each.id(), each.partnerOf(self));
            }
        }
        lost.putAll(node.leave().ended());
        return lost;
    }

    private boolean isAskable(Map<AgreementId, OwnerId> lost) {
        Set<AgreementId> waiting = node.owner().commitments().until().keySet();
        if (waiting.isEmpty()) {
            return true;
        }
        Map<AgreementId, OwnerId> without = new HashMap<>(lost);
        node.stores().ledger().agreements().all().stream()
                .map(row -> row.agreement().terms())
                .filter(terms -> waiting.contains(terms.id()))
                .forEach(terms ->
                        without.put(terms.id(), terms.partnerOf(node.identity().owner())));
        return node.stores().ledger().segments().spare(without) >= 0;
    }

    private int spare(Map<AgreementId, OwnerId> without) {
        Ledger.Segments segments = node.stores().ledger().segments();
        if (without.isEmpty()) {
            return segments.spare(without);
        }
        Question question = new Question(Map.copyOf(without), segments.receipts());
        long now = node.clock().nanos();
        return last.get()
                .filter(each -> each.question().equals(question) && now - each.until() < 0)
                .map(Spare::least)
                .orElseGet(() -> {
                    int least = segments.spare(without);
                    long end = node.clock().nanos();
                    long fresh = Math.clamp(TIMES * (end - now), SHORTEST.toNanos(), LONGEST.toNanos());
                    last.set(Optional.of(new Spare(question, end + fresh, least)));
                    return least;
                });
    }

    /** Sources that were named after the newest snapshot. */
    private List<Bytes> never(Snapshot newest) {
        Set<Bytes> had = new HashSet<>();
        newest.sources().stream().map(SourceRoot::path).forEach(had::add);
        return node.owner().sources().all().stream()
                .map(Source::path)
                .filter(each -> !had.contains(each))
                .toList();
    }
}
