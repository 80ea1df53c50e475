// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.holdfast.compression.zstd.ZstdCompressor;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.vectors.Examiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;

/** Who may go, and whom that depends on. */
@Tag("R65")
@Timeout(60)
class LastReaderTest {
    private static final String NAME = "com.example.zstd";

    private final NodeClock clock = new NodeClock();
    private final Providers providers =
            new Providers(new Examiner(Optional.empty(), service -> isRight(service.getBundle()), clock));
    private final Map<FormatSet, ByteCount> inUse = new HashMap<>();
    private final RunningBundles bundles = new RunningBundles();
    private final LastReader reader = new LastReader(bundles.context(), providers, () -> inUse, clock);
    private final Bundle first = bundles.run(NAME, "1.0.0");

    /** Only the first version is taken for one of the product's, which needs no check. */
    private static boolean isRight(Bundle bundle) {
        return bundle.getVersion().getMinor() == 0;
    }

    @BeforeEach
    void provide() {
        providers.addCompressor(new ZstdCompressor(3), RunningBundles.service(first));
    }

    private void store() {
        inUse.put(FormatSet.BUILT_IN, new ByteCount(1000));
    }

    private HoldfastException kept(Bundle bundle) {
        return assertThrows(HoldfastException.class, () -> reader.beforeStop(bundle));
    }

    @Test
    void whatNobodyNeedsMayGo() {
        assertDoesNotThrow(() -> reader.beforeStop(first));
    }

    @Test
    void theLastReaderStays() {
        store();
        HoldfastException kept = kept(first);
        assertEquals(ErrorCode.FORMAT_IN_USE, kept.code());
        assertTrue(kept.getMessage().startsWith(NAME + " is the last that reads zstd-v1"), kept.getMessage());
    }

    @Test
    void whatTheLastReaderIsWiredToStays() {
        store();
        Bundle library = bundles.run("com.example.library", "1.0.0");
        assertDoesNotThrow(() -> reader.beforeStop(library));
        bundles.wire(first, library);
        HoldfastException kept = kept(library);
        assertEquals(ErrorCode.FORMAT_IN_USE, kept.code());
        assertTrue(kept.getMessage().startsWith("com.example.library must stay: " + NAME), kept.getMessage());
    }

    /** As one whose publisher was revoked, after a start. */
    @Test
    void whatDoesNotRunMayGo() {
        store();
        Bundle revoked = bundles.install("com.example.revoked", "1.0.0", Bundle.INSTALLED);
        assertDoesNotThrow(() -> reader.beforeStop(revoked));
    }

    /** Who reads the same and could not be checked is no reason to write all anew. */
    @Test
    void whileAnotherReaderIsUndecidedNothingIsSaidOfTheLast() {
        store();
        Bundle other = bundles.run("com.example.zstd2", "1.1.0");
        providers.addCompressor(OddCompressor.unlucky(), RunningBundles.service(other));
        HoldfastException kept = kept(first);
        assertEquals(ErrorCode.BUSY, kept.code(), kept.getMessage());
        assertTrue(kept.getMessage().contains("is not known"), kept.getMessage());
    }

    /** A successor's services may come a moment after it was started; it is they that are judged. */
    @Test
    @Tag("R63")
    void aWrongSuccessorIsNamedAsSuchThoughItComesLate() throws InterruptedException {
        store();
        assertWrongSuccessorIsRefused();
    }

    @Test
    @Tag("R63")
    void aWrongSuccessorIsRefusedThoughNothingIsStored() throws InterruptedException {
        assertWrongSuccessorIsRefused();
    }

    private void assertWrongSuccessorIsRefused() throws InterruptedException {
        Bundle second = bundles.run(NAME, "1.1.0");
        Thread late = Thread.ofVirtual().start(() -> {
            assertDoesNotThrow(() -> clock.sleep(Duration.ofMillis(300)));
            providers.addCompressor(OddCompressor.wrong(), RunningBundles.service(second));
        });
        assertEquals(ErrorCode.VECTORS_DIFFER, kept(first).code());
        late.join();
    }

    @Test
    void aSuccessorThatNoLongerReadsIsNoSuccessor() {
        store();
        bundles.run(NAME, "1.1.0");
        assertEquals(ErrorCode.FORMAT_IN_USE, kept(first).code());
    }
}
