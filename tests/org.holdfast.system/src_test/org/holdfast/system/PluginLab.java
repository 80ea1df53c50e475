// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A lab of four, whose owner backs up a folder, and a publisher of plug-ins for it: where changes of bundles are tried. */
final class PluginLab implements AutoCloseable {
    private final Path folder;
    private final Lab lab;
    private final Publisher publisher;

    private PluginLab(Path folder, Lab lab, Publisher publisher) {
        this.folder = folder;
        this.lab = lab;
        this.publisher = publisher;
    }

    /** @param folder for the lab, its owner's source, and the jars of a publisher whom nobody trusts yet */
    static PluginLab up(Path folder) throws Exception {
        Publisher publisher = new Publisher(folder.resolve("publisher"));
        return new PluginLab(folder, Lab.up(folder.resolve("lab"), 4, "2+1"), publisher);
    }

    /** Makes the source and names it. @param averageBytes of a file */
    PluginLab withFiles(int files, int averageBytes) throws IOException {
        Trees.make(source(), 1, files, averageBytes);
        owner().holdfast("source", "add", source().toString()).ok();
        return this;
    }

    /** Puts the publisher on the roster. */
    PluginLab trusting() throws Exception {
        owner().holdfast("plugin", "trust", publisher.certificate().toString()).ok();
        return this;
    }

    Machine owner() {
        return lab.owner();
    }

    Publisher publisher() {
        return publisher;
    }

    Path source() {
        return folder.resolve("source");
    }

    /** Changes the one large file of the source. */
    void writeLarge(Random random, int bytes) throws IOException {
        Files.write(source().resolve("large"), Trees.bytes(random, bytes));
    }

    /** Asks the owner's control interface. @return the last object of the answer, which is no error */
    JsonObject call(String method, String path) {
        JsonObject last = owner().control()
                .flatMap(control -> control.call(method, path))
                .filter(lines -> !lines.isEmpty())
                .orElseThrow(() -> new AssertionError("the owner does not answer" + owner().log()))
                .getLast();
        assertNotEquals("error", last.get("type").getAsString(), () -> path + ": " + last + owner().log());
        return last;
    }

    List<JsonObject> providers() {
        return owner().control()
                .flatMap(control -> control.call("GET", "/v1/plugins"))
                .orElseThrow();
    }

    /** The first provider of this bundle. */
    JsonObject listed(String bundle) {
        return providers().stream()
                .filter(each -> each.get("bundle").getAsString().equals(bundle))
                .findFirst()
                .orElseThrow(() -> new AssertionError(bundle + " is not listed" + owner().log()));
    }

    long bytesInUse(String format) {
        return providers().stream()
                .filter(each -> each.get("id").getAsString().equals(format))
                .mapToLong(each -> each.get("bytes_in_use").getAsLong())
                .sum();
    }

    String warnings() {
        return call("GET", "/v1/plugin-status").get("warnings").toString();
    }

    /** Restores everything into a new folder of this name, and compares. */
    void assertRestored(String name) throws IOException {
        Path target = folder.resolve(name);
        owner().holdfast("restore", "latest", "--to", target.toString()).ok();
        Trees.assertSame(source(), Trees.restored(target, source()));
    }

    @Override
    public void close() {
        lab.close();
    }
}
