// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.format.support.Golden;
import org.junit.jupiter.api.Test;

/** The examples of docs/format.md are the golden vectors. */
class FormatDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/format.md");
    private static final Pattern LINE = Pattern.compile(" {0,4}[0-9]* {2,}((?:[0-9a-f]{2,}(?: |$))+)(?: .*)?");

    /** The hexadecimal digits of the example after {@code heading}: second column, up to two blanks. */
    private static String example(String heading) throws IOException {
        String text = Files.readString(DOCUMENT);
        int at = text.indexOf(heading);
        assertTrue(at > 0, "there is no example: " + heading);
        String block = text.substring(text.indexOf("```\n", at) + 4);
        return block.substring(0, block.indexOf("```"))
                .lines()
                .map(LINE::matcher)
                .filter(line -> line.matches())
                .map(line -> line.group(1).replace(" ", ""))
                .collect(Collectors.joining());
    }

    @Test
    void blockHeaderIsTheGoldenOne() throws IOException {
        assertEquals(Golden.read("format-block").get(0).get("header"), example("\nA block header ("));
    }

    @Test
    void witnessIsTheGoldenOne() throws IOException {
        assertEquals(Golden.read("format-witness").get(1).get("witness"), example("\nA witness ("));
    }

    @Test
    void segmentBeginsLikeTheGoldenOne() throws IOException {
        var vector = Golden.read("format-segment").get(1);
        String shown = example("\nA segment for 5+2");
        assertEquals(160 * 2, shown.length());
        String golden = vector.get("header") + vector.get("firstFrame");
        assertEquals(golden, shown.substring(0, golden.length()));
    }
}
