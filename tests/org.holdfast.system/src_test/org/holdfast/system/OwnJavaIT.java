// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive for Linux does on a machine where no Java is: everything, up to the first backup and a restore. */
@Tag("R62")
class OwnJavaIT {
    /** What the scripts call; no Java is among it. */
    private static final List<String> TOOLS = List.of("cat", "cksum", "cp", "mkdir", "readlink", "rm", "sed", "uname");

    @TempDir
    private Path temporary;

    private final Map<String, String> environment = new TreeMap<>();
    private Path installation;

    @BeforeEach
    void unpackOnAMachineWithoutJava() throws IOException {
        assumeTrue(Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2")), "the archive is for another machine");
        Outcome.of(new ProcessBuilder("tar", "xzf", archive().toString(), "-C", temporary.toString()))
                .ok();
        installation = temporary.resolve("holdfast");
        Path tools = Files.createDirectory(temporary.resolve("tools"));
        for (String each : TOOLS) {
            Path tool = tools.resolve(each);
            Files.writeString(tool, "#!/bin/sh\nexec /usr/bin/" + each + " \"$@\"\n");
            assertTrue(tool.toFile().setExecutable(true));
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", temporary.toString());
    }

    /** Beside a product that was named, else where the reactor put it. */
    private static Path archive() {
        Path beside = Installation.FOLDER.resolveSibling("holdfast-linux.tar.gz");
        return Files.exists(beside)
                ? beside
                : Installation.ROOT.resolve("product/target/products/holdfast-linux.gtk.x86_64.tar.gz");
    }

    @Test
    void aFirstBackupAndARestoreNeedNoInstalledJava() throws IOException {
        Path lab = temporary.resolve("lab");
        Path papers = Files.createDirectory(temporary.resolve("papers"));
        Files.writeString(papers.resolve("letter"), "to whom it may concern");
        try {
            holdfast("lab", "up", "--dir", lab.toString(), "--nodes", "3", "--code", "1+1");
            for (int i = 1; i <= 3; i++) {
                assertEquals(java(), programOf(lab.resolve("node" + i)));
            }
            environment.put("HOLDFAST_HOME", lab.resolve("node1").toString());
            holdfast("source", "add", papers.toString());
            Outcome backup = holdfast("backup", "--wait");
            assertTrue(backup.output().contains(" is FULL: 1 file,"), backup::toString);
            Path back = temporary.resolve("back");
            holdfast("restore", "latest:" + papers, "--to", back.toString());
            try (var found = Files.walk(back)) {
                Path letter = found.filter(each -> each.endsWith("letter"))
                        .findFirst()
                        .orElseThrow();
                assertEquals("to whom it may concern", Files.readString(letter));
            }
        } finally {
            run("lab", "down", "--dir", lab.toString());
        }
    }

    private Path java() throws IOException {
        return installation.resolve("jre/bin/java").toRealPath();
    }

    private static Path programOf(Path home) throws IOException {
        String pid = Files.readString(home.resolve("run/control")).strip().split(" ")[1];
        return Path.of("/proc", pid, "exe").toRealPath();
    }

    private Outcome holdfast(String... arguments) {
        return run(arguments).ok();
    }

    private Outcome run(String... arguments) {
        ProcessBuilder program =
                new ProcessBuilder(installation.resolve("bin/holdfast").toString());
        program.command().addAll(List.of(arguments));
        program.environment().clear();
        program.environment().putAll(environment);
        return Outcome.of(program);
    }
}
