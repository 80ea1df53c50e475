// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a Java that is new enough, the scripts say what they found and what to do, and nothing else happens. */
class JavaMissingTest {
    @TempDir
    Path temporary;

    @Test
    void tooOldJavaIsNamed() throws Exception {
        Path old = javaHome("17.0.2");
        Outcome outcome = holdfast(Map.of("HOLDFAST_JAVA", old.toString()), "status");
        assertEquals(1, outcome.status());
        assertEquals("", outcome.output());
        assertTrue(outcome.error().contains("Java 25 or later is needed"), outcome.error());
        assertTrue(outcome.error().contains("Java 17 in " + old), outcome.error());
        assertTrue(outcome.error().contains("JDK_TOO_OLD"), outcome.error());
    }

    @Test
    void releaseOfTheOldNumberingIsTooOldToo() throws Exception {
        Outcome outcome = holdfast(Map.of("HOLDFAST_JAVA", javaHome("1.8.0_402").toString()), "status");
        assertEquals(1, outcome.status());
        assertTrue(outcome.error().contains("Java 25 or later is needed"), outcome.error());
    }

    @Test
    void folderWithoutJavaIsNamed() throws Exception {
        Outcome outcome = holdfast(Map.of("HOLDFAST_JAVA", temporary.toString()), "status");
        assertEquals(1, outcome.status());
        assertTrue(outcome.error().contains(temporary + ", where no Java is"), outcome.error());
    }

    @Test
    void scriptsGetAnObject() throws Exception {
        Outcome outcome = holdfast(Map.of("HOLDFAST_JAVA", javaHome("21").toString()), "status", "--json");
        assertEquals(1, outcome.status());
        assertTrue(outcome.error().startsWith("{\"type\":\"error\",\"code\":\"JDK_TOO_OLD\","), outcome.error());
        assertTrue(outcome.error().strip().endsWith("\"exit\":1}"), outcome.error());
        assertEquals(1, outcome.error().lines().count());
    }

    @Test
    void nodeNeedsTheSameJava() throws Exception {
        Path home = temporary.resolve("home");
        Outcome outcome =
                run("holdfast-node", Map.of("HOLDFAST_JAVA", javaHome("24").toString()), home.toString());
        assertEquals(1, outcome.status());
        assertTrue(outcome.error().contains("Java 24 in "), outcome.error());
        assertTrue(Files.notExists(home), "nothing is made for a node that cannot start");
    }

    private Path javaHome(String version) throws IOException {
        Path home = Files.createDirectories(temporary.resolve("java-" + version));
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 99\n");
        assertTrue(java.toFile().setExecutable(true));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static Outcome holdfast(Map<String, String> environment, String... arguments) throws Exception {
        return run("holdfast", environment, arguments);
    }

    private static Outcome run(String script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Product.INSTALLATION.resolve("bin").resolve(script).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().putAll(environment);
        return Outcome.of(program);
    }
}
