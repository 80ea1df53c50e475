// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command asks for a ticket and prints where the page is; nothing of it stands where others could read it. */
@Tag("G")
class WebCommandTest {
    private static final String TICKET = "{\"type\":\"ticket\",\"ticket\":\"0af1\",\"role\":\"viewer\","
            + "\"path\":\"/page/#0af1\",\"seconds\":60}";

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();

    private final List<String> started = new CopyOnWriteArrayList<>();

    private String printed(String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (StalledNode node = new StalledNode(folder, (path, answer) -> {
            asked.add(path);
            StalledNode.begin(answer);
            StalledNode.object(answer, TICKET);
            StalledNode.end(answer);
        })) {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            String[] all = Stream.concat(Stream.of("--home", node.home().path().toString()), Stream.of(arguments))
                    .toArray(String[]::new);
            assertEquals(0, Ran.of(new WebCommand(started::addAll), all).exit());
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theAddressIsPrintedWithTheTicketWhereBrowsersKeepIt() throws IOException {
        String text = printed("--role", "viewer");
        assertTrue(text.lines().findFirst().orElseThrow().matches("http://127\\.0\\.0\\.1:[0-9]+/page/#0af1"), text);
        assertEquals(List.of("/v1/tickets?role=viewer"), asked);
        assertFalse(Files.exists(folder.resolve("run/web.html")));
    }

    @Test
    void programsGetOneObject() throws IOException {
        String text = printed("--json");
        assertEquals(1, text.lines().count(), text);
        assertTrue(text.contains("\"address\":\"http://127.0.0.1:"), text);
        assertEquals(List.of("/v1/tickets?role=operator"), asked);
    }

    @Test
    void aRoleThatThereIsNotAndANodeElsewhereAreWrongUsage() {
        Ran role = Ran.of(new WebCommand(), "--home", folder.toString(), "--role", "root");
        assertEquals(2, role.exit());
        assertTrue(role.error().contains("viewer, operator or custodian"), role.error());
        assertEquals(
                2, Ran.of(new WebCommand(), "--remote", "h:1", "--pass", "p").exit());
    }

    @Test
    void aBrowserThatIsStartedHearsOfTheTicketByAFileThatOnlyThisUserCanRead() throws IOException {
        printed("--open");
        Path file = Path.of(started.getLast());
        assertFalse(String.join(" ", started).contains("0af1"), started::toString);
        assertTrue(Files.readString(file).contains("/page/#0af1"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    /** Everybody on a machine sees what programs are started with. */
    @Test
    void theBrowserIsStartedWithAFileAndNotWithTheTicket() {
        for (String system : List.of("Linux", "Mac OS X", "Windows 11")) {
            List<String> command = WebCommand.opener(system, Path.of("/home/ada/.holdfast/run/web.html"));
            assertEquals("/home/ada/.holdfast/run/web.html", command.getLast());
        }
        String page = WebCommand.leadingTo("http://127.0.0.1:7/page/#0af1");
        assertTrue(page.contains("content=\"0; url=http://127.0.0.1:7/page/#0af1\""), page);
        assertTrue(page.contains("no-referrer"), page);
    }
}
