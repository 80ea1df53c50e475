// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/schedules.md names every hold that there is, in the order in which the rule asks. */
class ScheduleDocumentTest {
    private static final Pattern HOLD = Pattern.compile("^\\| ([A-Z][A-Za-z]+) \\| .* \\| .* \\|$", Pattern.MULTILINE);
    private static final List<String> ORDER =
            List.of("ByHand", "NotDue", "Settling", "TooSoon", "Failed", "Obstacle", "Quiet", "Battery", "Partners");

    @Test
    void everyHoldIsListed() throws IOException {
        List<String> listed = HOLD.matcher(Files.readString(Path.of("../../docs/schedules.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .distinct()
                .toList();
        assertEquals(ORDER, listed);
        assertEquals(
                ORDER.stream().sorted().toList(),
                Arrays.stream(Hold.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .sorted()
                        .toList());
    }

    @Test
    void theExamplesOfTheDocumentAreSchedules() throws IOException {
        String text = Files.readString(Path.of("../../docs/schedules.md"));
        long read = Pattern.compile("(?:--schedule |source schedule \\S+ )(?:'([^']+)'|([a-z]+))")
                .matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(example -> !example.equals("default"))
                .map(Schedule::parse)
                .count();
        assertEquals(3, read);
    }
}
