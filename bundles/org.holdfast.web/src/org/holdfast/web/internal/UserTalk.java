// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.OwnFilesControl;
import org.holdfast.node.control.ProblemReport;
import org.holdfast.web.internal.TokenBucket.Rate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question of a user of this machine, and its answer: a line of JSON, then objects, one a line; behind each {@code
 * data} as many bytes as it says. One at a time of a user, and eight in all. Thread-safe.
 */
final class UserTalk {
    private static final Logger LOG = LoggerFactory.getLogger(UserTalk.class);
    private static final int LONGEST = 16 * 1024;
    private static final int MOST = 8;
    private static final Rate CALLS = new Rate(20, 1);

    private final OwnFilesControl files;
    private final RateLimits limits;
    private final InstantSource clock;
    private final Patience patience;
    private final Set<String> talking = new HashSet<>(); // guarded by itself

    UserTalk(OwnFilesControl files, InstantSource clock, Patience patience) {
        this.files = files;
        this.limits = new RateLimits(CALLS, clock);
        this.clock = clock;
        this.patience = patience;
    }

    /** What a user asks: {@code snapshots}, {@code list} or {@code read}. */
    record Question(
            @Nullable String ask,
            @Nullable String snapshot,
            @Nullable String path,
            boolean recursive) {}

    /** Bytes of the file that came last follow. */
    record Data(long position, int length) {}

    /** The end of an answer that is whole. */
    record Done(long entries) {}

    void hold(String user, SocketChannel caller) throws IOException {
        try (PatientChannel channel = new PatientChannel(caller, clock, patience)) {
            byte[] question = channel.line(LONGEST); // first of all: to hang up on it unread would lose the answer
            if (!begins(user)) {
                say(channel, Json.error(busy()));
                return;
            }
            try {
                answerOrFail(user, question, channel);
            } finally {
                ends(user); // before it is hung up: who hears that may ask the next thing
            }
        }
    }

    private boolean begins(String user) {
        synchronized (talking) {
            return talking.size() < MOST && talking.add(user);
        }
    }

    private void ends(String user) {
        synchronized (talking) {
            talking.remove(user);
        }
    }

    private void answerOrFail(String user, byte[] question, PatientChannel channel) throws IOException {
        try {
            requireName(user);
            Duration wait = limits.ask(user);
            if (!wait.isZero()) {
                throw limits.refusal(user, wait);
            }
            answer(user, question, channel);
        } catch (HoldfastException e) {
            say(channel, Json.error(e));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException | Error e) {
            LOG.error("What '{}' asked failed", user, e);
            say(
                    channel,
                    Json.error(new HoldfastException(
                            ErrorCode.INTERNAL, "node", "The node failed. Its admin finds more in the log.", e)));
        }
    }

    /** What those hear for whom there is no room. */
    static HoldfastException busy() {
        return new HoldfastException(
                ErrorCode.BUSY,
                "own files",
                "You, or too many others, are asking already: wait until that has ended.",
                true,
                null);
    }

    /** Whether that is a name, and not only a number. */
    static boolean isName(String user) {
        return !user.isEmpty() && !user.chars().allMatch(Character::isDigit);
    }

    /** Entries are stored with names; somebody whom the system knows by a number only has none that could be stored. */
    private static void requireName(String user) {
        if (!isName(user)) {
            throw new HoldfastException(
                    ErrorCode.ACCESS_REFUSED, user, "Refused: the system knows no name for you, only a number.");
        }
    }

    private void answer(String user, byte[] asked, PatientChannel channel) {
        Question question = Json.read(new String(asked, StandardCharsets.UTF_8), Question.class);
        String snapshot = Objects.requireNonNullElse(question.snapshot(), "latest");
        String path = Objects.requireNonNullElse(question.path(), "/");
        Handing handing = new Handing(channel);
        switch (Objects.requireNonNullElse(question.ask(), "")) {
            case "snapshots" -> files.snapshots().forEach(each -> handing.send("own_snapshot", each));
            case "list" -> files.list(user, snapshot, path, question.recursive(), handing::entry);
            case "read" -> files.read(user, snapshot, path, handing);
            default ->
                throw new HoldfastException(
                        ErrorCode.USAGE,
                        "ask",
                        "A user asks for 'snapshots', 'list' or 'read' here, and nothing else.");
        }
        handing.send("done", new Done(handing.entries));
    }

    private static void say(PatientChannel channel, String json) throws IOException {
        channel.write(ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends what comes. */
    private static final class Handing implements OwnFilesControl.Taking {
        private final PatientChannel channel;
        private long entries;

        Handing(PatientChannel channel) {
            this.channel = channel;
        }

        void send(String type, Object record) {
            try {
                say(channel, Json.line(type, record));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void entry(EntryReport entry) {
            entries++;
            send("entry", entry);
        }

        @Override
        public void bytes(long position, byte[] from, int offset, int length) {
            send("data", new Data(position, length));
            try {
                channel.write(ByteBuffer.wrap(from, offset, length));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void failed(ProblemReport problem) {
            send("problem", problem);
        }
    }
}
