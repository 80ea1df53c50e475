// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.function.Consumer;

/** Shows the progress objects of a long call and keeps its last, final object. */
final class Progress implements Consumer<JsonObject> {
    private final Context context;
    private JsonObject last = new JsonObject();

    Progress(Context context) {
        this.context = context;
    }

    @Override
    public void accept(JsonObject object) {
        if ("progress".equals(Fields.text(object, "type"))) {
            context.progress(object, line(object));
        } else {
            last = object;
        }
    }

    /** What the call ended with. */
    JsonObject last() {
        return last;
    }

    /** The problems that a final object lists, for people. */
    void sayProblems() {
        for (JsonElement each : Fields.list(last, "problems")) {
            JsonObject problem = each.getAsJsonObject();
            context.say("  " + Fields.text(problem, "path") + ": " + Fields.text(problem, "message"));
        }
    }

    private static String line(JsonObject object) {
        long total = Fields.number(object, "total_bytes");
        long bytes = Fields.number(object, "bytes");
        long rate = Fields.number(object, "bytes_per_second");
        String share = total > 0 ? " of " + Terminal.bytes(total) : "";
        String left =
                total > bytes && rate > 0 ? ", " + Terminal.seconds((total - bytes) / (double) rate) + " left" : "";
        return Fields.text(object, "phase") + ": " + Terminal.count(Fields.number(object, "files"), "file") + ", "
                + Terminal.bytes(bytes) + share + ", " + Terminal.bytes(rate) + "/s" + left + " "
                + Fields.text(object, "detail");
    }
}
