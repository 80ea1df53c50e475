// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of Prometheus' text format that forgives nothing: every line is HELP, TYPE or a sample; the lines of a metric
 * stand together, HELP and TYPE before its samples and once; no series is there twice; the last line ends.
 */
final class PrometheusText {
    private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\\\]|\\\\[\\\\n])+)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([-+0-9.eE]+|NaN|[-+]Inf)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\\\\\"]|\\\\[\\\\n\"])*)\"(?:,|$)");

    final Map<String, Double> series = new LinkedHashMap<>();
    final Map<String, String> types = new HashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private String present = "";

    static PrometheusText read(String text) {
        assertTrue(text.endsWith("\n"), "the last line does not end");
        PrometheusText read = new PrometheusText();
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            read.line(line);
        }
        return read;
    }

    private void line(String line) {
        Matcher help = HELP.matcher(line);
        Matcher type = TYPE.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (help.matches()) {
            begin(help.group(1));
            assertTrue(helped.add(present), line);
        } else if (type.matches()) {
            begin(type.group(1));
            assertEquals(null, types.put(present, type.group(2)), line);
            assertTrue(series.keySet().stream().noneMatch(each -> each.startsWith(present + "{")), line);
        } else {
            assertTrue(sample.matches(), () -> "no line of this format: " + line);
            assertEquals(present, sample.group(1), line);
            assertTrue(types.containsKey(present) && helped.contains(present), line);
            String labels = sample.group(2) == null ? "" : labels(sample.group(2));
            assertEquals(null, series.put(present + "{" + labels + "}", Double.valueOf(value(sample.group(3)))), line);
        }
    }

    private void begin(String metric) {
        if (!metric.equals(present)) {
            assertFalse(ended.contains(metric), "its lines stand apart: " + metric);
            ended.add(present);
            present = metric;
        }
    }

    /** Labels as they were before they were escaped. */
    private static String labels(String text) {
        StringBuilder plain = new StringBuilder();
        Set<String> names = new HashSet<>();
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            assertTrue(label.find() && label.start() == at, () -> "no labels: " + text);
            assertTrue(names.add(label.group(1)), text);
            plain.append(plain.isEmpty() ? "" : ",")
                    .append(label.group(1))
                    .append('=')
                    .append(unescaped(label.group(2)));
            at = label.end();
        }
        return plain.toString();
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\(.)").matcher(text).replaceAll(each -> switch (each.group(1)) {
            case "n" -> "\n";
            case "\\" -> "\\\\";
            default -> each.group(1);
        });
    }

    private static String value(String text) {
        return text.replace("+Inf", "Infinity").replace("-Inf", "-Infinity");
    }
}
