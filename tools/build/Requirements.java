// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ROOT: for each requirement of docs/requirements.md the test classes that showed it in the last `./build verify`.
 *
 * <p>A class shows what its {@code @Tag("R45")} say, on itself or on a method, and what those of a contract that it
 * extends say; provided that it ran, nothing in it failed, and the tagged method passed. Exit 0 only if every
 * requirement is shown.
 */
final class Requirements {
    private static final Pattern ROW = Pattern.compile("^\\| (R\\d+) \\|.*", Pattern.MULTILINE);
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(R\\d+)\"\\)");
    private static final Pattern DECLARATION =
            Pattern.compile("\\b(?:(class|record|enum)\\s+\\w+|void\\s+(\\w+)\\s*\\()");
    private static final Pattern PARENT = Pattern.compile("\\bclass\\s+\\w+(?:<[^{]*>)?\\s+extends\\s+(\\w+)");

    /** A tag and the method it stands on; an empty name when it stands on the class. */
    private record Claim(String requirement, String method) {}

    private final Map<String, String> sources;
    private final TestReports reports;

    private Requirements(Map<String, String> sources, TestReports reports) {
        this.sources = sources;
        this.reports = reports;
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        List<String> wanted = ROW.matcher(Files.readString(root.resolve("docs/requirements.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        Map<String, Set<String>> shown = new Requirements(testSources(root), TestReports.read(root)).shown();
        wanted.stream()
                .filter(shown::containsKey)
                .forEach(id -> System.out.println(id + " " + String.join(", ", shown.get(id))));
        List<String> open = wanted.stream().filter(id -> !shown.containsKey(id)).toList();
        System.out.println("Nothing shows: " + (open.isEmpty() ? "none" : String.join(" ", open)));
        System.exit(open.isEmpty() && !wanted.isEmpty() ? 0 : 1);
    }

    private Map<String, Set<String>> shown() {
        Map<String, Set<String>> shown = new TreeMap<>();
        for (String test : sources.keySet()) {
            if (ranWithoutFailure(test)) {
                claims(test, new HashSet<>()).stream()
                        .filter(claim -> claim.method().isEmpty() || passed(test, claim.method()))
                        .forEach(claim -> shown.computeIfAbsent(claim.requirement(), id -> new TreeSet<>())
                                .add(test));
            }
        }
        return shown;
    }

    private boolean ranWithoutFailure(String test) {
        List<TestReports.Case> own = reports.cases().stream()
                .filter(one -> one.className().equals(test))
                .toList();
        return own.stream().anyMatch(one -> one.result() == TestReports.Result.PASSED)
                && own.stream().noneMatch(one -> one.result() == TestReports.Result.FAILED);
    }

    private boolean passed(String test, String method) {
        return reports.cases().stream()
                .anyMatch(one -> one.className().equals(test)
                        && one.result() == TestReports.Result.PASSED
                        && one.name().matches(Pattern.quote(method) + "\\b.*"));
    }

    private List<Claim> claims(String test, Set<String> visited) {
        String source = sources.get(test);
        if (source == null || !visited.add(test)) {
            return List.of();
        }
        List<Claim> claims = new ArrayList<>();
        Matcher tags = TAG.matcher(source);
        while (tags.find()) {
            Matcher declaration = DECLARATION.matcher(source).region(tags.end(), source.length());
            boolean onMethod = declaration.find() && declaration.group(2) != null;
            claims.add(new Claim(tags.group(1), onMethod ? declaration.group(2) : ""));
        }
        Matcher parent = PARENT.matcher(source);
        if (parent.find()) {
            claims.addAll(claims(parent.group(1), visited));
        }
        return claims;
    }

    private static Map<String, String> testSources(Path root) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String folder : List.of("bundles", "tests")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                for (Path file : files.filter(Requirements::isTestSource).toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return sources;
    }

    private static boolean isTestSource(Path path) {
        String full = path.toString();
        return full.endsWith(".java")
                && !full.contains("/target/")
                && (full.contains("/src_test/") || full.contains("tests/"));
    }
}
