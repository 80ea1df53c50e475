// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.node.control.NodeControl;
import org.junit.jupiter.api.Test;

/** docs/control-api.md lists exactly the calls that there are, and exactly the fields that their objects have. */
class ControlApiDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/control-api.md");
    private static final Pattern CALL =
            Pattern.compile("^\\| `((?:GET|POST|PUT|DELETE) /(?:v1/)?[a-z.-]+)` \\| ([a-z]+) \\|", Pattern.MULTILINE);
    private static final Pattern OBJECT =
            Pattern.compile("^### `([a-z_ ]+)`\\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);

    @Test
    void everyCallIsListedAndNoOther() throws IOException {
        Map<String, String> listed = CALL.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(call -> call.group(1), call -> call.group(2)));
        assertEquals(
                calls().stream().map(Call::name).sorted().toList(),
                listed.keySet().stream().sorted().toList());
        calls().forEach(each -> assertEquals(each.role().word(), listed.get(each.name()), each.name()));
    }

    private static Collection<Call> calls() {
        return new Routes(Samples.node(NodeControl.class), TestSessions.some()).all();
    }

    @Test
    void everyObjectHasTheFieldsThatAreListed() throws IOException {
        Map<String, List<String>> listed = new TreeMap<>();
        for (MatchResult object :
                OBJECT.matcher(Files.readString(DOCUMENT)).results().toList()) {
            List<String> fields = FIELD.matcher(object.group(2))
                    .results()
                    .map(field -> field.group(1))
                    .toList();
            listed.put(object.group(1), fields);
        }
        Map<String, List<String>> shapes = Shapes.all().stream()
                .collect(
                        Collectors.toMap(Shapes.Shape::name, each -> fields(each.record()), (a, b) -> b, TreeMap::new));
        assertEquals(shapes, listed);
    }

    private static List<String> fields(Class<? extends Record> record) {
        return Arrays.stream(record.getRecordComponents()).map(Schemas::field).toList();
    }

    @Test
    void whatMayBeLeftOutOfARequestIsTold() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (Shapes.Shape shape : Shapes.all()) {
            if (shape.isRequest()) {
                assertEquals(optional(document, shape.name()), leftOut(shape), shape.name());
            }
        }
    }

    private static List<String> leftOut(Shapes.Shape shape) {
        return fields(shape.record()).stream()
                .filter(each -> !shape.needed().orElseThrow().contains(each))
                .toList();
    }

    private static List<String> optional(String document, String shape) {
        return OBJECT.matcher(document)
                .results()
                .filter(object -> object.group(1).equals(shape))
                .flatMap(object -> object.group(2).lines())
                .filter(line -> line.contains("may be left out"))
                .map(line -> line.substring(3, line.indexOf("` |")))
                .toList();
    }
}
