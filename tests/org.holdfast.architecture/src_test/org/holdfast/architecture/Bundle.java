// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One bundle as it was built: its name, what its manifest says, and its classes. */
record Bundle(String name, Attributes manifest, List<JavaClass> classes) {
    /** The classes of all bundles; read once, as it takes seconds. */
    static final JavaClasses CLASSES = importAll();

    static List<Bundle> all() throws IOException {
        List<Bundle> bundles = new ArrayList<>();
        for (Path folder : Repository.bundles()) {
            bundles.add(read(folder));
        }
        return bundles;
    }

    private static Bundle read(Path folder) throws IOException {
        String classes = target(folder).toUri().toString();
        try (InputStream manifest = Files.newInputStream(folder.resolve("META-INF/MANIFEST.MF"))) {
            return new Bundle(
                    folder.getFileName().toString(),
                    new Manifest(manifest).getMainAttributes(),
                    CLASSES.stream()
                            .filter(type -> type.getSource()
                                    .orElseThrow()
                                    .getUri()
                                    .toString()
                                    .startsWith(classes))
                            .toList());
        }
    }

    private static JavaClasses importAll() {
        try {
            return new ClassFileImporter()
                    .importPaths(
                            Repository.bundles().stream().map(Bundle::target).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path target(Path bundle) {
        Path classes = bundle.resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException(bundle + " was not compiled: run the whole reactor, ./build verify");
        }
        return classes;
    }

    /** {@code org.holdfast.core} of {@code org.holdfast.core.port}; the name itself when no bundle holds the package. */
    static String owner(String packageName, Set<String> bundleNames) {
        return bundleNames.stream()
                .filter(name -> packageName.equals(name) || packageName.startsWith(name + "."))
                .max(Comparator.comparing(String::length))
                .orElse(packageName);
    }

    Set<String> imports() {
        return packages("Import-Package");
    }

    Set<String> exports() {
        return packages("Export-Package");
    }

    /** Whether it requires a bundle by name. */
    boolean requires(String bundle) {
        return packages("Require-Bundle").contains(bundle);
    }

    /** The packages that the byte code uses and that are not part of this bundle. */
    Set<String> uses() {
        Set<String> own = classes.stream().map(type -> type.getPackageName()).collect(Collectors.toSet());
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> !type.isPrimitive())
                .map(type -> type.getPackageName())
                .filter(used -> !own.contains(used))
                .collect(Collectors.toSet());
    }

    private Set<String> packages(String header) {
        String value = manifest.getValue(header);
        if (value == null) {
            return Set.of();
        }
        // Versions and filters are quoted and may hold commas; without them each clause begins with its package.
        return Stream.of(value.replaceAll("\"[^\"]*\"", "").split(","))
                .map(clause -> clause.split(";")[0].strip())
                .collect(Collectors.toSet());
    }
}
