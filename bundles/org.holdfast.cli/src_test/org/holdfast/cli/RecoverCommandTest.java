// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.SheetPartner;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.Sheets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every attempt to recover reads what it is given; where no installation is, it ends when it would start the node. */
class RecoverCommandTest {
    @TempDir
    Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    private Path settings() {
        return home().resolve("etc/org.holdfast.node.cfg");
    }

    private Path sheet(String name, RecoverySecret secret) throws IOException {
        OwnerId owner = secret.owner();
        SheetPartner partner = SheetPartner.of(owner, "partner", NodeAddress.parse("192.0.2.17:7610"));
        PartnerPage page = new PartnerPage(owner, name, Optional.empty(), List.of(partner), Instant.EPOCH);
        return Files.write(folder.resolve(name + ".txt"), Sheets.full(page, secret));
    }

    private Ran recover(Path sheet, String... more) {
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "--home",
                                home().toString(),
                                "--to",
                                folder.resolve("back").toString(),
                                "--sheet",
                                sheet.toString()),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return Ran.of(new RecoverCommand(), arguments);
    }

    private OwnerId owner() {
        try (Identity present = new IdentityStore(home(), InstantSource.system(), new SecureRandom()).load()) {
            return present.owner();
        }
    }

    /** Without an installation this is how far a right attempt gets. */
    private static void assertReachesTheStart(Ran ran) {
        assertEquals(ErrorCode.INTERNAL.exit(), ran.exit(), ran.error());
        assertTrue(ran.error().contains("bin/holdfast of an installation"), ran.error());
    }

    @Test
    @Tag("R57")
    void anotherMachinesSheetIsRefusedInAFolderThatHasAnIdentity() throws IOException {
        try (RecoverySecret wrong = RecoverySecret.generate(new SecureRandom());
                RecoverySecret right = RecoverySecret.generate(new SecureRandom())) {
            assertReachesTheStart(recover(sheet("wrong", wrong)));
            Ran second = recover(sheet("right", right));
            assertEquals(ErrorCode.WRONG_KEY.exit(), second.exit(), second.error());
            assertTrue(second.error().contains("'right' (" + right.owner().brief()), second.error());
            assertTrue(second.error().contains("'wrong' (" + wrong.owner().brief()), second.error());
            assertTrue(second.error().contains("--home FOLDER"), second.error());
            assertEquals(wrong.owner(), owner());
        }
    }

    @Test
    @Tag("R57")
    void aFurtherAttemptReadsItsSheetAndTakesItsSettings() throws IOException {
        try (RecoverySecret secret = RecoverySecret.generate(new SecureRandom())) {
            Path sheet = sheet("node", secret);
            assertReachesTheStart(recover(sheet, "--set", "node.port=7610", "--set", "site=a"));
            assertReachesTheStart(recover(sheet, "--set", "node.port=0"));
            List<String> lines = Files.readAllLines(settings());
            assertTrue(lines.contains("node.port = 0"), lines.toString());
            assertTrue(lines.contains("site = a"), lines.toString());
            assertTrue(lines.contains("seeds = 192.0.2.17:7610"), lines.toString());
            assertEquals(
                    1,
                    lines.stream().filter(line -> line.startsWith("node.port")).count());
            Path broken = Files.writeString(folder.resolve("broken.txt"), "one two three");
            assertEquals(ErrorCode.SHEET_UNREADABLE.exit(), recover(broken).exit(), "what is given is read every time");
        }
    }

    @Test
    void withoutSheetAndWordsItSaysWhatIsMissing() {
        Ran ran = Ran.of(new RecoverCommand(), "--home", home().toString(), "--to", "/x");
        assertEquals(ErrorCode.USAGE.exit(), ran.exit());
        assertTrue(ran.error().contains("--sheet"), ran.error());
    }
}
