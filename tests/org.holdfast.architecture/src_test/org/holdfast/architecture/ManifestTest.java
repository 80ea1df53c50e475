// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Manifests say what the byte code does. The compiler sees whole bundles, so a package that is missing in
 * Import-Package compiles, and fails only when its class is first used in the framework. The Eclipse platform splits its
 * packages over bundles, so whoever is built on it requires its bundles instead; p2 sees then what is missing.
 */
class ManifestTest {
    private final List<Bundle> bundles = Bundle.all();

    ManifestTest() throws IOException {}

    @Test
    void everyUsedPackageIsImported() {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : bundles) {
            Set<String> imports = bundle.imports();
            boolean platform = bundle.requires("org.eclipse.core.runtime");
            bundle.uses().stream()
                    .filter(used -> !used.startsWith("java.") && !Manifests.AT_COMPILE_TIME.test(used))
                    .filter(used -> !imports.contains(used))
                    .filter(used -> !platform || !used.startsWith("org.eclipse."))
                    .sorted()
                    .forEach(used -> wrong.add(bundle.name() + " does not import " + used));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void noPackageOfOursIsImportedInVain() {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : bundles) {
            Set<String> uses = bundle.uses();
            bundle.imports().stream()
                    .filter(imported -> imported.startsWith("org.holdfast.") && !uses.contains(imported))
                    .sorted()
                    .forEach(imported -> wrong.add(bundle.name() + " imports " + imported + ", which it does not use"));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void exportedPackagesExplainThemselves() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : bundles) {
            for (String exported : bundle.exports()) {
                Path info = Repository.ROOT.resolve(
                        "bundles/" + bundle.name() + "/src/" + exported.replace('.', '/') + "/package-info.java");
                if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
                    wrong.add(bundle.name() + ": " + exported + " needs a package-info.java with @NullMarked");
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyBundleIsInAFeature() throws IOException {
        String features = Repository.files().stream()
                .filter(file -> file.endsWith("feature.xml"))
                .map(ManifestTest::text)
                .collect(Collectors.joining());
        assertEquals(
                List.of(),
                bundles.stream()
                        .map(Bundle::name)
                        .filter(name -> !features.contains("\"" + name + "\""))
                        .toList(),
                "bundles that no feature includes");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
