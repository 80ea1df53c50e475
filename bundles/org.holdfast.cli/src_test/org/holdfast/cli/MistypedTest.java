// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.cli.lab.LabCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type wrong is answered with what they may have meant, and does nothing. */
class MistypedTest {
    @TempDir
    Path folder;

    @Test
    void aCommandThatIsMuchLikeAnotherIsNamed() {
        Ran source = Ran.of(new SourceCommand(), "ad", "/srv");
        assertEquals(2, source.exit());
        assertTrue(source.error().contains("Did you mean 'add'"), source.error());
    }

    @Test
    void aPathWithoutItsSnapshotIsFoundBeforeAnythingIsWritten() {
        Path to = folder.resolve("back");
        Ran ran = Ran.of(new RestoreCommand(), "--home", folder.toString(), "latest", "/srv/a", "--to", to.toString());
        assertEquals(2, ran.exit());
        assertTrue(ran.error().contains("Write 'latest:/srv/a'"), ran.error());
        assertFalse(Files.exists(to));
    }

    @Test
    void aLabIsNotMadeWhereThereIsOne() throws Exception {
        Files.createDirectories(folder.resolve("lab/node1"));
        Ran ran = Ran.of(new LabCommand(), "up", "--dir", folder.resolve("lab").toString(), "--nodes", "3");
        assertEquals(2, ran.exit());
        assertTrue(ran.error().contains("There is a lab in"), ran.error());
    }
}
