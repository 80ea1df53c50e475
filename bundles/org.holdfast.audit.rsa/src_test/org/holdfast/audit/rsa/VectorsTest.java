// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa;

import java.io.IOException;
import java.util.stream.Stream;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.testkit.GoldenVectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written under these ids once stays what it is. */
@Tag("R48")
@Tag("R63")
class VectorsTest {
    static Stream<AuditScheme> schemes() {
        return Stream.of(new RsaScheme(), new RsaThreePrimes(), new RsaFourPrimes());
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void answersAreAsPublished(AuditScheme scheme) throws IOException {
        GoldenVectors.assertReproducedBy(scheme);
    }
}
