// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.identity.Roster.Verdict;
import org.holdfast.model.DeviceKey;

/**
 * Which of two rosters counts. The highest version wins, and of equal versions that with the lowest hash, so that all
 * who know the same admins decide alike; what makes a version one that may win at all is who signed it. The table stands
 * in docs/format-identity.md. Pure.
 */
final class RosterJudge {
    private RosterJudge() {}

    /** How many of these admins signed it rightly. */
    static long signers(Roster roster, Collection<DeviceKey> admins) {
        byte[] body = RosterCodec.body(roster);
        return roster.signatures().stream()
                .filter(each -> admins.contains(each.admin())
                        && Signatures.valid(each.admin(), SignedType.ROSTER, body, each.signature()))
                .count();
    }

    /** By enough of its own admins, to whom its acts lead; the first by the founder. */
    static boolean wellSigned(Roster roster) {
        Set<DeviceKey> admins = new HashSet<>(roster.admins());
        admins.addAll(roster.succession().leaving(roster.version()));
        if (signers(roster, admins) < roster.threshold()) {
            return false;
        }
        if (roster.version() == 1) {
            return roster.succession().isEmpty() && roster.signedByFounder();
        }
        return roster.succession().isEmpty()
                || roster.succession()
                        .verified(roster.founding(), roster.version())
                        .filter(Set.copyOf(roster.admins())::equals)
                        .isPresent();
    }

    static Verdict judge(Roster known, Roster shown) {
        if (!shown.founding().equals(known.founding())) {
            return Verdict.FOREIGN;
        }
        if (shown.version() < known.version()) {
            return Verdict.OLDER;
        }
        boolean rivals = shown.version() == known.version();
        if (rivals && shown.hash().equals(known.hash())) {
            return Verdict.SAME;
        }
        if (!shown.wellSigned()) {
            return Verdict.UNSIGNED;
        }
        if (!mayFollow(known, shown)) {
            return shown.succession().isEmpty() ? Verdict.UNSIGNED : Verdict.FORKED;
        }
        return rivals && known.hash().compareTo(shown.hash()) < 0 ? Verdict.LOSES : Verdict.SUCCEEDS;
    }

    /** Signed by the known admins, or by those to whom they handed over while nobody here looked. */
    private static boolean mayFollow(Roster known, Roster shown) {
        if (signers(shown, known.admins()) >= known.threshold()) {
            return true;
        }
        List<DeviceKey> appointed =
                List.copyOf(known.succession().admins(known.founding()).keySet());
        return known.threshold() == 1
                && known.admins().equals(appointed)
                && !shown.succession().isEmpty()
                && shown.succession().continues(known.succession());
    }
}
