// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Progress objects as lines for people: a bar, bytes, rate, what is left, and a lane for each partner. */
final class ProgressView {
    private static final int BAR = 20;
    private static final int LANE_BAR = 10;
    private static final int MOST_LANES = 12;

    private final Rates rates = new Rates();

    /** For a terminal of 80 columns. @param millis of any clock */
    List<String> lines(JsonObject progress, long millis) {
        double rate = rates.note("", Fields.number(progress, "bytes"), millis);
        List<String> lines = new ArrayList<>();
        if (counts(progress)) {
            lines.add(Fields.text(progress, "phase") + "  " + bar(progress) + pace(progress, rate));
            lines.add("  " + amounts(progress));
        } else {
            lines.add(Fields.text(progress, "phase"));
        }
        String detail = Fields.text(progress, "detail");
        if (!detail.isEmpty()) {
            lines.add("  " + detail);
        }
        lanes(progress, millis, lines);
        return lines;
    }

    /** For a pipe: the same in one line, without lanes. */
    static String plain(JsonObject progress) {
        String detail = Fields.text(progress, "detail");
        String figures = amounts(progress) + ", " + pace(progress, Fields.number(progress, "bytes_per_second"));
        return Fields.text(progress, "phase")
                + (counts(progress) ? ": " + figures : "")
                + (detail.isEmpty() ? "" : ", " + detail);
    }

    /** Some steps have nothing to count, or have not begun to. */
    private static boolean counts(JsonObject progress) {
        return Fields.number(progress, "bytes") > 0
                || Fields.number(progress, "files") > 0
                || Fields.number(progress, "total_bytes") > 0;
    }

    /** Nothing while nobody knows the whole. */
    private static String bar(JsonObject progress) {
        long bytes = Fields.number(progress, "bytes");
        long total = Fields.number(progress, "total_bytes");
        return total <= 0
                ? ""
                : String.format(Locale.ROOT, "[%s] %3d %%  ", bar(bytes, total, BAR), share(bytes, total, 100));
    }

    private static String amounts(JsonObject progress) {
        long total = Fields.number(progress, "total_bytes");
        return Terminal.bytes(Fields.number(progress, "bytes")) + (total > 0 ? " of " + Terminal.bytes(total) : "")
                + ", " + Terminal.count(Fields.number(progress, "files"), "file");
    }

    /** @param rate in bytes a second */
    private static String pace(JsonObject progress, double rate) {
        long left = Fields.number(progress, "total_bytes") - Fields.number(progress, "bytes");
        return Terminal.bytes((long) rate) + "/s"
                + (left > 0 && rate >= 1 ? ", " + Terminal.roughly(left / rate) + " left" : "");
    }

    /** Each bar against the partner that has the most. */
    private void lanes(JsonObject progress, long millis, List<String> lines) {
        List<JsonObject> lanes = Fields.list(progress, "lanes").stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
        long most = lanes.stream()
                .mapToLong(each -> Fields.number(each, "bytes"))
                .max()
                .orElse(0);
        for (JsonObject each : lanes.subList(0, Math.min(lanes.size(), MOST_LANES))) {
            long bytes = Fields.number(each, "bytes");
            double rate = rates.note("lane " + Fields.text(each, "partner"), bytes, millis);
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-16.16s %s %10s %10s/s%s",
                    Fields.text(each, "name"),
                    bar(bytes, most, LANE_BAR),
                    Terminal.bytes(bytes),
                    Terminal.bytes((long) rate),
                    Fields.flag(each, "reachable") ? "" : "  away"));
        }
        if (lanes.size() > MOST_LANES) {
            lines.add("  and " + (lanes.size() - MOST_LANES) + " more");
        }
    }

    private static String bar(long part, long whole, int width) {
        int full = (int) share(part, whole, width);
        return "#".repeat(full) + "-".repeat(width - full);
    }

    private static long share(long part, long whole, int of) {
        return whole <= 0 ? 0 : Math.clamp((long) (part / (double) whole * of), 0, of);
    }
}
