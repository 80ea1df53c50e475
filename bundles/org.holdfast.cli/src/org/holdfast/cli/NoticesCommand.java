// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** What people are told by mail and webhook. */
@Command(
        name = "notices",
        description = {
            "Shows by which ways this node tells people what they must know, and what they were told, the newest first."
        },
        subcommands = {NoticesCommand.Test.class, HelpCommand.class},
        footer = {"", "Example: holdfast notices", "Example: holdfast notices test"})
public final class NoticesCommand implements Callable<Integer> {
    private static final String NONE = "No way is set up, so people are told nothing. Write etc/org.holdfast.notice."
            + "webhook.cfg or etc/org.holdfast.notice.mail.cfg in the node's folder (docs/notices.md).";

    @Mixin
    private final Context context = new Context();

    @Override
    public Integer call() {
        List<JsonObject> answers = context.node().get("/v1/notices", Map.of());
        answers.forEach(each -> context.answer(each, describe(each)));
        if (answers.stream().noneMatch(NoticesCommand::isReady)) {
            context.say(NONE);
        }
        return 0;
    }

    private static boolean isReady(JsonObject answer) {
        return Fields.text(answer, "type").equals("notice_way")
                && !Fields.text(answer, "target").isEmpty();
    }

    static String describe(JsonObject answer) {
        return Fields.text(answer, "type").equals("notice_way") ? way(answer) : notice(answer);
    }

    private static String way(JsonObject way) {
        String target = Fields.text(way, "target");
        String trouble = Fields.text(way, "trouble");
        return String.format(
                "%-8s %s%s",
                Fields.text(way, "way"),
                target.isEmpty() ? "not set up" : "to " + target,
                trouble.isEmpty() ? "" : "; it is not used: " + trouble);
    }

    private static String notice(JsonObject notice) {
        String advice = Fields.text(notice, "advice");
        StringBuilder text = new StringBuilder(String.format(
                "%-5d %s  %-7s %s",
                Fields.number(notice, "number"),
                Fields.text(notice, "time"),
                Fields.text(notice, "level"),
                Fields.text(notice, "what")));
        text.append(advice.isEmpty() ? "" : "\n      -> " + advice);
        List<JsonElement> deliveries = Fields.list(notice, "deliveries");
        if (deliveries.isEmpty()) {
            text.append("\n      told to nobody: no way was set up");
        }
        deliveries.forEach(each -> text.append("\n      ").append(delivery(each.getAsJsonObject())));
        return text.toString();
    }

    private static String delivery(JsonObject delivery) {
        String way = Fields.text(delivery, "way");
        String at = Fields.text(delivery, "at");
        String why = Fields.text(delivery, "why");
        return switch (Fields.text(delivery, "state")) {
            case "SENT" -> way + ": sent at " + at;
            case "GIVEN_UP" -> way + ": GIVEN UP at " + at + ", as " + why;
            default -> way + ": waits, is tried at " + at + (why.isEmpty() ? "" : "; the last time " + why);
        };
    }

    /** {@code notices test}. */
    @Command(
            name = "test",
            description = {
                "Sends a notice by each way that is set up, now, and says what came of it.",
                "Ends with status 1 if one could not be delivered, or none is set up."
            })
    static final class Test implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            List<JsonObject> tests = new ArrayList<>();
            context.node().stream("POST", "/v1/notice-test", Map.of(), null, test -> {
                context.answer(test, result(test));
                tests.add(test);
            });
            if (tests.isEmpty()) {
                context.say(NONE);
            }
            return status(tests);
        }

        static int status(List<JsonObject> tests) {
            boolean all = tests.stream().allMatch(each -> Fields.flag(each, "delivered"));
            return !tests.isEmpty() && all ? 0 : 1;
        }

        static String result(JsonObject test) {
            return String.format(
                    "%-8s %s to %s: %s",
                    Fields.text(test, "way"),
                    Fields.flag(test, "delivered") ? "delivered" : "NOT DELIVERED",
                    Fields.text(test, "target"),
                    Fields.text(test, "text"));
        }
    }

    /** Only picocli makes one. */
    NoticesCommand() {}
}
