// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;
import org.holdfast.model.Protection;
import org.holdfast.node.service.SafetyDesk.Standing;

/** Why data are safe, or are not, in words. Pure. */
final class SafetyReasons {
    private SafetyReasons() {}

    /** What the others are good for, if this machine were lost. */
    static String others(Standing now) {
        if (now.restorable()) {
            return now.spare() > 0 ? "the others have everything" : "the others have everything, and nothing to spare";
        }
        return switch (now.protection()) {
            case NONE -> "nobody else has anything";
            case PARTIAL -> "the others may not have everything";
            case PROTECTED, FULL -> "nobody else gives everything";
        };
    }

    /** @param unread sources that could not be read for the newest snapshot; none are known after a recovery */
    static List<String> of(Standing now, List<Bytes> unread) {
        if (now.protection() == Protection.NONE) {
            return List.of("there is no snapshot yet");
        }
        List<String> reasons = new ArrayList<>();
        if (now.checkpoint()) {
            reasons.add("the first backup is not through yet; what it had read at its last checkpoint can be restored");
        } else {
            now.never()
                    .forEach(each -> reasons.add(PathText.shown(each)
                            + " is in no snapshot yet: the next backup has it, or 'holdfast backup' now"));
            if (now.partial()) {
                reasons.addAll(missed(unread));
            }
            reasons.addAll(lacking(now));
        }
        if (now.protection() == Protection.PROTECTED) {
            reasons.add("some blocks wait for their partners; enough are there to restore everything");
        }
        return reasons;
    }

    private static List<String> lacking(Standing now) {
        if (now.placed() == Protection.PARTIAL) {
            String still = now.restorable()
                    ? "everything can be restored" + (now.spare() > 0 ? "; " : ", but nothing more may be lost: ")
                    : "";
            return List.of(still + "not every block is at enough partners; what is missing is brought there, or made"
                    + " anew, as soon as there are partners for it");
        }
        return switch (now.spare()) {
            case 0 ->
                List.of("without the partners that are silent, or gave something wrong, there is nothing to spare:"
                        + " nothing more may be lost until they are back, or have proved what they keep, or it is made"
                        + " anew elsewhere");
            case -1 ->
                List.of("so many partners are silent, or gave something wrong, that not everything may be had from the"
                        + " others");
            default -> List.of();
        };
    }

    private static List<String> missed(List<Bytes> unread) {
        List<String> shown = unread.isEmpty()
                ? List.of("a source")
                : unread.stream().map(PathText::shown).toList();
        return shown.stream()
                .map(each -> each
                        + " could not be read for the last snapshot, which has it as it was in the one before, if it"
                        + " was in that; back up again when it is there, or say 'holdfast source remove PATH'")
                .toList();
    }
}
