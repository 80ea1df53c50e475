// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.hooks;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.holdfast.files.PathText;
import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hooks of one source in one run. {@code after} undoes what {@code before} did, such as stopping a database, so it
 * runs once {@code before} was begun, even if that failed or the backup was cancelled. One thread's.
 */
public final class HookRun {
    private static final Logger LOG = LoggerFactory.getLogger(HookRun.class);
    /** So long the last hook of a cancelled backup has: the node wants to stop. */
    private static final Duration WHEN_CANCELLED = Duration.ofSeconds(4);

    private final Hooks hooks;
    private final Bytes source;
    private final BiConsumer<String, String> events;
    private boolean begun;
    private boolean failed;

    /** @param events hears the type and the text of each event for the log */
    public HookRun(Hooks hooks, Bytes source, BiConsumer<String, String> events) {
        this.hooks = hooks;
        this.source = source;
        this.events = events;
    }

    /** Whether the source may be read although something of the answer went wrong. */
    public boolean goesOn() {
        return !failed || hooks.goOn();
    }

    /** Runs the first hook, if there is one. @return what went wrong */
    public Optional<Trouble> before() {
        begun = true;
        Optional<Trouble> trouble = run("before", hooks.before(), "");
        failed = trouble.isPresent();
        return trouble;
    }

    /** Runs the last hook, if there is one, once. @param read whether the source was read */
    public Optional<Trouble> after(boolean read) {
        if (!begun) {
            return Optional.empty();
        }
        begun = false;
        return run("after", hooks.after(), read ? "ok" : "failed");
    }

    private Optional<Trouble> run(String which, String command, String result) {
        if (command.isEmpty()) {
            return Optional.empty();
        }
        boolean interrupted = Thread.interrupted();
        Duration limit = Duration.ofSeconds(hooks.seconds());
        Duration shorter = limit.compareTo(WHEN_CANCELLED) < 0 ? limit : WHEN_CANCELLED;
        CommandRun.Outcome outcome = new CommandRun(
                        CommandRun.shell(command),
                        Map.of(
                                "HOLDFAST_HOOK", which,
                                "HOLDFAST_SOURCE", PathText.shown(source),
                                "HOLDFAST_RESULT", result),
                        interrupted ? shorter : limit)
                .run();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return judge(which, outcome);
    }

    private Optional<Trouble> judge(String which, CommandRun.Outcome outcome) {
        String said = outcome.output().isEmpty() ? "" : ". It said: " + outcome.output();
        if (outcome.succeeded()) {
            LOG.info("The hook '{}' of a source succeeded", which);
            LOG.debug("The hook '{}' of {} said: {}", which, source, outcome.output());
            events.accept("HOOK_SUCCEEDED", "the hook '" + which + "' succeeded" + said);
            return Optional.empty();
        }
        LOG.warn("The hook '{}' of a source {}", which, outcome.words());
        events.accept("HOOK_FAILED", "the hook '" + which + "' " + outcome.words() + said);
        return Optional.of(new Trouble(
                source,
                ErrorCode.HOOK_FAILED,
                "its hook '" + which + "' " + outcome.words() + consequence(which) + said));
    }

    private String consequence(String which) {
        if (which.equals("after")) {
            return "; the source was read before that";
        }
        return hooks.goOn()
                ? "; the source was read all the same"
                : "; so it was not read, and stays in the snapshot as it was in the one before";
    }
}
