// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.files.PathText;
import org.holdfast.format.tree.SnapshotList;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.Protection;
import org.holdfast.node.backup.Source;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.spi.policy.Whereabouts;

/** Answers whether what was backed up can be had, and whether it still could if something more were lost. */
final class SafetyDesk {
    private final Node node;

    /**
     * How safe the data are now.
     *
     * @param protection of the newest snapshot
     * @param safe whether everything that is to be backed up can be restored, with something to spare
     * @param restorable whether everything that was backed up can be restored, if nothing more is lost
     * @param lossPerYear losses to be expected in a year, as things stand
     * @param limitedBy what they would come from
     * @param enough whether the partners have enough, whoever of them may be asked
     */
    record Safety(
            Protection protection,
            boolean safe,
            boolean restorable,
            double lossPerYear,
            String limitedBy,
            boolean enough,
            List<String> reasons) {}

    SafetyDesk(Node node) {
        this.node = node;
    }

    Safety look() {
        Ledger ledger = node.stores().ledger();
        return look(node.lasting(), new Readings(node).commitments().allowRestoring(ledger));
    }

    /** @param askable whether those partners that may be asked for a restore have enough */
    Safety look(List<AgreementTerms> agreed, boolean askable) {
        Protection protection = node.owner().protection();
        Set<AgreementId> lost = lost();
        boolean there = isThere(lost);
        boolean untouched = isStored(protection) && lost.isEmpty();
        boolean spare = there && (untouched || node.stores().ledger().segments().allHave(1, lost));
        boolean stored = spare && isStored(protection);
        List<Bytes> never = never();
        boolean restorable = there && askable;
        CodePlan expected = stored
                ? node.redundancy().expected(sound(agreed))
                : node.redundancy().expected(sound(agreed), spare ? 1 : 0);
        double alone = node.settings().assumptions().failures();
        boolean counts = restorable && (stored || expected.lossPerYear() < alone);
        return new Safety(
                protection,
                stored && never.isEmpty() && askable,
                restorable,
                counts ? expected.lossPerYear() : alone,
                counts ? expected.limitedBy() : "this machine: " + others(protection, restorable),
                there,
                reasons(protection, there, spare, never));
    }

    private static boolean isStored(Protection protection) {
        return protection == Protection.PROTECTED || protection == Protection.FULL;
    }

    /** Where those partners are that gave nothing wrong. */
    private List<Whereabouts> sound(List<AgreementTerms> agreed) {
        return agreed.stream()
                .filter(node.health()::isTrusted)
                .map(node::whereabouts)
                .toList();
    }

    /** Agreements under which nothing counts: with partners that gave something wrong, and those that have ended. */
    private Set<AgreementId> lost() {
        Set<AgreementId> lost = new HashSet<>(node.leave().ended());
        node.agreed().stream()
                .filter(each -> !node.health().isTrusted(each))
                .map(AgreementTerms::id)
                .forEach(lost::add);
        return lost;
    }

    /** Whether each segment of a snapshot that is through has its m shards. */
    private boolean isThere(Set<AgreementId> lost) {
        return !node.stores().ledger().snapshots().all().isEmpty()
                && !isCheckpoint()
                && node.stores().ledger().segments().allHave(0, lost);
    }

    private boolean isCheckpoint() {
        List<SnapshotRow> all = node.stores().ledger().snapshots().all();
        return !all.isEmpty() && all.getLast().protection() == Protection.PARTIAL;
    }

    /** What the others are good for, if this machine were lost. */
    private static String others(Protection protection, boolean restorable) {
        if (restorable) {
            return "the others have everything, and nothing to spare";
        }
        return switch (protection) {
            case NONE -> "nobody else has anything";
            case PARTIAL -> "the others may not have everything";
            case PROTECTED, FULL -> "nobody else gives everything";
        };
    }

    private List<String> reasons(Protection protection, boolean there, boolean spare, List<Bytes> never) {
        List<String> reasons = new ArrayList<>();
        if (protection == Protection.NONE) {
            reasons.add("there is no snapshot yet");
            return reasons;
        }
        if (isCheckpoint()) {
            reasons.add("the first backup is not through yet; what it had read at its last checkpoint can be restored");
        } else {
            never.forEach(each -> reasons.add(
                    PathText.shown(each) + " is in no snapshot yet: the next backup has it, or 'holdfast backup' now"));
            if (node.owner().isPartial()) {
                reasons.addAll(unread());
            }
        }
        reasons.addAll(lacking(protection, there, spare));
        if (protection == Protection.PROTECTED) {
            reasons.add("some blocks wait for their partners; enough are there to restore everything");
        }
        return reasons;
    }

    private List<String> lacking(Protection protection, boolean there, boolean spare) {
        if (isCheckpoint() || isStored(protection) && spare) {
            return List.of();
        }
        if (isStored(protection)) {
            return List.of(
                    there
                            ? "partners gave something wrong, and without them there is nothing to spare: nothing more may"
                                    + " be lost until they have proved what they keep, or it is made anew elsewhere"
                            : "so many partners gave something wrong that not everything may be had from the others");
        }
        return node.owner().placed() == Protection.PARTIAL
                ? List.of((there
                                ? "everything can be restored" + (spare ? "; " : ", but nothing more may be lost: ")
                                : "")
                        + "not every block is at enough partners; what is missing is brought there, or made anew, as soon"
                        + " as there are partners for it")
                : List.of();
    }

    /** Sources that were named after the newest snapshot, or could never be read. */
    private List<Bytes> never() {
        List<SnapshotRow> all = node.stores().ledger().snapshots().all();
        if (all.isEmpty()) {
            return List.of();
        }
        Set<Bytes> had = new HashSet<>();
        SnapshotList.decode(all.getLast().record().toArray()).getFirst().sources().stream()
                .map(SourceRoot::path)
                .forEach(had::add);
        return node.owner().sources().all().stream()
                .map(Source::path)
                .filter(each -> !had.contains(each))
                .toList();
    }

    /** After a recovery it is known only that there are such sources. */
    private List<String> unread() {
        List<Bytes> paths = node.owner().sources().unread();
        List<String> shown = paths.isEmpty()
                ? List.of("a source")
                : paths.stream().map(PathText::shown).toList();
        return shown.stream()
                .map(each ->
                        each + " could not be read for the last snapshot, which has it as it was in the one before;"
                                + " back up again when it is there, or say 'holdfast source remove PATH'")
                .toList();
    }
}
