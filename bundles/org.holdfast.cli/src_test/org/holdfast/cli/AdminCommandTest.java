// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ErrorCode;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member makes its admin key; no node is needed for that. */
class AdminCommandTest {
    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void member() {
        home = folder.resolve("home");
        String code = JoinCode.generate(ConfederationRef.open("x").id(), new SecureRandom())
                .text();
        Ran.of(new InitCommand(), "--home", home.toString(), "--join", code, "--name", "pc17", "--quiet");
    }

    private Ran key(String... more) {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(more, 0, arguments, 3, more.length);
        arguments[0] = "--home";
        arguments[1] = home.toString();
        arguments[2] = "--quiet";
        return Ran.of(new AdminCommand.Key(), arguments);
    }

    private IdentityStore identities() {
        return new IdentityStore(home, InstantSource.system(), new SecureRandom());
    }

    private boolean hasKey() {
        return identities().load().admin().isPresent();
    }

    private Path sheet(RecoverySecret secret) throws IOException {
        return Files.writeString(
                folder.resolve("sheet-of-" + secret.owner().brief()), String.join(" ", secret.words()));
    }

    @Test
    void theSecretOnTheMachineMakesIt() {
        assertFalse(hasKey());
        assertEquals(0, key().exit());
        assertTrue(hasKey());
        assertEquals(0, key().exit(), "again");
    }

    @Test
    void onceItIsOnPaperOnlyTheSheetDoes() throws IOException {
        Path own;
        try (RecoverySecret secret = identities().secrets().secret()) {
            own = sheet(secret);
        }
        identities().secrets().seal(Files.readAllBytes(own));
        Ran ran = key();
        assertEquals(ErrorCode.USAGE.exit(), ran.exit());
        assertTrue(ran.error().contains("--sheet"), ran.error());

        try (RecoverySecret another = RecoverySecret.generate(new SecureRandom())) {
            ran = key("--sheet", sheet(another).toString());
            assertEquals(ErrorCode.WRONG_KEY.exit(), ran.exit());
            assertTrue(ran.error().contains("another machine"), ran.error());
        }
        assertFalse(hasKey());
        assertEquals(0, key("--sheet", own.toString()).exit());
        assertTrue(hasKey());
    }

    @Test
    void withoutAnIdentityThereIsNoKey() {
        home = folder.resolve("nothing");
        assertEquals(ErrorCode.HOME_MISSING.exit(), key().exit());
    }

    @Test
    void whoIsAnAdminIsTheNodesToSay() {
        Ran ran = Ran.of(new AdminCommand.Add(), "pc18", "--home", home.toString());
        assertEquals(ErrorCode.NODE_NOT_RUNNING.exit(), ran.exit(), ran.error());
        ran = Ran.of(new AdminCommand.Remove(), "pc18", "--home", home.toString());
        assertEquals(ErrorCode.NODE_NOT_RUNNING.exit(), ran.exit(), ran.error());
        assertEquals(
                ErrorCode.NODE_NOT_RUNNING.exit(),
                Ran.of(new AdminCommand.Listing(), "--home", home.toString()).exit());
    }
}
