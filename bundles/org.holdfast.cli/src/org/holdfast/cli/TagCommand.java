// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Marks snapshots. */
@Command(
        name = "tag",
        description = {
            "Gives a snapshot tags, or pins it. No rule forgets a pinned snapshot; 'forget --keep-tag' keeps those with a"
                    + " tag.",
            "Without options it shows what the snapshot is marked with. Partners learn of marks with the next backup."
        },
        footer = {"", "Example: holdfast tag latest --add before-upgrade --pin"})
public final class TagCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "SNAPSHOT", description = "Its id, the beginning of it, or latest.")
    private String snapshot = "";

    @Option(names = "--add", paramLabel = "TAG", description = "1 to 64 of a-z, 0-9, '.', '_' and '-'.")
    private List<String> add = new ArrayList<>();

    @Option(names = "--remove", paramLabel = "TAG", description = "Takes a tag away.")
    private List<String> remove = new ArrayList<>();

    @ArgGroup
    private @Nullable Pinning pinning;

    /** One of both. */
    static final class Pinning {
        @Option(names = "--pin", description = "It stays until somebody unpins it.")
        private boolean pin;

        @Option(names = "--unpin", description = "Rules may forget it again.")
        private boolean unpin;
    }

    @Override
    public Integer call() {
        JsonObject body = new JsonObject();
        body.addProperty("snapshot", snapshot);
        body.add("add", words(add));
        body.add("remove", words(remove));
        if (pinning != null) {
            body.addProperty("pinned", pinning.pin);
        }
        JsonObject marked = context.node().call("POST", "/v1/mark", Map.of(), body);
        context.answer(marked, (Fields.text(marked, "id") + "  " + describe(marked)).stripTrailing());
        return 0;
    }

    private static JsonArray words(List<String> words) {
        JsonArray array = new JsonArray();
        words.forEach(array::add);
        return array;
    }

    /** What a snapshot is marked with, in words. */
    static String describe(JsonObject snapshot) {
        String tags = String.join(", ", Fields.texts(snapshot, "tags"));
        String pinned = Fields.flag(snapshot, "pinned") ? "pinned" : "";
        return pinned.isEmpty() || tags.isEmpty() ? pinned + tags : pinned + ", " + tags;
    }
}
