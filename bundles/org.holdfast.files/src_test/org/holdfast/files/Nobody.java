// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.Assumptions;

/** Runs something on a thread that has given up root's rights. Where the test itself is not root, as who it is. */
final class Nobody {
    static final int ID = 65_534;

    private Nobody() {}

    static <T> T run(Callable<T> work) throws Exception {
        loadClasses(FileTree.class);
        loadClasses(Nobody.class);
        loadClasses(Bytes.class);
        FutureTask<T> task = new FutureTask<>(() -> {
            int result = Native.becomeNobody(ID);
            Assumptions.assumeTrue(result == 0, "NOT SHOWN HERE: cannot become nobody, error " + -result);
            return work.call();
        });
        Thread thread = new Thread(task, "nobody");
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Error error -> throw error;
                case Exception exception -> throw exception;
                default -> throw e;
            }
        }
    }

    /** The folder of the classes may be closed to nobody, so all of them are loaded before. */
    private static void loadClasses(Class<?> example) throws Exception {
        Path place = Path.of(
                example.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!Files.isDirectory(place)) {
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.toList()) {
                String name = place.relativize(file).toString().replace('/', '.');
                if (name.startsWith(example.getPackageName()) && name.endsWith(".class") && !name.contains("-info")) {
                    Class.forName(name.substring(0, name.length() - ".class".length()));
                }
            }
        }
    }

    /** These tests need root, to have something to give up, and a folder that nobody can reach. */
    static void assumeRoot() throws IOException {
        Assumptions.assumeTrue(Native.USER == 0, "NOT SHOWN HERE: the test does not run as root");
        for (Path at = Path.of(System.getProperty("java.io.tmpdir")).toRealPath(); at != null; at = at.getParent()) {
            Assumptions.assumeTrue(
                    Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE),
                    "NOT SHOWN HERE: " + at + " is closed to others");
        }
    }
}
