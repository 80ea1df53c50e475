// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.Confederation;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.JoinStore;
import org.holdfast.trust.Ticket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a software distribution does on each machine: nothing is asked, and nothing is done twice. */
@Tag("R19")
class InitCommandTest {
    private final JoinCode code = JoinCode.generate(ConfederationRef.open("any").id(), new SecureRandom());

    @TempDir
    Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    private Ran init(Map<String, String> environment, String... arguments) {
        InitCommand command = new InitCommand(name -> Optional.ofNullable(environment.get(name)));
        return Ran.of(
                command,
                Stream.concat(Stream.of("--home", home().toString(), "--quiet"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private JoinStore.PendingJoin pending() {
        return new JoinStore(home()).load().orElseThrow();
    }

    private String settings() throws IOException {
        return Files.readString(home().resolve("etc/org.holdfast.node.cfg"));
    }

    @Test
    void theEnvironmentAloneIsEnough() throws IOException {
        Map<String, String> environment = Map.of(
                "HOLDFAST_JOIN_CODE", code.text(),
                "HOLDFAST_SITE", "north",
                "HOLDFAST_SEEDS", "192.0.2.1:7610, pc.example:7611");
        Ran ran = init(environment);
        assertEquals(0, ran.exit(), ran.error());
        assertEquals(new Ticket.Code(code), pending().ticket());
        assertEquals(
                List.of(new NodeAddress("192.0.2.1", 7610), new NodeAddress("pc.example", 7611)),
                pending().seeds());
        assertTrue(settings().contains("site = north"), settings());
    }

    @Test
    void aFileHoldsTheCode() throws IOException {
        Path file = Files.writeString(folder.resolve("code"), code.text() + "\r\n");
        Ran ran = init(Map.of("HOLDFAST_JOIN_CODE", "not looked at"), "--join-file", file.toString());
        assertEquals(0, ran.exit(), ran.error());
        assertEquals(new Ticket.Code(code), pending().ticket());
        assertFalse(settings().contains("site"), "the rules or the invitation say it");
    }

    @Test
    void aFileThatIsMissingOrNoCodeIsNamedAndNothingIsMade() throws IOException {
        Path missing = folder.resolve("missing");
        Ran ran = init(Map.of(), "--join-file", missing.toString());
        assertEquals(ErrorCode.USAGE.exit(), ran.exit());
        assertTrue(ran.error().contains(missing.toString()), ran.error());
        Path wrong = Files.writeString(folder.resolve("wrong"), code.text().replace('-', 'U'));
        assertEquals(
                ErrorCode.JOIN_CODE_INVALID.exit(),
                init(Map.of(), "--join-file", wrong.toString()).exit());
        assertFalse(Files.exists(home().resolve("identity")));
    }

    @Test
    void anOpenConfederationNeedsNoFounder() {
        assertEquals(0, init(Map.of(), "--open").exit());
        Confederation entered = new ConfederationStore(home()).load().orElseThrow();
        assertEquals(ConfederationRef.open("open"), entered.ref());
        assertTrue(entered.roster().isEmpty());
    }

    @Test
    void anOpenConfederationMayHaveAName() {
        assertEquals(0, init(Map.of(), "--open", "street", "--name", "pc1").exit());
        assertEquals(
                ConfederationRef.open("street"),
                new ConfederationStore(home()).load().orElseThrow().ref());
        assertEquals(
                ErrorCode.USAGE.exit(),
                init(Map.of(), "--open", "--join", code.text()).exit());
    }

    @Test
    void twoWaysInAreOneTooMany() {
        Ran ran = init(Map.of(), "--join", code.text(), "--confederation", "mine");
        assertEquals(ErrorCode.USAGE.exit(), ran.exit());
        assertFalse(Files.exists(home().resolve("identity")));
    }

    @Test
    void aMachineThatIsStillOutsideTakesAnotherCodeAndKeepsItsIdentity() throws IOException {
        init(Map.of(), "--join", code.text(), "--name", "pc7");
        byte[] identity = Files.readAllBytes(home().resolve("identity/node.keys"));
        JoinCode other = JoinCode.generate(ConfederationRef.open("any").id(), new SecureRandom());
        assertNotEquals(code, other);
        Ran ran = init(Map.of(), "--join", other.text(), "--once");
        assertEquals(0, ran.exit(), ran.error());
        assertEquals(new Ticket.Code(other), pending().ticket());
        assertArrayEquals(identity, Files.readAllBytes(home().resolve("identity/node.keys")));
        assertTrue(settings().contains("name = pc7"), settings());
    }

    @Test
    void aMemberIsLeftAlone() throws IOException {
        init(Map.of(), "--confederation", "mine", "--name", "pc1");
        String before = settings();
        assertEquals(0, init(Map.of(), "--join", code.text(), "--once").exit());
        Ran again = init(Map.of(), "--join", code.text());
        assertEquals(ErrorCode.ALREADY_INITIALISED.exit(), again.exit());
        assertTrue(again.error().contains("'mine'"), again.error());
        assertTrue(new JoinStore(home()).load().isEmpty());
        assertEquals(before, settings());
    }
}
