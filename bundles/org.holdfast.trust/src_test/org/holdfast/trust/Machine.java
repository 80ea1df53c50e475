// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.holdfast.format.KeyUse;
import org.holdfast.model.Bytes;

/** A home folder with a clock that stands still until it is turned. */
final class Machine {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    final Path home;
    Instant now = NOW;

    Machine(Path home) {
        this.home = home;
    }

    IdentityStore store() {
        return new IdentityStore(home, clock(), new SecureRandom());
    }

    InstantSource clock() {
        return () -> now;
    }

    void turn(Duration by) {
        now = now.plus(by);
    }

    Path file(String name) {
        return home.resolve("identity").resolve(name);
    }

    /** A secret of one byte repeated. */
    static RecoverySecret secret(int fill) {
        byte[] bytes = new byte[RecoverySecret.BYTES];
        Arrays.fill(bytes, (byte) fill);
        return RecoverySecret.of(bytes);
    }

    /** Tells the keys of a generation apart, without getting at them. */
    static Bytes fingerprint(Identity identity, int generation) {
        return Bytes.of(identity.keys().generation(generation).mac(KeyUse.CONTENT, new byte[] {1}));
    }

    static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
