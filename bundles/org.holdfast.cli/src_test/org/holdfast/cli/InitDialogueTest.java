// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.JoinStore;
import org.holdfast.trust.Ticket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at a terminal is asked what is needed, and nothing more; a program is never asked. */
@Tag("G")
class InitDialogueTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    private Path home() {
        return folder.resolve("home");
    }

    /** Types these lines, then nothing more. */
    private Person typing(String... lines) {
        Deque<String> left = new ArrayDeque<>(List.of(lines));
        return new Person() {
            @Override
            public String ask(String question) {
                said.add(question);
                return Optional.ofNullable(left.poll())
                        .orElseThrow(() -> new HoldfastException(ErrorCode.CANCELLED, "init", "Nothing was done."));
            }

            @Override
            public void tell(String text) {
                said.add(text);
            }
        };
    }

    private Ran init(Person person, String... arguments) {
        InitCommand command = new InitCommand(
                name -> Optional.ofNullable(Map.<String, String>of().get(name)), () -> Optional.of(person));
        return Ran.of(
                command,
                Stream.concat(Stream.of("--home", home().toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private String settings() throws IOException {
        return Files.readString(home().resolve("etc/org.holdfast.node.cfg"));
    }

    @Test
    void aFounderIsAskedForNamePlaceAndSpace() throws IOException {
        Ran ran = init(typing("pc1", "found", "Example Ltd", "north", "50"));
        assertEquals(0, ran.exit(), ran.error());
        assertEquals(
                "Example Ltd",
                new ConfederationStore(home()).load().orElseThrow().ref().name());
        assertTrue(settings().contains("name = pc1\n"), settings());
        assertTrue(settings().contains("site = north\n"), settings());
        assertTrue(settings().contains("offered.space.mebibytes = 51200\n"), settings());
    }

    @Test
    void enterAloneJoinsAndAWrongCodeIsAskedForAgain() throws IOException {
        JoinCode code = JoinCode.generate(ConfederationRef.open("any").id(), new SecureRandom());
        Ran ran = init(typing("", "no-code", code.text(), ""), "--name", "pc2");
        assertEquals(ErrorCode.CANCELLED.exit(), ran.exit(), "one line too few was typed");
        assertFalse(Files.exists(home().resolve("identity")), "nothing was done");
        assertEquals(
                0,
                init(typing("", "no-code", code.text(), "", ""), "--name", "pc2")
                        .exit());
        assertEquals(
                new Ticket.Code(code),
                new JoinStore(home()).load().orElseThrow().ticket());
        assertFalse(settings().contains("site"), "the invitation says it");
        assertTrue(said.stream().noneMatch(each -> each.startsWith("What is this computer called")), said::toString);
    }

    @Test
    void whatDoesNotFitIsAskedForAgain() throws IOException {
        Ran ran = init(typing("x".repeat(33), "evil\u001b[2J", "pc3", "what?", "open", "", "", "0", "much", "7"));
        assertEquals(0, ran.exit(), ran.error());
        assertTrue(settings().contains("name = pc3\n"), settings());
        assertTrue(settings().contains("offered.space.mebibytes = 7168\n"), settings());
        assertEquals(
                ConfederationRef.open("open"),
                new ConfederationStore(home()).load().orElseThrow().ref());
    }

    @Test
    void theEndOfInputLeavesNothing() {
        Ran ran = init(typing("pc1", "found"));
        assertEquals(ErrorCode.CANCELLED.exit(), ran.exit());
        assertFalse(Files.exists(home()));
    }

    @Test
    void whoSaysTheWayOrWantsJsonIsNotAsked() {
        assertEquals(0, init(typing(), "--confederation", "mine").exit());
        assertEquals(List.of(), said);
        assertEquals(ErrorCode.USAGE.exit(), init(typing()).exit(), "there is an identity already");
        assertEquals(List.of(), said);
    }

    @Test
    void aProgramIsNotAsked() {
        assertEquals(ErrorCode.USAGE.exit(), init(typing(), "--json").exit());
        assertEquals(ErrorCode.USAGE.exit(), init(typing(), "--quiet").exit());
        assertEquals(List.of(), said);
    }
}
