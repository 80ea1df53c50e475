// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.node.checks.Checkup;
import org.holdfast.node.checks.NamedCheck;
import org.holdfast.node.control.CheckReport;
import org.holdfast.node.control.InspectionControl;
import org.holdfast.node.control.MetricReport;
import org.holdfast.node.control.SettingReport;

/** Says how the node is. Thread-safe. */
final class InspectionDesk implements InspectionControl {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Checkup checkup;
    private final Metrics metrics;
    private final Supplier<List<SettingReport>> settings;

    /** @param checks asked anew each time, as is {@code settings} */
    InspectionDesk(Node node, Supplier<List<NamedCheck>> checks, Supplier<List<SettingReport>> settings) {
        this.checkup = new Checkup(checks, PATIENCE, node.clock()::nanos);
        this.metrics = new Metrics(node);
        this.settings = settings;
    }

    /** Outside a framework: with the node's own checks. */
    InspectionDesk(Node node, Optional<Plugins> plugins) {
        this(node, new Subsystems(node, plugins)::checks, SettingsBook::own);
    }

    @Override
    public List<CheckReport> checks() {
        return checkup.run();
    }

    @Override
    public List<MetricReport> metrics() {
        return metrics.all(checkup.run());
    }

    @Override
    public List<SettingReport> settings() {
        return settings.get();
    }
}
