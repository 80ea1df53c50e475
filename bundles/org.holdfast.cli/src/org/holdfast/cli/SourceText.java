// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;

/** A source in words. */
final class SourceText {
    private SourceText() {}

    /** A line of {@code source list}, and what is to be said below it. */
    static String line(JsonObject source) {
        return Fields.text(source, "path") + SourceRules.describe(source) + "\n    "
                + schedule(Fields.text(source, "schedule"))
                + Fields.find(source, "last_run").map(last -> "; last " + last).orElse("; never backed up by this node")
                + Fields.find(source, "next_run").map(next -> "; next " + next).orElse("")
                + waits(source)
                + (Fields.flag(source, "overdue") ? "; OVERDUE" : "");
    }

    private static String waits(JsonObject source) {
        String why = Fields.text(source, "waits");
        return why.isEmpty() ? "" : " (" + why + ")";
    }

    /** As it goes into a sentence. */
    static String schedule(String schedule) {
        return schedule.equals("manual")
                ? "by hand only"
                : schedule.startsWith("every ") ? schedule : "at the times '" + schedule + "'";
    }
}
