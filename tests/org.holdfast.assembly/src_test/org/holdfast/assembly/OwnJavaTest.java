// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives for Linux run without an installed Java, and their commands are quick from the first one on. */
@Tag("R62")
class OwnJavaTest {
    /** What the scripts call; no Java is among it. */
    private static final List<String> TOOLS =
            List.of("cat", "cksum", "cmp", "cp", "mkdir", "readlink", "rm", "sed", "uname");

    @TempDir
    static Path unpacked;

    @TempDir
    private Path temporary;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeAll
    static void unpack() throws Exception {
        assumeTrue(Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2")), "the archive is for another machine");
        Outcome outcome =
                Outcome.of(new ProcessBuilder("tar", "xzf", Product.LINUX.toString(), "-C", unpacked.toString()));
        assertEquals(0, outcome.status(), outcome.error());
    }

    /** A machine without Java, but for one in JAVA_HOME that gives itself away. */
    @BeforeEach
    void machineWithoutJava() throws IOException {
        Path tools = Files.createDirectory(temporary.resolve("tools"));
        for (String each : TOOLS) {
            program(tools.resolve(each), "exec /usr/bin/" + each + " \"$@\"");
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", temporary.toString());
        environment.put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        environment.put("JAVA_HOME", otherJava().toString());
    }

    private Path otherJava() throws IOException {
        Path home = temporary.resolve("java");
        program(Files.createDirectories(home.resolve("bin")).resolve("java"), "exit 99");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        return home;
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    @Test
    void aCommandRunsByTheJavaOfTheArchive() throws Exception {
        Outcome version = holdfast(unpacked.resolve("holdfast"), "--version");
        assertEquals(0, version.status(), version.error());
        assertTrue(version.output().startsWith("holdfast "), version.output());
        assertTrue(Files.notExists(temporary.resolve("cache")), "the archive of the package was not used");
    }

    @Test
    void theJvmTakesTheArchiveWhereverItLies() throws Exception {
        Path moved = Files.createDirectories(temporary.resolve("else where"));
        copy(moved, "-a");
        Path script = moved.resolve("holdfast/bin/holdfast");
        String text = Files.readString(script);
        assertTrue(text.contains("-Xshare:auto"), text);
        Files.writeString(script, text.replace("-Xshare:auto", "-Xshare:on"));
        Outcome version = holdfast(moved.resolve("holdfast"), "--version");
        assertEquals(0, version.status(), version.output() + version.error());
    }

    @Test
    void whoCopiesWithoutTimesGetsAnArchiveOfHisOwn() throws Exception {
        copy(temporary, "-r");
        Path installation = temporary.resolve("holdfast");
        Files.setLastModifiedTime(installation.resolve("jre/lib/cli.jsa"), FileTime.fromMillis(1_000_000_000_000L));
        assertEquals(0, holdfast(installation, "--version").status());
        assertTrue(Files.isDirectory(temporary.resolve("cache/holdfast")));
    }

    @Test
    void whereItCannotBeLoadedAnotherIsTaken() throws Exception {
        copy(temporary, "-a");
        Files.writeString(temporary.resolve("holdfast/jre/loader"), "/nowhere/ld.so\n");
        assertEquals(99, holdfast(temporary.resolve("holdfast"), "--version").status());
    }

    @Test
    void whoNamesAJavaGetsIt() throws Exception {
        environment.put("HOLDFAST_JAVA", temporary.resolve("java").toString());
        assertEquals(99, holdfast(unpacked.resolve("holdfast"), "--version").status());
    }

    @Test
    void theConsoleHasOneTooAndOtherSystemsHaveNone() throws Exception {
        Map<String, String> console = Archive.tar(Product.CONSOLE_LINUX);
        assertTrue(console.getOrDefault("holdfast-console/jre/bin/java", "none").startsWith("-rwx"));
        Map<String, String> linux = Archive.tar(Product.LINUX);
        for (String each : List.of("jre/bin/java", "jre/lib/jspawnhelper")) {
            assertTrue(linux.getOrDefault("holdfast/" + each, "none").startsWith("-rwx"), each);
        }
        assertTrue(linux.keySet().stream().anyMatch(each -> each.startsWith("holdfast/jre/legal/java.base/")));
        assertTrue(hasNone(Archive.tar(Product.MAC_OS).keySet()));
        assertTrue(hasNone(Archive.zip(Product.WINDOWS)));
        assertTrue(hasNone(Archive.tar(Product.BROKER).keySet()));
    }

    private static boolean hasNone(Set<String> names) {
        assertFalse(names.isEmpty());
        return names.stream().noneMatch(each -> each.contains("/jre/"));
    }

    private static void copy(Path to, String how) throws IOException, InterruptedException {
        Outcome outcome = Outcome.of(
                new ProcessBuilder("cp", how, unpacked.resolve("holdfast").toString(), to.toString()));
        assertEquals(0, outcome.status(), outcome.error());
    }

    private Outcome holdfast(Path installation, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder program =
                new ProcessBuilder(installation.resolve("bin/holdfast").toString());
        program.command().addAll(List.of(arguments));
        program.environment().clear();
        program.environment().putAll(environment);
        return Outcome.of(program);
    }
}
