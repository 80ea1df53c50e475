// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.holdfast.cli.Failures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Faults that were really made are found, without a node, and the exit status says how bad they are. */
@Tag("G")
class DoctorCommandTest {
    @TempDir
    Path folder;

    private int exit;

    private Path home() {
        return folder.resolve("home");
    }

    @BeforeEach
    void aHomeWhereNothingIsWrong() throws IOException {
        Files.createDirectories(home().resolve("etc"));
        Files.createDirectory(home().resolve("identity"));
        Files.setPosixFilePermissions(home().resolve("identity"), PosixFilePermissions.fromString("rwx------"));
        Files.createFile(home().resolve("identity/sealed"));
        Files.setPosixFilePermissions(home().resolve("identity/sealed"), PosixFilePermissions.fromString("rw-------"));
        settings("");
    }

    private void settings(String more) throws IOException {
        Files.writeString(
                home().resolve("etc/org.holdfast.node.cfg"),
                "# of a test\nbind.address = 127.0.0.1\nadvertise.address = 127.0.0.1\nnode.port = 0\n"
                        + "disk.reserve.mebibytes = 1\nspool.limit.mebibytes = 1\n" + more);
    }

    /** What {@code doctor --json} prints. */
    private List<JsonObject> doctor(Check... checks) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            DoctorCommand command = checks.length == 0 ? new DoctorCommand() : new DoctorCommand(List.of(checks));
            exit = Failures.execute(new CommandLine(command), "--json", "--home", home().toString());
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    private static JsonObject of(List<JsonObject> said, String check) {
        return said.stream()
                .filter(each ->
                        each.has("check") && each.get("check").getAsString().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " said nothing: " + said));
    }

    private static void assertFound(List<JsonObject> said, String check, Verdict verdict, String part) {
        JsonObject finding = of(said, check);
        assertEquals(verdict.name(), finding.get("verdict").getAsString(), finding::toString);
        assertTrue(finding.get("found").getAsString().contains(part), finding::toString);
        assertEquals(
                verdict == Verdict.OK || verdict == Verdict.UNKNOWN,
                finding.get("mend").getAsString().isEmpty(),
                finding::toString);
    }

    @Test
    void aNodeThatDoesNotRunIsAProblemAndEverythingElseIsLookedAtAllTheSame() {
        List<JsonObject> said = doctor();
        assertFound(said, "node", Verdict.PROBLEM, "No node runs in");
        assertFound(said, "java", Verdict.OK, "Java 25");
        assertFound(said, "folder", Verdict.OK, "can be written");
        assertFound(said, "space", Verdict.OK, "free");
        assertFound(said, "clock", Verdict.OK, "The clock says");
        assertFound(said, "port", Verdict.OK, "Any free port");
        assertFound(said, "address", Verdict.OK, "127.0.0.1");
        assertFound(said, "sheet", Verdict.OK, "sheet only");
        assertFound(said, "inside", Verdict.UNKNOWN, "only a running node knows");
        JsonObject last = said.getLast();
        assertEquals("doctor", last.get("type").getAsString());
        assertEquals(1, last.get("problems").getAsInt());
        assertEquals(1, exit);
    }

    @Test
    void whyTheLastStartFailedIsSaid() throws IOException {
        Files.createDirectories(home().resolve("run"));
        Files.writeString(home().resolve("run/start-failure"), "PORT_IN_USE\nport 7610\nPort 7610 is in use.\n");
        assertFound(doctor(new NodeCheck()), "node", Verdict.PROBLEM, "Its last start failed: Port 7610 is in use.");
    }

    @Test
    void aNodeThatDoesNotAnswerIsAProblemAndNobodyAsksItMore() throws IOException {
        Files.createDirectories(home().resolve("run"));
        Files.writeString(home().resolve("run/token"), "secret");
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    home().resolve("run/control"),
                    closed.getLocalPort() + " " + ProcessHandle.current().pid());
        }
        List<JsonObject> said = doctor(new NodeCheck(), new PortCheck(), new SubsystemChecks());
        assertFound(said, "node", Verdict.PROBLEM, "does not answer");
        assertFound(said, "inside", Verdict.UNKNOWN, "only a running node knows");
    }

    @Test
    void aHomeThatIsNoneIsAProblem() {
        assertFound(doctor(new NodeCheck()), "node", Verdict.PROBLEM, "No node runs");
        exit = Failures.execute(
                new CommandLine(new DoctorCommand(List.of(new FolderCheck()))),
                "--home",
                folder.resolve("none").toString());
        assertEquals(0, exit, "what is not there yet is not wrong");
    }

    @Test
    void aTakenPortIsFoundWithTheProcessThatHasIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings("node.port = " + taken.getLocalPort() + "\n");
            List<JsonObject> said = doctor(new PortCheck());
            String holder = Files.isDirectory(Path.of("/proc/net"))
                    ? "process " + ProcessHandle.current().pid()
                    : "port " + taken.getLocalPort();
            assertFound(said, "port", Verdict.PROBLEM, holder);
        }
        assertEquals(1, exit);
        assertFound(doctor(new PortCheck()), "port", Verdict.OK, "is free");
        assertEquals(0, exit);
    }

    @Test
    void noSpaceByASettingIsAProblemAndLittleSpaceAWarning() throws IOException {
        settings("disk.reserve.mebibytes = 1073741824\n");
        assertFound(doctor(new SpaceCheck()), "space", Verdict.PROBLEM, "nothing more can be taken");
        settings("spool.limit.mebibytes = 1073741824\n");
        assertFound(doctor(new SpaceCheck()), "space", Verdict.WARNING, "1.0 PiB");
        assertEquals(0, exit, "nothing worse than a warning");
    }

    @Test
    void keysThatOthersMayReadAreFound() throws IOException {
        Files.setPosixFilePermissions(home().resolve("identity/sealed"), PosixFilePermissions.fromString("rw-r--r--"));
        assertFound(doctor(new FolderCheck()), "folder", Verdict.PROBLEM, "sealed");
    }

    @Test
    void anAddressThatIsNotOfThisMachineIsFound() throws IOException {
        settings("bind.address = 192.0.2.77\n");
        assertFound(doctor(new AddressCheck()), "address", Verdict.PROBLEM, "192.0.2.77");
        assertFound(doctor(new PortCheck()), "port", Verdict.OK, "Any free port");
        settings("bind.address = 127.0.0.3\n");
        Verdict loopback = System.getProperty("os.name").equals("Linux") ? Verdict.OK : Verdict.PROBLEM;
        assertFound(doctor(new AddressCheck()), "address", loopback, "127.0.0.3");
        settings("advertise.address = 192.0.2.78\n");
        assertFound(doctor(new AddressCheck()), "address", Verdict.WARNING, "192.0.2.78");
    }

    @Test
    void aSecretThatIsStillHereIsAWarningAndALostOneAProblem() throws IOException {
        Files.delete(home().resolve("identity/sealed"));
        assertFound(doctor(new SheetCheck()), "sheet", Verdict.PROBLEM, "gone");
        Files.createFile(home().resolve("identity/secret"));
        assertFound(doctor(new SheetCheck()), "sheet", Verdict.WARNING, "still on this machine");
    }

    @Test
    void whatIsSentToTheDiscoveryGroupOnTheLoopbackIsHeard() throws IOException {
        settings("discovery.multicast.port = 45987\n");
        assertFound(doctor(new MulticastCheck()), "multicast", Verdict.OK, "239.192.7.7 port 45987");
    }

    @Test
    void aFirewallIsNamedWithTheCommandsThatOpenIt() throws IOException {
        Files.createDirectories(folder.resolve("root/etc/ufw"));
        Files.writeString(folder.resolve("root/etc/ufw/ufw.conf"), "# ufw\nENABLED=yes\n");
        settings("node.port = 7615\n");
        List<JsonObject> said = doctor(new FirewallCheck(folder.resolve("root")));
        assertFound(said, "firewall", Verdict.WARNING, "ufw");
        assertTrue(of(said, "firewall").get("mend").getAsString().contains("ufw allow 7615/tcp"), said::toString);
        assertFound(doctor(new FirewallCheck(folder)), "firewall", Verdict.OK, "None");
    }

    @Test
    void aCheckThatFailsKeepsNoOtherFromLooking() {
        Check broken = new Check() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<Finding> look(Patient patient) {
                throw new IllegalStateException("on purpose");
            }
        };
        List<JsonObject> said = doctor(broken, new JavaCheck());
        assertFound(said, "broken", Verdict.UNKNOWN, "on purpose");
        assertFound(said, "java", Verdict.OK, "Java");
        assertEquals(0, exit);
    }
}
