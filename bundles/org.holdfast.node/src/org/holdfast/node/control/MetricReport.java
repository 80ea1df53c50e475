// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.Map;

/**
 * One metric, as Prometheus knows them.
 *
 * @param name {@code holdfast_…} with its unit, {@code _total} for a counter
 * @param help one sentence
 */
public record MetricReport(String name, Type type, String help, List<Sample> samples) {
    public MetricReport {
        samples = List.copyOf(samples);
    }

    /** What a figure can do. */
    public enum Type {
        /** Rises, until the node starts anew. */
        COUNTER,
        GAUGE
    }

    /** One figure. @param labels few, and each of few values: every set of values is a time series for ever */
    public record Sample(Map<String, String> labels, double value) {
        public Sample {
            labels = Map.copyOf(labels);
        }
    }
}
