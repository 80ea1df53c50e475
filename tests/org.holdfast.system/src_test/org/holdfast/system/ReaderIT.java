// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data are coded and encrypted by a third party's bundle, in formats that Holdfast does not know. Its jar vanishes from
 * the disk, under a running node and before a start; then the whole machine is lost.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReaderIT {
    private static final String VERSION = "1.4.0";

    @TempDir
    static Path temporary;

    private static Lab lab;
    private static Machine owner;
    private static Machine blank;
    private static Path source;

    @BeforeAll
    static void backUp() throws Exception {
        lab = Lab.up(temporary.resolve("lab"), 4, "2+1");
        owner = lab.owner();
        blank = new Machine(temporary.resolve("blank"));
        source = temporary.resolve("source");
        Trees.make(source, 1, 100, 50_000);
        owner.holdfast("source", "add", source.toString()).ok();
        owner.holdfast("backup", "--wait").ok();
        Publisher publisher = new Publisher(temporary.resolve("publisher"));
        Path plain = ForeignBundle.make(temporary, VERSION);
        Path jar = publisher.sign(plain, "readers.jar");
        owner.holdfast("plugin", "trust", publisher.certificate().toString()).ok();
        owner.holdfast("plugin", "install", jar.toString()).ok();
        owner.holdfast("plugin", "prefer", "coding", ForeignBundle.CODE).ok();
        owner.holdfast("plugin", "prefer", "crypto", ForeignBundle.CIPHER).ok();
        Files.write(source.resolve("foreign"), Trees.bytes(new Random(3), 20 << 20));
        JsonObject snapshot = owner.holdfast("backup", "--wait").ok().last();
        assertEquals("FULL", snapshot.get("state").getAsString(), snapshot::toString);
        assertTrue(inUse(ForeignBundle.CODE) > 20 << 20);
        assertTrue(inUse(ForeignBundle.CIPHER) > 20 << 20);
    }

    @AfterAll
    static void end() {
        if (lab != null) {
            blank.close();
            lab.close();
        }
    }

    private static long inUse(String id) {
        return owner.control().flatMap(control -> control.call("GET", "/v1/plugins")).orElseThrow().stream()
                .filter(each -> each.get("id").getAsString().equals(id))
                .mapToLong(each -> each.get("bytes_in_use").getAsLong())
                .sum();
    }

    private static Path jar() {
        try (Stream<Path> files = Files.list(owner.home().resolve("bundles"))) {
            return files.filter(each -> each.getFileName().toString().startsWith(ForeignBundle.NAME))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRestores(Path target) {
        JsonObject restored = owner.holdfast("restore", "latest", "--to", target.toString())
                .ok()
                .last();
        assertEquals(0, restored.get("errors").getAsInt(), restored::toString);
        Trees.assertSame(source, Trees.restored(target, source));
    }

    private static String reasons(Machine machine) {
        return machine.status().get("reasons").toString();
    }

    @Test
    @Order(1)
    @Tag("R65")
    void aJarThatVanishesUnderARunningNodeComesBack() throws IOException {
        Path jar = jar();
        byte[] before = Files.readAllBytes(jar);
        Files.delete(jar);
        Await.until("the jar is there again", () -> Files.exists(jar), owner::log);
        assertEquals(-1, Files.mismatch(jar, Files.write(temporary.resolve("before.jar"), before)));
        Await.until("it is told", () -> reasons(owner).contains(ForeignBundle.NAME), owner::log);
        assertRestores(temporary.resolve("running"));
    }

    @Test
    @Order(2)
    @Tag("R65")
    void aJarThatIsGoneAtTheStartIsInstalledAgain() throws IOException {
        Path jar = jar();
        owner.kill();
        Files.delete(jar);
        owner.start();
        Await.until("the jar is there again", () -> Files.exists(jar), owner::log);
        Await.until("it is told", () -> reasons(owner).contains(ForeignBundle.NAME), owner::log);
        assertRestores(temporary.resolve("started"));
        assertEquals(
                "FULL",
                owner.holdfast("backup", "--wait").ok().last().get("state").getAsString());
    }

    @Test
    @Order(3)
    @Tag("R66")
    void aBlankMachineWithNothingButTheSheetRecoversEverything() throws IOException {
        Path sheet = temporary.resolve("sheet.txt");
        String home = owner.home().toString();
        Files.writeString(
                sheet,
                Installation.holdfast("sheet", "--text", "--home", home).ok().output());
        owner.kill();
        Files.move(owner.home(), temporary.resolve("destroyed"));
        lab.node(4).kill(); // else nothing would have to be decoded: data shards are the data
        Path back = temporary.resolve("back");
        Outcome recovered = blank.holdfast(
                "recover",
                "--sheet",
                sheet.toString(),
                "--to",
                back.toString(),
                "--set",
                "bind.address=127.0.0.1",
                "--set",
                "advertise.address=127.0.0.1",
                "--set",
                "node.port=0",
                "--set",
                "host=host1",
                "--set",
                "discovery.multicast.port=" + lab.node(2).setting("discovery.multicast.port"));
        JsonObject report = recovered.ok().last();
        assertEquals(0, report.get("errors").getAsInt(), report::toString);
        Trees.assertSame(source, Trees.restored(back, source));
        String told = ForeignBundle.NAME + " " + VERSION + " was installed";
        assertTrue(report.get("newest").getAsString().contains(told), report::toString);
        assertTrue(reasons(blank).contains(told), () -> reasons(blank));
        List<String> installed = blank
                .control()
                .flatMap(control -> control.call("GET", "/v1/plugin-status"))
                .orElseThrow()
                .getLast()
                .getAsJsonArray("installed")
                .asList()
                .stream()
                .map(each -> each.getAsJsonObject().get("name").getAsString())
                .toList();
        assertEquals(List.of(ForeignBundle.NAME), installed);
    }
}
