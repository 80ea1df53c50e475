// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import org.holdfast.coding.reedsolomon.ReedSolomonFamily;
import org.holdfast.format.vectors.CodeVectors;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.vectors.Examiner;
import org.holdfast.node.work.Lease;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.ErasureCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.ServiceReference;

/** Who is lent for writing, and who for reading. */
@Tag("R63")
@Timeout(60)
class ProviderPlaneTest {
    private static final int RS = Formats.RS_CAUCHY_V1.number();

    private final Examiner examiner = new Examiner(Optional.empty(), any -> false, new NodeClock());
    private final ProviderPlane<CodeFamily> plane = new ProviderPlane<>(
            "coding",
            CodeFamily::id,
            (format, code, reference) -> examiner.examine("coding", format, new CodeVectors(code), reference),
            new NodeClock());

    /** Says that it is a format and has none of its shapes. */
    private record Empty(FormatId id) implements CodeFamily {
        @Override
        public boolean supports(CodeShape shape) {
            return false;
        }

        @Override
        public ErasureCode code(CodeShape shape) {
            throw new IllegalArgumentException(shape.toString());
        }
    }

    @Test
    void theProvenOneWritesAndReadsThoughAnotherIsRankedHigher() {
        CodeFamily wrong = new Empty(Formats.RS_CAUCHY_V1);
        CodeFamily right = new ReedSolomonFamily();
        ServiceReference<CodeFamily> first = new Installed<>();
        ServiceReference<CodeFamily> second = new Installed<>();
        plane.add(first.compareTo(second) > 0 ? wrong : right, first);
        plane.add(first.compareTo(second) > 0 ? right : wrong, second);
        try (Lease<CodeFamily> writer = plane.lendForWriting(RS);
                Lease<CodeFamily> reader = plane.lend(RS)) {
            assertSame(right, writer.get());
            assertSame(right, reader.get());
        }
    }

    @Test
    void whatWasRefusedReadsWhereNobodyElseDoes() {
        CodeFamily foreign = new Empty(new FormatId(0x8001, "mirror-v1"));
        plane.add(foreign, new Installed<>());
        HoldfastException refused = assertThrows(HoldfastException.class, () -> plane.lendForWriting(0x8001));
        assertEquals(ErrorCode.VECTORS_MISSING, refused.code(), refused.getMessage());
        assertEquals(
                ErrorCode.VECTORS_MISSING,
                assertThrows(HoldfastException.class, () -> plane.writable("mirror-v1", Duration.ZERO))
                        .code());
        try (Lease<CodeFamily> reader = plane.lend(0x8001)) {
            assertSame(foreign, reader.get());
        }
    }

    @Test
    void withoutAnyProviderTheFormatIsUnknown() {
        HoldfastException unknown = assertThrows(HoldfastException.class, () -> plane.lendForWriting(RS));
        assertEquals(ErrorCode.FORMAT_UNKNOWN, unknown.code());
    }
}
