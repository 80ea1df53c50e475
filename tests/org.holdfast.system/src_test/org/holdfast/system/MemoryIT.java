// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the product's small heap: whatever its owner asks for at the same time, the node does not run out of memory. */
class MemoryIT {
    private static final int FILES = 8;
    private static final int FILE_BYTES = 20_000_000;

    @TempDir
    Path temporary;

    private final Random random = new Random(3);
    private Lab lab;
    private Path source;

    @Test
    @Tag("R26")
    void aBackupAndThreeRestoresAtOnce() throws Exception {
        source = Files.createDirectories(temporary.resolve("source"));
        fill();
        try (Lab up = Lab.up(temporary.resolve("lab"), 4, "2+1")) {
            lab = up;
            lab.owner().holdfast("source", "add", source.toString()).ok();
            JsonObject first = lab.owner().holdfast("backup", "--wait").ok().last();
            Path before = temporary.resolve("before");
            Trees.copy(source, before);
            fill();
            var backup = Meanwhile.get(() -> call("/v1/backup?wait=true", new JsonObject()));
            List<CompletableFuture<List<JsonObject>>> restores = Stream.of("a", "b", "c")
                    .map(name -> Meanwhile.get(() -> restore(first, name)))
                    .toList();
            assertEquals("FULL", backup.join().getLast().get("state").getAsString());
            for (CompletableFuture<List<JsonObject>> each : restores) {
                JsonObject restored = each.join().getLast();
                assertEquals(0, restored.get("errors").getAsInt(), restored::toString);
            }
            assertTrue(restores.stream().anyMatch(each -> isToldToWait(each.join())), "no restore waited");
            for (String name : List.of("a", "b", "c")) {
                Trees.assertSame(before, Trees.restored(temporary.resolve(name), source));
            }
        }
    }

    private void fill() throws Exception {
        for (int file = 0; file < FILES; file++) {
            Files.write(source.resolve("file" + file), Trees.bytes(random, FILE_BYTES));
        }
    }

    private List<JsonObject> restore(JsonObject snapshot, String name) {
        JsonObject request = new JsonObject();
        request.addProperty("snapshot", snapshot.get("id").getAsString());
        request.addProperty("to", temporary.resolve(name).toString());
        return call("/v1/restore", request);
    }

    private static boolean isToldToWait(List<JsonObject> said) {
        return said.stream().anyMatch(each -> each.toString().contains("waiting for another restore"));
    }

    private List<JsonObject> call(String path, JsonObject body) {
        return lab.owner()
                .control()
                .flatMap(control -> control.call("POST", path, body))
                .orElseThrow(() -> new AssertionError(
                        "the owner does not answer" + lab.owner().log()));
    }
}
