// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.holdfast.node.control.MetricReport;

/**
 * Metrics in the text format of Prometheus, version 0.0.4: for each its HELP and TYPE, then a line for each sample. One
 * without a sample is left out, which says that nothing is known.
 */
final class Exposition {
    private Exposition() {}

    static String of(List<MetricReport> metrics) {
        return metrics.stream()
                .filter(each -> !each.samples().isEmpty())
                .map(Exposition::metric)
                .collect(Collectors.joining());
    }

    private static String metric(MetricReport metric) {
        String name = metric.name();
        StringBuilder text = new StringBuilder();
        text.append("# HELP ").append(name).append(' ').append(escape(metric.help(), false));
        text.append("\n# TYPE ")
                .append(name)
                .append(' ')
                .append(metric.type().name().toLowerCase(Locale.ROOT));
        for (MetricReport.Sample each : metric.samples()) {
            text.append('\n')
                    .append(name)
                    .append(labels(each.labels()))
                    .append(' ')
                    .append(number(each.value()));
        }
        return text.append('\n').toString();
    }

    /** In the order of their names, so that a figure is the same line each time. */
    private static String labels(Map<String, String> labels) {
        return labels.isEmpty()
                ? ""
                : new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(each -> each.getKey() + "=\"" + escape(each.getValue(), true) + '"')
                                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escape(String text, boolean quoted) {
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
        return quoted ? escaped.replace("\"", "\\\"") : escaped;
    }

    /** Whole numbers without a point, as bytes are easier to read so. */
    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1L << 53
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
