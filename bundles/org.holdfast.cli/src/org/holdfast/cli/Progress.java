// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Shows the progress objects of a long call and keeps its last, final object. */
final class Progress implements Consumer<JsonObject> {
    private final Context context;
    private final ProgressView view = new ProgressView();
    private final InstantSource clock = InstantSource.system();
    private JsonObject last = new JsonObject();

    Progress(Context context) {
        this.context = context;
    }

    @Override
    public void accept(JsonObject object) {
        if ("progress".equals(Fields.text(object, "type"))) {
            context.progress(object, () -> view.lines(object, clock.millis()), () -> ProgressView.plain(object));
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
}
