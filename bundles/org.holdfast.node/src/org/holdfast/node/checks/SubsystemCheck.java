// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.checks;

import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;

/** One subsystem as a health check: whoever executes such checks in the framework hears the same as {@link Checkup}. */
public record SubsystemCheck(String name, Supplier<List<Finding>> rule) implements HealthCheck {
    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        rule.get().forEach(each -> log.add(new Entry(each)));
        return new Result(log);
    }

    /** Keeps apart what others read as one sentence after the other. */
    static final class Entry extends ResultLog.Entry {
        private final transient Finding finding;

        Entry(Finding finding) {
            super(finding.status(), (finding.found() + " " + finding.mend()).strip());
            this.finding = finding;
        }

        Finding finding() {
            return finding;
        }
    }
}
