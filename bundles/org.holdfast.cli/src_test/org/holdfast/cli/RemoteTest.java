// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.cli.TlsNode.Own;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.pass.Pass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask a node elsewhere: with a pass, of the right node only, and clear about what broke. */
@Timeout(60)
class RemoteTest {
    private static final String TWIN =
            "Content-Type: application/x-ndjson\r\nContent-Length: 16\r\n\r\n{\"type\":\"twin\"}\n";

    @TempDir
    Path folder;

    private Own node;
    private Own ada;
    private Path pass;

    @BeforeEach
    void pass() throws GeneralSecurityException, IOException {
        node = Own.make("holdfast");
        ada = Own.make("ada");
        pass = folder.resolve("ada.pass");
        Files.writeString(pass, new Pass(ada.pair().getPrivate(), ada.certificate(), node.certificate()).text());
    }

    private Ran twin(String address, Path with) {
        return Ran.of(new TwinCommand(), "--remote", address, "--pass", with.toString(), "--json");
    }

    @Test
    void aPassIsReadAsItWasWritten() {
        Pass read = Pass.read(pass);
        assertEquals(ada.certificate(), read.own());
        assertEquals(node.certificate(), read.node());
        assertEquals(ada.pair().getPrivate(), read.key());
        assertEquals("pass of ada", read.toString());
    }

    @Test
    void whatIsNoPassIsSaidToBeNone() throws IOException {
        for (String text : List.of(
                "",
                "hello",
                Pass.pem(node.certificate()),
                Files.readString(pass).substring(300))) {
            Path wrong = Files.writeString(folder.resolve("wrong"), text);
            HoldfastException no = assertThrows(HoldfastException.class, () -> Pass.read(wrong));
            assertEquals(ErrorCode.CERTIFICATE_UNUSABLE, no.code());
            assertEquals(wrong.toString(), no.subject());
        }
        Path missing = folder.resolve("missing");
        HoldfastException none = assertThrows(HoldfastException.class, () -> Pass.read(missing));
        assertEquals(ErrorCode.CERTIFICATE_UNUSABLE, none.code());
        assertEquals(missing + " is no pass: there is no such file.", none.getMessage());
    }

    @Test
    void theNodeIsAskedWithTheCertificateOfThePass() throws GeneralSecurityException, IOException {
        try (TlsNode there = new TlsNode(node, ada.certificate(), TWIN)) {
            Ran ran = twin(there.address(), pass);
            assertEquals(0, ran.exit(), ran.error());
            assertEquals(List.of("GET /v1/twin HTTP/1.1"), there.calls());
            assertEquals(List.<X509Certificate>of(ada.certificate()), there.callers());
        }
    }

    @Test
    void anotherNodeIsNotAsked() throws GeneralSecurityException, IOException {
        try (TlsNode other = new TlsNode(Own.make("holdfast"), ada.certificate(), TWIN)) {
            Ran ran = twin(other.address(), pass);
            assertEquals(ErrorCode.PEER_IMPOSTOR.exit(), ran.exit());
            assertTrue(ran.error().contains("\"code\":\"PEER_IMPOSTOR\""), ran.error());
            assertTrue(ran.error().contains("Nothing was sent"), ran.error());
            assertTrue(other.callers().isEmpty());
        }
    }

    @Test
    void aConnectionThatBreaksIsSaidToHaveBrokenAndWhatGoesOn() throws GeneralSecurityException, IOException {
        String cut = "Content-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{\"type\":\"twin\"}\n";
        try (TlsNode there = new TlsNode(node, ada.certificate(), cut)) {
            Ran ran = twin(there.address(), pass);
            assertEquals(ErrorCode.NODE_UNREACHABLE.exit(), ran.exit());
            assertTrue(ran.error().contains("the connection broke"), ran.error());
            assertTrue(ran.error().contains("a restore goes on where it was"), ran.error());
        }
    }

    @Test
    void nobodyThereIsSaid() throws IOException {
        String address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        Ran ran = twin(address, pass);
        assertEquals(ErrorCode.NODE_UNREACHABLE.exit(), ran.exit());
        assertTrue(ran.error().contains("nobody answers there"), ran.error());
        assertTrue(ran.error().contains("remote.address"), ran.error());
    }

    @Test
    void halfOfItAndWhatWorksOnThisMachineOnlyAreRefused() {
        assertEquals(
                ErrorCode.USAGE.exit(),
                Ran.of(new TwinCommand(), "--remote", "127.0.0.1:1").exit());
        Ran start = Ran.of(new StartCommand(), "--remote", "127.0.0.1:1", "--pass", pass.toString());
        assertEquals(ErrorCode.USAGE.exit(), start.exit());
        assertTrue(start.error().contains("does not go with --remote"), start.error());
        Ran wrong = twin("nowhere", pass);
        assertEquals(ErrorCode.USAGE.exit(), wrong.exit());
        assertTrue(wrong.error().contains("HOST:PORT"), wrong.error());
    }

    @Test
    void aPathOfAnotherMachineIsAbsolute() {
        Ran ran = Ran.of(
                new RestoreCommand(), "latest", "--to", "here", "--remote", "127.0.0.1:1", "--pass", pass.toString());
        assertEquals(ErrorCode.USAGE.exit(), ran.exit());
        assertTrue(ran.error().contains("a path is one of that machine"), ran.error());
    }

    private StalledNode allowing(String remoteAnswer) throws IOException {
        String door = "{\"type\":\"remote_door\",\"address\":\"\",\"fingerprint\":\"00\",\"certificate\":\""
                + Pass.pem(node.certificate()).replace("\n", "\\n") + "\"}\n";
        return new StalledNode(folder.resolve("home"), (path, out) -> {
            String answer = path.equals("/v1/remote-door") ? door : remoteAnswer;
            out.write(
                    ("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\nConnection: close\r\n\r\n" + answer)
                            .getBytes(StandardCharsets.UTF_8));
            out.close();
        });
    }

    private Ran allow(StalledNode at, String... more) {
        List<String> words =
                new ArrayList<>(List.of("ada", "--home", at.home().path().toString(), "--json"));
        words.addAll(List.of(more));
        return Ran.of(new RemoteAllowCommand(), words.toArray(String[]::new));
    }

    @Test
    void allowWritesAPassThatOnlyItsOwnerCanRead() throws IOException {
        String remote = "{\"type\":\"remote\",\"name\":\"ada\",\"role\":\"viewer\",\"fingerprint\":\"ff\","
                + "\"not_after\":\"2027-01-01T00:00:00Z\"}\n";
        Path made = folder.resolve("made.pass");
        try (StalledNode at = allowing(remote)) {
            Ran ran = allow(at, "--role", "viewer", "--out", made.toString());
            assertEquals(0, ran.exit(), ran.error());
            Pass read = Pass.read(made);
            assertEquals(node.certificate(), read.node());
            assertEquals("CN=ada", read.own().getSubjectX500Principal().getName());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
            Ran again = allow(at, "--role", "viewer", "--out", made.toString());
            assertEquals(ErrorCode.USAGE.exit(), again.exit(), "a pass that is there is not written over");
            assertEquals(read, Pass.read(made));
        }
    }

    @Test
    void whoIsNotLetInGetsNoPass() throws IOException {
        String refusal =
                "{\"type\":\"error\",\"code\":\"CONFLICT\",\"exit\":1,\"subject\":\"ada\",\"message\":\"no\"}\n";
        Path made = folder.resolve("made.pass");
        try (StalledNode at = allowing(refusal)) {
            assertEquals(
                    1, allow(at, "--role", "viewer", "--out", made.toString()).exit());
            assertFalse(Files.exists(made));
            assertEquals(
                    ErrorCode.USAGE.exit(),
                    allow(at, "--role", "boss", "--out", made.toString()).exit());
            assertEquals(
                    ErrorCode.USAGE.exit(),
                    allow(at, "--role", "viewer", "--days", "0").exit());
        }
    }

    @Test
    void anErrorThatOnlyANewerNodeKnowsIsAnErrorAllTheSame() throws GeneralSecurityException, IOException {
        String error =
                "{\"type\":\"error\",\"code\":\"OF_LATER\",\"exit\":1,\"subject\":\"x\",\"message\":\"says why\"}\n";
        String answer = "Content-Length: " + error.length() + "\r\n\r\n" + error;
        try (TlsNode there = new TlsNode(node, ada.certificate(), answer)) {
            Ran ran = twin(there.address(), pass);
            assertEquals(1, ran.exit());
            assertTrue(ran.error().contains("says why"), ran.error());
        }
    }
}
