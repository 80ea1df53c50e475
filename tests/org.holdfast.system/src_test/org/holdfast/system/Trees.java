// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Makes trees of files and compares them with everything a file system holds, by the product's own comparison. */
final class Trees {
    private static final URLClassLoader PRODUCT =
            new URLClassLoader(Installation.bundles().stream().map(Trees::url).toArray(URL[]::new));

    private Trees() {}

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Some ordinary files in folders, and the corner cases of the demo. */
    static void make(Path root, long seed, int files, int averageBytes) {
        make(root.resolve("ordinary"), new Random(seed), files, averageBytes);
        String script = ". tests/demo/files.sh && make_corner_cases \"$0\"";
        Outcome.of(new ProcessBuilder(
                                "bash",
                                "-euc",
                                script,
                                root.resolve("corner-cases").toString())
                        .directory(Installation.ROOT.toFile()))
                .ok();
    }

    private static void make(Path root, Random random, int files, int averageBytes) {
        try {
            for (int number = 0; number < files; number++) {
                Path folder = Files.createDirectories(root.resolve("folder-" + number % 7));
                Files.write(folder.resolve("file-" + number), bytes(random, random.nextInt(2 * averageBytes)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Incompressible. */
    static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Fails, saying what differs, unless contents and all metadata are the same. */
    static void assertSame(Path original, Path copy) {
        List<?> differences = differences(original, copy);
        assertTrue(differences.isEmpty(), () -> copy + " differs from " + original + ": " + differences);
    }

    /** What differs: {@code TreeComparison.compare(SystemFiles.tree(), ORIGINAL, COPY).shown()}. */
    static List<?> differences(Path original, Path copy) {
        try {
            String files = "org.holdfast.files.";
            Class<?> tree = PRODUCT.loadClass(files + "FileTree");
            Class<?> bytes = PRODUCT.loadClass("org.holdfast.model.Bytes");
            var encode = PRODUCT.loadClass(files + "PathText").getMethod("bytes", Path.class);
            Object system = PRODUCT.loadClass(files + "system.SystemFiles")
                    .getMethod("tree")
                    .invoke(null);
            Object result = PRODUCT.loadClass(files + "compare.TreeComparison")
                    .getMethod("compare", tree, bytes, bytes)
                    .invoke(null, system, encode.invoke(null, original), encode.invoke(null, copy));
            return (List<?>) result.getClass().getMethod("shown").invoke(result);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The product's comparison cannot be called", e);
        }
    }

    /** A copy with all metadata. */
    static void copy(Path original, Path copy) {
        Outcome.of(new ProcessBuilder("cp", "-a", original.toString(), copy.toString()))
                .ok();
    }

    /** Where a restore to {@code target} puts what was at {@code source}. */
    static Path restored(Path target, Path source) {
        return target.resolve(Path.of("/").relativize(source));
    }

    /** A class of the product, by its name. */
    static Class<?> product(String name) throws ClassNotFoundException {
        return PRODUCT.loadClass(name);
    }
}
