// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.identity.RosterPublisher;
import org.holdfast.plugins.PublisherKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A revoked publisher's plug-in is out of use at once, and losing its jar is no way around that. */
@Tag("R64")
class SignatureWatchTest {
    @TempDir
    Path folder;

    private TestConfederation all;
    private PublisherKey key;
    private TestPlugins plugins;
    private Node node;
    private SignatureWatch watch;

    @BeforeEach
    void install() {
        Instant now = InstantSource.system().instant();
        key = PublisherKey.generate("example", now, now.plus(Duration.ofDays(30)), new SecureRandom());
        all = new TestConfederation(folder, 1);
        plugins = new TestPlugins(folder.resolve("plugins")).trust(key.certificate());
        all.owner().plugins(this::unwatched).start();
        node = all.owner().node();
        plugins.install(
                ForeignCipher.jar(folder.resolve("cipher.jar"), ForeignCipher.VERSION, key, new byte[] {1}),
                Optional.empty());
        watch = new SignatureWatch(node, new Plugins(plugins, plugins, List::of));
        watch.look();
    }

    /** The node itself looks after no plug-ins: its look may not have seen the jar whole, and would undo this one. */
    private Optional<Plugins> unwatched(Providers providers) {
        plugins.in(providers);
        return Optional.empty();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private void revoke() {
        node.doorkeeper().publish(new RosterPublisher(key.fingerprint(), RosterPublisher.Status.REVOKED, "example"));
        watch.look();
    }

    private boolean writes() {
        return node.providers().entries().stream()
                .filter(entry -> entry.bundle().equals(ForeignCipher.NAME))
                .allMatch(entry -> entry.standing().writes());
    }

    private void assertRevoked() {
        assertEquals(1, watch.warnings().size(), watch.warnings()::toString);
        assertTrue(watch.warnings().getFirst().contains("PLUGIN_REVOKED"), watch.warnings()::toString);
        assertTrue(!writes());
    }

    @Test
    void aSoundPlugInIsLeftAlone() {
        assertEquals(List.of(), watch.warnings());
        assertTrue(writes());
    }

    @Test
    void aJarThatIsGoneHadItsSignerAllTheSame() throws IOException {
        Files.delete(plugins.plugins().getFirst().jar());
        watch.look();
        assertEquals(List.of(), watch.warnings());
        revoke();
        assertRevoked();
    }

    @Test
    void soHadOneThatWasDamaged() throws IOException {
        Files.write(plugins.plugins().getFirst().jar(), new byte[] {1, 2, 3});
        revoke();
        assertRevoked();
    }
}
