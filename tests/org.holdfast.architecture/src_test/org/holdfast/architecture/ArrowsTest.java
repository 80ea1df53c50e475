// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md: which bundle may use which. Nobody may use a provider or a face. */
class ArrowsTest {
    private static final Set<String> CONTRACTS = Set.of("model", "spi");
    private static final Set<String> PROVIDER_ROLES =
            Set.of("coding", "crypto", "compression", "discovery", "policy", "audit", "transport", "notice");

    /** What a bundle may use, besides itself. Providers are alike and not listed. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("spi", Set.of("model")),
            Map.entry("format", CONTRACTS),
            Map.entry("wire", Set.of("model", "spi", "format")),
            Map.entry("core", Set.of("model", "spi", "format", "wire")),
            Map.entry("files", Set.of("model")),
            Map.entry("trust", Set.of("model", "spi", "format")),
            Map.entry("ledger", Set.of("model", "spi", "format", "wire", "core")),
            Map.entry("holdings", Set.of("model", "spi", "format", "wire", "core")),
            Map.entry("plugins", Set.of("model", "format", "trust")),
            Map.entry(
                    "node",
                    Set.of(
                            "model",
                            "spi",
                            "format",
                            "wire",
                            "core",
                            "ledger",
                            "holdings",
                            "files",
                            "trust",
                            "plugins")),
            Map.entry("broker", Set.of("model", "format")),
            Map.entry("web", Set.of("model", "spi", "format", "wire", "core", "trust", "node")),
            Map.entry("cli", Set.of("model", "spi", "format", "trust", "plugins")),
            Map.entry("console.client", Set.of("model", "trust")),
            Map.entry("console", Set.of("model", "spi", "format", "trust", "console.client")));

    /** Pure code: these use nothing but the JDK, the null annotations and each other. */
    private static final Set<String> PURE = Set.of("model", "spi", "format", "wire", "core");

    private final List<Bundle> bundles = Bundle.all();
    private final Set<String> names = bundles.stream().map(Bundle::name).collect(Collectors.toSet());

    ArrowsTest() throws IOException {}

    @Test
    void everyBundleHasItsPlace() {
        assertFalse(bundles.isEmpty(), "no bundle was found under " + Repository.ROOT);
        assertEquals(
                List.of(),
                names.stream()
                        .map(ArrowsTest::role)
                        .filter(role -> allowed(role) == null)
                        .toList(),
                "bundles without arrows: give them a line here and in docs/architecture.md");
    }

    @Test
    void bundlesUseOnlyWhatTheirArrowsAllow() {
        Map<String, List<String>> wrong = new TreeMap<>();
        for (Bundle bundle : bundles) {
            Set<String> allowed = allowed(role(bundle.name()));
            List<String> forbidden = bundle.uses().stream()
                    .filter(used -> used.startsWith("org.holdfast"))
                    .filter(used -> !allowed.contains(role(Bundle.owner(used, names))))
                    .sorted()
                    .toList();
            if (!forbidden.isEmpty()) {
                wrong.put(bundle.name(), forbidden);
            }
        }
        assertEquals(Map.of(), wrong, "bundle -> packages it must not use");
    }

    @Test
    void pureCodeUsesNoLibrary() {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (PURE.contains(role(bundle.name()))) {
                bundle.uses().stream()
                        .filter(used -> !used.startsWith("java.") && !used.startsWith("javax.crypto"))
                        .filter(used -> !used.startsWith("org.holdfast") && !Manifests.AT_COMPILE_TIME.test(used))
                        .forEach(used -> wrong.add(bundle.name() + " uses " + used));
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void internalPackagesStayInside() {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : bundles) {
            bundle.uses().stream()
                    .filter(used -> used.startsWith("org.holdfast") && (used + ".").contains(".internal."))
                    .forEach(used -> wrong.add(bundle.name() + " uses " + used));
            bundle.exports().stream()
                    .filter(exported -> (exported + ".").contains(".internal."))
                    .forEach(exported -> wrong.add(bundle.name() + " exports " + exported));
        }
        assertEquals(List.of(), wrong);
    }

    private static String role(String bundle) {
        return bundle.replaceFirst("^org\\.holdfast\\.", "");
    }

    private static Set<String> allowed(String role) {
        int dot = role.indexOf('.');
        boolean provider = dot > 0 && PROVIDER_ROLES.contains(role.substring(0, dot));
        return provider ? CONTRACTS : ARROWS.get(role);
    }
}
