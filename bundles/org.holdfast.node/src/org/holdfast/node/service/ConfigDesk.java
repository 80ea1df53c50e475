// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.ConfigReport;

/** The settings, as people see and change them. Thread-safe: of two who change one at the same time, one is second. */
final class ConfigDesk {
    /** What decides who may read the data, or who may decide: an operator does not change it. */
    private static final Set<Setting> GUARDED = Set.of(
            Setting.ESCROW,
            Setting.HISTORIC_ALLOWED,
            Setting.UNENCRYPTED_ALLOWED,
            Setting.PIPELINE,
            Setting.RETENTION_KEEP,
            Setting.REMOTE_ADDRESS,
            Setting.USERS_SOCKET);

    private final Node node;

    ConfigDesk(Node node) {
        this.node = node;
    }

    List<ConfigReport> all() {
        return Arrays.stream(Setting.values()).map(this::report).toList();
    }

    private ConfigReport report(Setting setting) {
        AccessRole role = GUARDED.contains(setting) ? AccessRole.CUSTODIAN : AccessRole.OPERATOR;
        return new ConfigReport(
                setting.key(),
                node.settings().text(setting),
                setting.safeDefault(),
                setting.range(),
                setting.meaning(),
                role.word());
    }

    /**
     * Changes one, durably.
     *
     * @param expected the value that the caller has seen; empty: whatever it is
     * @throws HoldfastException CONFIG_INVALID, CONFIG_CHANGED
     */
    synchronized ConfigReport change(String key, String value, Optional<String> expected) {
        Setting setting = Setting.find(key)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.CONFIG_INVALID,
                        key,
                        "There is no setting '" + key + "'. 'holdfast config describe' lists them."));
        setting.check(value);
        requireExpected(setting, value, expected);
        NodeSettings changed = node.settings().with(setting, value);
        requireCommitment(setting, changed);
        if (Formations.DECIDED_BY.contains(setting)) {
            node.owner().formations().check(changed);
        }
        node.config().set(key, value);
        node.change(changed);
        node.stores().ledger().events().append(node.clock().instant(), "CONFIG_CHANGED", key, value);
        return report(setting);
    }

    private void requireExpected(Setting setting, String wanted, Optional<String> expected) {
        String present = node.settings().text(setting);
        if (expected.isPresent() && !expected.get().equals(present)) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_CHANGED,
                    setting.key(),
                    "The setting '" + setting.key() + "' is '" + present + "' now, not '" + expected.get()
                            + "' as you have seen it: somebody has changed it meanwhile. It stays, and is not made '"
                            + wanted + "'. Look at it, and decide again.");
        }
    }

    private void requireCommitment(Setting setting, NodeSettings changed) {
        boolean concerns = setting == Setting.COMMITMENT_HOURS || setting == Setting.GRACE_HOURS;
        if (concerns && node.membership().isOpen() && changed.commitment().compareTo(changed.grace()) <= 0) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID,
                    setting.key(),
                    "In an open confederation 'commitment.period.hours' (" + changed.text(Setting.COMMITMENT_HOURS)
                            + ") must be longer than 'grace.period.hours' (" + changed.text(Setting.GRACE_HOURS)
                            + "). Change the other one first.");
        }
    }
}
