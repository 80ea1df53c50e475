// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a command ended, and what it printed. */
record Outcome(String command, int status, String output, String error) {
    private static final long LONGEST_MINUTES = 10;

    static Outcome of(ProcessBuilder program) {
        try {
            Path output = Files.createTempFile("output", ".txt");
            Path error = Files.createTempFile("error", ".txt");
            try {
                Process process = program.redirectOutput(output.toFile())
                        .redirectError(error.toFile())
                        .start();
                if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                    throw new IllegalStateException(program.command() + " did not end within 10 minutes");
                }
                String command = String.join(" ", program.command());
                return new Outcome(command, process.exitValue(), Files.readString(output), Files.readString(error));
            } finally {
                Files.delete(output);
                Files.delete(error);
            }
        } catch (IOException e) {
            throw new IllegalStateException(program.command() + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Fails unless the command ended with this status. */
    Outcome expect(int wanted) {
        assertEquals(wanted, status, this::toString);
        return this;
    }

    Outcome ok() {
        return expect(0);
    }

    /** The objects of {@code --json}, one a line. */
    List<JsonObject> objects() {
        return output.lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    /** Those of one type. */
    List<JsonObject> objects(String type) {
        return objects().stream()
                .filter(each -> type.equals(each.get("type").getAsString()))
                .toList();
    }

    JsonObject last() {
        return objects().getLast();
    }

    /** The one error object on standard error; fails if it is not exactly one, or tells another exit status. */
    JsonObject failure() {
        assertEquals(1, error.lines().count(), this::toString);
        JsonObject failure = JsonParser.parseString(error.strip()).getAsJsonObject();
        assertEquals("error", failure.get("type").getAsString(), this::toString);
        assertEquals(status, failure.get("exit").getAsInt(), this::toString);
        return failure;
    }

    /** Fails unless it ended with this status and this error code; the message. */
    String expectFailure(int wanted, String code) {
        expect(wanted);
        assertEquals(code, failure().get("code").getAsString(), this::toString);
        return failure().get("message").getAsString();
    }

    @Override
    public String toString() {
        return command + "\nended with " + status + "\n" + output + error;
    }
}
