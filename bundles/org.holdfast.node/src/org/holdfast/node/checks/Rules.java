// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.ByteCount;
import org.holdfast.node.work.Spans;

/** When a part of the node is well; of backups {@link BackupRules} says so. Pure functions of facts; each answers at least one finding. */
public final class Rules {
    static final Duration CLOCK_OFF = Duration.ofMinutes(2);

    /** From here on partners refuse agreements (protocol-agreement.md). */
    static final Duration CLOCK_WRONG = Duration.ofHours(6);

    private static final ByteCount TIGHT = ByteCount.mebibytes(64);

    private Rules() {}

    /** @param lost what is fetched again from the partners, in words @param broken entries of logs that do not fit */
    public static List<Finding> ledger(Optional<String> lost, List<String> broken) {
        List<Finding> findings = new ArrayList<>();
        lost.ifPresent(what -> findings.add(Finding.passing(
                "On this node " + what + ".",
                "It is fetched from the partners by itself as soon as they can be reached.")));
        broken.forEach(each -> findings.add(Finding.warn(
                "Not everything in the logs can be believed: " + each + ".",
                "Find out who can write the data folder, and look at the disk.")));
        return findings.isEmpty()
                ? List.of(Finding.ok("The record of partners, blocks and snapshots is whole."))
                : findings;
    }

    /**
     * @param usable above the reserve
     * @param shortage by how much less is free than the reserve
     */
    public static List<Finding> disk(ByteCount usable, ByteCount shortage) {
        if (!shortage.equals(ByteCount.ZERO)) {
            return List.of(Finding.critical(
                    "The disk has " + shortage + " less free than its reserve: nothing new is taken.",
                    "Free some space, or lower 'disk.reserve.mebibytes'."));
        }
        return List.of(
                usable.compareTo(TIGHT) < 0
                        ? Finding.warn(
                                "Only " + usable + " are left above the reserve.",
                                "Free some space, or lower 'disk.reserve.mebibytes'.")
                        : Finding.ok(usable + " are left above the reserve."));
    }

    /** @param port 0 while the node does not listen */
    public static List<Finding> transport(int port, int linked) {
        return List.of(
                port == 0
                        ? Finding.critical("The node does not listen for others.", "Look into its log.")
                        : Finding.ok("Port " + port + " is open; " + linked + " other nodes are linked."));
    }

    /** @param ways of discovery that are present @param heard addresses of others @param seeds that settings name */
    public static List<Finding> discovery(int ways, int heard, int seeds) {
        if (ways == 0 && seeds == 0) {
            return List.of(Finding.warn(
                    "There is no way to find other nodes.",
                    "Name some: 'holdfast config set seeds HOST:PORT', or put a bundle of discovery back."));
        }
        return List.of(
                heard == 0 && seeds == 0
                        ? Finding.warn(
                                "No other node was heard of.",
                                "'holdfast doctor' looks at multicast and firewall; 'seeds' or a broker go around both"
                                        + " (docs/admin.md).")
                        : Finding.ok(heard + " addresses of other nodes are known."));
    }

    /**
     * @param dataShards reachable partners that a restore needs
     * @param shortage why a backup cannot begin, in words
     * @param troubles with single partners, in words
     */
    public record PartnerFacts(
            int agreed, int reachable, int dataShards, Optional<String> shortage, List<String> troubles) {
        public PartnerFacts {
            troubles = List.copyOf(troubles);
        }
    }

    public static List<Finding> partners(PartnerFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.shortage()
                .ifPresent(why -> findings.add(Finding.passing(
                        "There are " + why + ".",
                        "The node looks for partners by itself; 'holdfast partner why NODE' says why one is none.")));
        if (facts.shortage().isEmpty() && facts.reachable() < facts.dataShards()) {
            findings.add(Finding.critical(
                    "Of " + facts.agreed() + " partners " + facts.reachable() + " can be reached, and a restore needs "
                            + facts.dataShards() + ".",
                    "Look whether this machine, or theirs, is off the network."));
        }
        facts.troubles().forEach(each -> findings.add(Finding.warn(each + ".", "'holdfast partner list' shows more.")));
        return findings.isEmpty()
                ? List.of(Finding.ok(facts.reachable() + " of " + facts.agreed() + " partners can be reached."))
                : findings;
    }

    /** @param unfit paths of sources that cannot be read, each with its reason */
    public static List<Finding> sources(int all, Collection<String> unfit) {
        return unfit.isEmpty()
                ? List.of(Finding.ok(all + " sources can be read."))
                : unfit.stream()
                        .map(
                                each -> Finding.critical(
                                        each + ".",
                                        "Mount it, give the node's user the right to read it, or 'holdfast source remove PATH'."))
                        .toList();
    }

    /** @param last how the last audit of each partner ended, in words; only those that were not proved */
    public static List<Finding> audits(int audited, Collection<String> last) {
        return last.isEmpty()
                ? List.of(Finding.ok(
                        audited == 0
                                ? "No partner had to prove anything yet."
                                : "The last audits of " + audited + " partners were proved."))
                : last.stream()
                        .map(each -> Finding.warn(
                                each + ".", "'holdfast audit' asks again; 'holdfast log' has what became of it."))
                        .toList();
    }

    /** @param critical data that cannot be read or written, or components that do not come up @param others to look at */
    public static List<Finding> plugins(Collection<String> critical, Collection<String> others) {
        List<Finding> findings = new ArrayList<>();
        String mend = "'holdfast plugin status' shows more; 'holdfast plugin rollback' takes the last change back.";
        critical.forEach(each -> findings.add(Finding.critical(each, mend)));
        others.stream()
                .filter(each -> !critical.contains(each))
                .forEach(each -> findings.add(Finding.warn(each, mend)));
        return findings.isEmpty() ? List.of(Finding.ok("All plug-ins are in order.")) : findings;
    }

    /** @param trouble why new data cannot be written @param undecided whether that is not known yet */
    public static List<Finding> providers(Optional<String> trouble, boolean undecided) {
        return List.of(trouble.map(why -> undecided
                        ? Finding.passing(why, "It is tried again by itself.")
                        : Finding.critical(why, "'holdfast plugin list' shows what there is."))
                .orElseGet(() -> Finding.ok("Everything that new data are written with is there.")));
    }

    /** @param ahead by how much other members' clocks are ahead of this one; negative: behind */
    public static List<Finding> clock(List<Duration> ahead) {
        if (ahead.isEmpty()) {
            return List.of(Finding.ok("No other member's clock was seen yet."));
        }
        Duration off = ahead.stream().sorted().toList().get(ahead.size() / 2);
        String found = "This clock is " + Spans.words(off.abs()) + (off.isNegative() ? " ahead of" : " behind")
                + " those of most of " + ahead.size() + " other members.";
        String mend = "Set the clock, and keep it right with a time service (systemd-timesyncd, chrony, w32time).";
        if (off.abs().compareTo(CLOCK_WRONG) > 0) {
            return List.of(Finding.critical(found, mend));
        }
        return List.of(
                off.abs().compareTo(CLOCK_OFF) > 0
                        ? Finding.warn(found, mend)
                        : Finding.ok("This clock agrees with those of " + ahead.size() + " other members."));
    }
}
