// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A publisher signs, somebody else verifies. */
@Tag("R64")
class PluginSignCommandTest {
    @TempDir
    Path folder;

    private final StringWriter error = new StringWriter();
    private Path jar;

    @BeforeEach
    void make() throws Exception {
        jar = folder.resolve("some.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("content"));
            out.write(1);
        }
    }

    private int run(Object command, String... arguments) {
        error.getBuffer().setLength(0);
        return Failures.execute(new CommandLine(command).setErr(new PrintWriter(error)), arguments);
    }

    private int sign(String... more) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                jar.toString(),
                                "--key",
                                folder.resolve("ada.p12").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return run(new PluginSignCommand(), arguments);
    }

    private int verify(Path file, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                file.toString(),
                                "--home",
                                folder.resolve("none").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return run(new PluginVerifyCommand(), arguments);
    }

    @Test
    void whatOneSignsTheOtherVerifies() {
        Path signed = folder.resolve("signed.jar");

        assertEquals(1, verify(jar));
        assertTrue(error.toString().contains("[PLUGIN_UNSIGNED]"), error.toString());
        assertEquals(0, sign("--publisher", "Ada", "--out", signed.toString()), error.toString());
        assertEquals(1, verify(signed));
        assertTrue(error.toString().contains("Ada, certificate "), error.toString());
        assertTrue(error.toString().contains("[PLUGIN_UNKNOWN_PUBLISHER]"), error.toString());
        assertEquals(0, verify(signed, "--trust", folder.resolve("ada.pem").toString()), error.toString());
    }

    @Test
    void theKeyIsMadeOnceAndKeepsItsName() throws Exception {
        assertEquals(0, sign("--publisher", "Ada"));
        byte[] key = Files.readAllBytes(folder.resolve("ada.p12"));
        assertEquals(0, sign(), "the jar itself, again");
        assertEquals(0, verify(jar, "--trust", folder.resolve("ada.pem").toString()), error.toString());
        assertEquals(1, sign("--publisher", "Eve"));
        assertTrue(error.toString().contains("is the key of 'Ada'"), error.toString());
        assertTrue(Arrays.equals(key, Files.readAllBytes(folder.resolve("ada.p12"))));
    }

    @Test
    void withoutANodeTheKeyHasToBeNamed() {
        assertEquals(
                10,
                run(
                        new PluginSignCommand(),
                        jar.toString(),
                        "--home",
                        folder.resolve("none").toString()));
        assertTrue(Files.notExists(folder.resolve("none")), "nothing that looks like a node was made");
    }
}
