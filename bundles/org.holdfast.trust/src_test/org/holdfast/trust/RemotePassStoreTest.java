// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.AccessRole;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call a node from elsewhere, and the key that it answers with, outlive restarts and notice damage. */
class RemotePassStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path home;

    @BeforeEach
    void identity() throws IOException {
        Files.createDirectories(home.resolve(IdentityStore.FOLDER));
    }

    private static RemotePass pass(String name, AccessRole role, int certificate) {
        byte[] fingerprint = new byte[32];
        Arrays.fill(fingerprint, (byte) certificate);
        return new RemotePass(name, role, Digest.of(fingerprint), NOW, NOW.plusSeconds(60));
    }

    private static ErrorCode code(Runnable what) {
        return assertThrows(HoldfastException.class, what::run).code();
    }

    @Test
    void passesOfAllRolesOutliveARestart() {
        RemotePassStore store = new RemotePassStore(home);
        List<RemotePass> made = List.of(
                pass("ada", AccessRole.VIEWER, 1),
                pass("bob", AccessRole.OPERATOR, 2),
                pass("eve", AccessRole.CUSTODIAN, 3));
        made.forEach(store::add);
        assertEquals(made, new RemotePassStore(home).all());
        assertEquals(
                Optional.of(made.get(1)),
                new RemotePassStore(home).find(made.get(1).fingerprint()));
    }

    @Test
    void aNameAndACertificateAreThereOnce() {
        RemotePassStore store = new RemotePassStore(home);
        store.add(pass("ada", AccessRole.VIEWER, 1));
        assertEquals(ErrorCode.CONFLICT, code(() -> store.add(pass("ada", AccessRole.CUSTODIAN, 2))));
        assertEquals(ErrorCode.CONFLICT, code(() -> store.add(pass("other", AccessRole.CUSTODIAN, 1))));
        assertEquals(AccessRole.VIEWER, store.all().getFirst().role());
    }

    @Test
    void whoIsRemovedIsKnownNoMore() {
        RemotePassStore store = new RemotePassStore(home);
        RemotePass ada = pass("ada", AccessRole.VIEWER, 1);
        store.add(ada);
        assertEquals(Optional.of(ada), store.remove("ada"));
        assertEquals(Optional.empty(), store.remove("ada"));
        assertEquals(Optional.empty(), new RemotePassStore(home).find(ada.fingerprint()));
    }

    @Test
    void aDamagedFileLetsNobodyIn() throws IOException {
        new RemotePassStore(home).add(pass("ada", AccessRole.VIEWER, 1));
        Path file = home.resolve("identity/remotes");
        byte[] content = Files.readAllBytes(file);
        for (int i = 0; i < content.length; i++) {
            byte[] damaged = content.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            HoldfastException no = assertThrows(HoldfastException.class, () -> new RemotePassStore(home));
            assertTrue(
                    no.code() == ErrorCode.IDENTITY_DAMAGED || no.code() == ErrorCode.NEWER_VERSION,
                    () -> no.code().name());
        }
    }

    @Test
    void theNodesKeyIsMadeOnceAndBelongsToItsCertificate() throws GeneralSecurityException {
        RemoteKey made = new RemoteKeyStore(home, new SecureRandom()).get();
        RemoteKey again = new RemoteKeyStore(home, new SecureRandom()).get();
        assertEquals(made.certificate(), again.certificate());
        assertArrayEquals(made.key().getEncoded(), again.key().getEncoded());
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(again.key());
        signer.update(new byte[] {1});
        byte[] signed = signer.sign();
        signer.initVerify(made.certificate());
        signer.update(new byte[] {1});
        assertTrue(signer.verify(signed));
        made.certificate().verify(made.certificate().getPublicKey());
        assertFalse(made.toString().contains("key="), made.toString());
    }
}
