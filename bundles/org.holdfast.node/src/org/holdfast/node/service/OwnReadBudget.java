// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import org.holdfast.core.budget.DailyRule;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * What all users of this machine together may have partners send: a quarter of what lies there at once, and a share of it,
 * by the setting, more each day. With the usual 2 percent that is less than half of the sixteen sets that partners give
 * back in a year, so most of them stays for restores. Of little a little is given in any case, as partners do. Kept in the
 * ledger, so that a start gives nothing back. Thread-safe.
 */
final class OwnReadBudget {
    private static final String KEY = "own.reads";
    private static final int PART_AT_ONCE = 4;
    private static final long LEAST_AT_ONCE = 64L << 20;
    private static final long LEAST_DAILY = 1L << 20;

    private final Node node;

    OwnReadBudget(Node node) {
        this.node = node;
    }

    /** @throws HoldfastException READ_BUDGET_USED if nothing is left now */
    void requireLeft() {
        DailyRule.Grant grant = grant();
        if (DailyRule.left(account(grant), grant) == 0) {
            throw new HoldfastException(
                    ErrorCode.READ_BUDGET_USED,
                    "own files",
                    "The users of this machine have read back what they may together for now. About "
                            + (grant.daily() >> 20) + " MiB more may be read each day ('users.reads.percent'). What was"
                            + " restored so far is whole; again later, it goes on. The machine's admin can restore at"
                            + " any time.",
                    true,
                    null);
        }
    }

    synchronized void spend(long bytes) {
        if (bytes > 0) {
            DailyRule.Account after = account(grant()).plus(bytes);
            settings()
                    .put(
                            KEY,
                            Bytes.of(new ByteWriter(16)
                                    .u64(after.spent())
                                    .millis(after.at())
                                    .toArray()));
        }
    }

    private synchronized DailyRule.Account account(DailyRule.Grant grant) {
        DailyRule.Account kept = settings()
                .get(KEY)
                .map(bytes -> {
                    ByteReader in = new ByteReader(KEY, bytes.toArray());
                    return new DailyRule.Account(in.u64(), in.millis());
                })
                .orElseGet(() -> new DailyRule.Account(0, node.clock().instant()));
        return DailyRule.reckoned(kept, grant, node.clock().instant());
    }

    private DailyRule.Grant grant() {
        long stored = node.agreed().stream()
                .mapToLong(terms -> node.stores()
                        .ledger()
                        .segments()
                        .standing(terms.partnerOf(node.identity().owner()), terms.id())
                        .bytes()
                        .value())
                .sum();
        long percent = node.settings().number(Setting.USERS_READS_PERCENT);
        return new DailyRule.Grant(
                Math.max(LEAST_AT_ONCE, stored / PART_AT_ONCE), Math.max(LEAST_DAILY, stored / 100 * percent));
    }

    private Ledger.Settings settings() {
        return node.stores().ledger().settings();
    }
}
