// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the test runner wrote about the last run: every `target/surefire-reports/TEST-*.xml` of the reactor. */
record TestReports(List<Case> cases) {
    enum Result {
        PASSED,
        FAILED,
        SKIPPED
    }

    /** One test; {@code className} is simple, {@code name} as the runner prints it (with arguments, if it has some). */
    record Case(String className, String name, Result result) {}

    static TestReports read(Path root) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path report : reports(root)) {
            NodeList elements = parse(report).getElementsByTagName("testcase");
            for (int i = 0; i < elements.getLength(); i++) {
                cases.add(testCase((Element) elements.item(i)));
            }
        }
        return new TestReports(List.copyOf(cases));
    }

    long count(Result result) {
        return cases.stream().filter(one -> one.result() == result).count();
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> files = Stream.concat(find(root.resolve("bundles")), find(root.resolve("tests")))) {
            return files.toList();
        }
    }

    private static Stream<Path> find(Path folder) throws IOException {
        return Files.isDirectory(folder)
                ? Files.find(folder, 4, (path, attributes) -> attributes.isRegularFile() && isReport(path))
                : Stream.empty();
    }

    private static boolean isReport(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith("TEST-")
                && name.endsWith(".xml")
                && path.getParent().endsWith(Path.of("target", "surefire-reports"));
    }

    private static Case testCase(Element element) {
        String owner = element.getAttribute("classname");
        String simple = owner.substring(owner.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
        return new Case(simple, element.getAttribute("name"), result(element));
    }

    private static Result result(Element element) {
        if (element.getElementsByTagName("failure").getLength() > 0
                || element.getElementsByTagName("error").getLength() > 0) {
            return Result.FAILED;
        }
        return element.getElementsByTagName("skipped").getLength() > 0 ? Result.SKIPPED : Result.PASSED;
    }

    private static Element parse(Path report) {
        try {
            DocumentBuilder builder =
                    DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            return builder.parse(report.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("not a test report: " + report, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
