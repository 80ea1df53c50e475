// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Progress on a terminal: bar, rate of the last seconds, what is left, a lane for each partner, always in one place. */
@Tag("G")
class ProgressViewTest {
    private static final long MIB = 1 << 20;

    private static JsonObject progress(long mebibytes, long total, String lanes) {
        return JsonParser.parseString("""
                        {"type":"progress","phase":"backing up","files":1234,"bytes":%d,"total_bytes":%d,
                         "bytes_per_second":%d,"detail":"","lanes":[%s]}""".formatted(mebibytes * MIB, total * MIB, 3 * MIB, lanes))
                .getAsJsonObject();
    }

    private static String lane(String name, long mebibytes, boolean reachable) {
        return "{\"partner\":\"%s\",\"name\":\"%s\",\"bytes\":%d,\"reachable\":%s}"
                .formatted(name, name, mebibytes * MIB, reachable);
    }

    @Test
    void theRateIsThatOfTheLastSecondsAndGivesWhatIsLeft() {
        ProgressView view = new ProgressView();
        view.lines(progress(0, 200, ""), 0);
        view.lines(progress(80, 200, ""), 20_000);
        List<String> lines = view.lines(progress(100, 200, ""), 30_000);
        assertEquals(
                List.of(
                        "backing up  [##########----------]  50 %  2.0 MiB/s, 50 s left",
                        "  100.0 MiB of 200.0 MiB, 1,234 files"),
                lines);
    }

    @Test
    void withoutATotalThereIsNoBarAndNoGuess() {
        ProgressView view = new ProgressView();
        view.lines(progress(0, 0, ""), 0);
        assertEquals(
                List.of("backing up  10.0 MiB/s", "  10.0 MiB, 1,234 files"), view.lines(progress(10, 0, ""), 1000));
    }

    @Test
    void everyPartnerHasALaneAgainstTheOneThatHasMost() {
        ProgressView view = new ProgressView();
        view.lines(progress(0, 0, lane("pc2", 0, true) + "," + lane("pc3", 0, true)), 0);
        List<String> lines = view.lines(progress(9, 0, lane("pc2", 8, true) + "," + lane("pc3", 4, false)), 2000);
        assertEquals(
                List.of(
                        "  pc2              ##########    8.0 MiB    4.0 MiB/s",
                        "  pc3              #####-----    4.0 MiB    2.0 MiB/s  away"),
                lines.subList(2, 4));
        String many = String.join(
                ",",
                java.util.stream.IntStream.range(0, 30)
                        .mapToObj(i -> lane("pc" + i, 1, true))
                        .toList());
        List<String> cut = view.lines(progress(9, 0, many), 3000);
        assertEquals(15, cut.size());
        assertEquals("  and 18 more", cut.getLast());
    }

    @Test
    void onAPipeItIsOneLine() {
        assertEquals(
                "backing up: 10.0 MiB of 40.0 MiB, 1,234 files, 3.0 MiB/s, 10 s left",
                ProgressView.plain(progress(10, 40, lane("pc2", 8, true))));
    }

    @Test
    void aStepThatCountsNothingSaysWhatItDoes() {
        JsonObject step = JsonParser.parseString(
                        "{\"type\":\"progress\",\"phase\":\"recovering\",\"bytes\":0,\"detail\":\"asks 3 members\"}")
                .getAsJsonObject();
        assertEquals(List.of("recovering", "  asks 3 members"), new ProgressView().lines(step, 0));
        assertEquals("recovering, asks 3 members", ProgressView.plain(step));
    }

    @Test
    void timeThatIsLeftIsRounded() {
        assertEquals("99 s", Terminal.roughly(99.4));
        assertEquals("2 min", Terminal.roughly(100));
        assertEquals("3 h 20 min", Terminal.roughly(3 * 3600 + 20 * 60));
    }

    @Test
    void linesAreDrawnInOnePlaceAndTakenAway() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(out, 20);
        out.print("before\n");
        screen.draw(List.of("one", "a line that is far too long", "three"));
        screen.draw(List.of("uno", "evil\u001b[2Jname"));
        assertEquals(List.of("before", "uno", "evil\\x1b[2Jname"), shown(bytes));
        screen.clear();
        screen.clear();
        out.print("after\n");
        assertEquals(List.of("before", "after"), shown(bytes));
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("a line that is far "), "cut before the margin");
        assertFalse(bytes.toString(StandardCharsets.UTF_8).contains("too"));
    }

    /** As much of a terminal as {@link Screen} uses: what stands on it in the end. */
    private static List<String> shown(ByteArrayOutputStream bytes) {
        List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        int column = 0;
        Matcher token =
                Pattern.compile("\u001b\\[(\\d*)([AJK])|\n|\r|.").matcher(bytes.toString(StandardCharsets.UTF_8));
        while (token.find()) {
            StringBuilder line = rows.get(row);
            switch (token.group()) {
                case "\n" -> {
                    row++;
                    column = 0;
                    if (row == rows.size()) {
                        rows.add(new StringBuilder());
                    }
                }
                case "\r" -> column = 0;
                default -> {
                    if (token.group(2) == null) {
                        line.setLength(Math.max(line.length(), column + 1));
                        line.setCharAt(column++, token.group().charAt(0));
                    } else if (token.group(2).equals("A")) {
                        row -= Integer.parseInt(token.group(1));
                    } else {
                        line.setLength(Math.min(line.length(), column));
                        if (token.group(2).equals("J")) {
                            rows.subList(row + 1, rows.size()).clear();
                        }
                    }
                }
            }
        }
        return rows.stream()
                .map(StringBuilder::toString)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
