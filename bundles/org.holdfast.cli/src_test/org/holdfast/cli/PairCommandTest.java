// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.holdfast.model.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person types, and what the node hears of it. */
class PairCommandTest {
    private static final String SHOWN = "{'type':'pairing','state':'comparing','digits':'012345','name':'pc2'}";
    private static final String PAIRED = "{'type':'pairing','state':'paired','digits':'012345','name':'pc2'}";

    @TempDir
    private Path home;

    private final InputStream terminal = System.in;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private StalledNode node;

    @BeforeEach
    void start() throws IOException {
        node = new StalledNode(home, (path, out) -> {
            asked.add(path);
            StalledNode.begin(out);
            StalledNode.object(out, (path.contains("same=") ? PAIRED : SHOWN).replace('\'', '"'));
            StalledNode.end(out);
        });
    }

    @AfterEach
    void stop() throws IOException {
        System.setIn(terminal);
        node.close();
    }

    private Ran pair(String typed, String... arguments) {
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home.toString();
        return Ran.of(new PairCommand(), all);
    }

    private void assertSaid(boolean same) {
        assertTrue(asked.getLast().startsWith("/v1/pairings?"), asked::toString);
        assertTrue(asked.getLast().contains("digits=012345"), asked::toString);
        assertTrue(asked.getLast().contains("same=" + same), asked::toString);
    }

    @Test
    void whoSaysYesPairs() {
        assertEquals(0, pair("yes\n", "192.0.2.7").exit());
        assertEquals("/v1/pairings?to=192.0.2.7", asked.getFirst());
        assertSaid(true);
    }

    @Test
    void whoAcceptsNamesNobody() {
        assertEquals(0, pair(" Y \n", "--accept").exit());
        assertEquals("/v1/pairings", asked.getFirst());
        assertSaid(true);
    }

    @Test
    void nothingButAClearYesIsOne() {
        for (String typed : List.of("no\n", "\n", "", "012345\n", "yes please\n")) {
            pair(typed, "pc2");
            assertSaid(false);
        }
    }

    @Test
    void itIsSaidWhatToDo() {
        assertEquals(ErrorCode.USAGE.exit(), pair("").exit());
        assertEquals(ErrorCode.USAGE.exit(), pair("", "pc2", "--accept").exit());
        assertEquals(List.of(), asked);
    }
}
