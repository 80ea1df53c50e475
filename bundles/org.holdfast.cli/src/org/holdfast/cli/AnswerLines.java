// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The objects of one answer, read by a thread of its own, so that whoever waits for the next one can look at the clock:
 * a read of the JDK's connection that has timed out cannot be taken up again. Closing it ends the thread at its next
 * object; one that waits for a node that has stalled ends with the process.
 */
final class AnswerLines implements AutoCloseable {
    private static final int AHEAD = 256;

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(AHEAD);
    private final Thread reader;

    /** What came next. */
    sealed interface Heard {
        record Line(JsonObject object) implements Heard {}

        record End() implements Heard {}

        record Broken(IOException cause) implements Heard {}
    }

    /** Sends a call and opens its answer. */
    @FunctionalInterface
    interface Call {
        InputStream answer() throws IOException;
    }

    AnswerLines(Call call) {
        this.reader = Thread.ofPlatform().daemon().name("answer").start(() -> read(call));
    }

    private void read(Call call) {
        try {
            heard.put(lines(call));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody listens any more
        }
    }

    private Heard lines(Call call) throws InterruptedException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(call.answer(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.put(new Heard.Line(JsonParser.parseString(line).getAsJsonObject()));
            }
            return new Heard.End();
        } catch (IOException e) {
            return new Heard.Broken(e);
        } catch (RuntimeException e) {
            return new Heard.Broken(new IOException("it answers what is no answer: " + e.getMessage(), e));
        }
    }

    /** The next thing; empty if there was none for so long. */
    Optional<Heard> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(heard.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
