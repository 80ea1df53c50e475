// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.spi.notice.NoticeLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/notices.md lists exactly the kinds that people are told of, with their levels. */
@Tag("G")
class NoticesDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\| (`[A-Z_`, ]+`) \\| ([A-Z, ]+) \\|", Pattern.MULTILINE);

    @Test
    void everyKindIsListedAndNoOther() throws IOException {
        Map<String, NoticeLevel> told = new TreeMap<>(EventNotices.levels());
        for (Condition each : Condition.values()) {
            told.put(each.name(), each.level());
        }
        Map<String, NoticeLevel> listed = new TreeMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(Path.of("../../docs/notices.md")))
                .results()
                .toList()) {
            String[] kinds = row.group(1).replace("`", "").split(", ");
            String[] levels = row.group(2).split(", ");
            for (int i = 0; i < kinds.length; i++) {
                listed.put(kinds[i], NoticeLevel.valueOf(levels[Math.min(i, levels.length - 1)]));
            }
        }
        assertEquals(told, listed);
    }

    @Test
    void whatIsNeverToldAsOverIsListed() throws IOException {
        String sentence = Files.readString(Path.of("../../docs/notices.md"))
                .replaceFirst("(?s).*never as `CLEARED` are told ([^.]*)\\..*", "$1");
        assertEquals(
                Stream.of(Condition.values())
                        .filter(each -> each.over().isEmpty())
                        .map(each -> "`" + each + "`")
                        .toList(),
                List.of(sentence.split(", | and ")));
    }
}
