// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.control.SourceRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands before and after a source is read, in whole backups. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
@Tag("R25")
class HooksTest {
    @TempDir
    Path folder;

    private Path data;
    private Path other;
    private Path trail;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void start() throws IOException {
        data = folder.resolve("data");
        other = folder.resolve("other");
        trail = folder.resolve("trail");
        Data.random(data.resolve("a"), 10_000, 1);
        Data.random(other.resolve("b"), 10_000, 2);
        Files.createFile(trail);
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private TestNode source(String before, String after, int seconds, String failure) {
        return owner.source(new SourceRequest(
                        data.toString(),
                        List.of(),
                        false,
                        List.of(),
                        null,
                        0,
                        0,
                        List.of(),
                        before,
                        after,
                        seconds,
                        failure,
                        "live"))
                .source(other);
    }

    private List<String> events(String type) {
        List<EventReport> events = new ArrayList<>();
        owner.control().events(0, false, events::add);
        return events.stream()
                .filter(each -> each.event().equals(type))
                .map(EventReport::text)
                .toList();
    }

    private String trace(String word) {
        return "echo " + word + " $HOLDFAST_HOOK $HOLDFAST_RESULT >> " + trail;
    }

    @Test
    void hooksRunAroundTheReading() throws IOException {
        source(
                "echo dumped > $HOLDFAST_SOURCE/dump; echo said; " + trace("1"),
                "rm " + data + "/dump; " + trace("2"),
                0,
                "stop");
        assertEquals(List.of(), owner.backup().problems());
        assertTrue(owner.listed().contains(data + "/dump"));
        assertFalse(Files.exists(data.resolve("dump")));
        assertEquals(List.of("1 before", "2 after ok"), Files.readAllLines(trail));
        assertTrue(
                events("HOOK_SUCCEEDED").getFirst().endsWith("It said: said"),
                events("HOOK_SUCCEEDED").toString());
    }

    @Test
    void aFailingHookStopsItsSourceAloneAndLosesNothing() throws IOException {
        owner.source(data).backup();
        source("echo no database >&2; exit 4", trace("after"), 0, "stop");
        Data.random(data.resolve("new"), 1_000, 3);
        SnapshotReport made = owner.backup();
        assertEquals("PARTIAL", made.state());
        assertEquals(1, made.problems().size(), made.problems().toString());
        assertEquals("HOOK_FAILED", made.problems().getFirst().code());
        String message = made.problems().getFirst().message();
        assertTrue(message.contains("exit status 4") && message.contains("no database"), message);
        assertTrue(owner.listed().containsAll(List.of(data + "/a", other + "/b")), "as before, and the other one");
        assertFalse(owner.listed().contains(data + "/new"));
        assertEquals(List.of("after after failed"), Files.readAllLines(trail));
        assertTrue(events("HOOK_FAILED").getFirst().contains("no database"));
    }

    @Test
    void aFailingHookMayBeOverlooked() {
        source("exit 1", "", 0, "continue");
        SnapshotReport made = owner.backup();
        assertEquals("FULL", made.state());
        assertEquals("HOOK_FAILED", made.problems().getFirst().code());
        assertTrue(owner.listed().contains(data + "/a"));
    }

    @Test
    void aHookThatHangsIsKilledAndTheRestIsBackedUp() throws IOException {
        source("echo begun; sleep 600", trace("after"), 1, "stop");
        SnapshotReport made = owner.backup();
        assertEquals("PARTIAL", made.state());
        assertTrue(
                made.problems().getFirst().message().contains("did not end within 1 s"),
                made.problems().toString());
        assertTrue(owner.listed().contains(other + "/b"));
        assertEquals(List.of("after after failed"), Files.readAllLines(trail));
    }

    @Test
    void aLastHookThatFailsIsAProblemOfASnapshotThatIsWhole() {
        source("", "exit 9", 0, "stop");
        SnapshotReport made = owner.backup();
        assertEquals("FULL", made.state());
        assertTrue(
                made.problems().getFirst().message().contains("exit status 9; the source was read before that"),
                made.problems().toString());
    }

    @Test
    void limitsAreChecked() {
        HoldfastException refused = assertThrows(HoldfastException.class, () -> source("true", "", 90_000, "stop"));
        assertEquals(ErrorCode.CONFIG_INVALID, refused.code());
        assertThrows(HoldfastException.class, () -> source("true", "", 10, "perhaps"));
    }
}
