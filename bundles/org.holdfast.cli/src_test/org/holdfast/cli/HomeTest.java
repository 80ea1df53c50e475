// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the process that a node's file names is that node. */
class HomeTest {
    @TempDir
    Path folder;

    private Path control(long pid) throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Files.writeString(folder.resolve("run/token"), "secret");
        return Files.writeString(folder.resolve("run/control"), "4711 " + pid);
    }

    @Test
    void aProcessThatLivesIsTheNode() throws IOException {
        long self = ProcessHandle.current().pid();
        control(self);
        assertEquals(Optional.of(new Home.Door(4711, self, "secret")), new Home(folder).door());
    }

    @Test
    void anotherOneThatGotTheNumberLaterIsNot() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        Path file = control(self.pid());
        Files.setLastModifiedTime(
                file, FileTime.from(self.info().startInstant().orElseThrow().minus(Duration.ofMinutes(1))));
        assertEquals(Optional.empty(), new Home(folder).door());
    }

    @Test
    void withoutAFileThereIsNone() {
        assertEquals(Optional.empty(), new Home(folder).door());
    }
}
