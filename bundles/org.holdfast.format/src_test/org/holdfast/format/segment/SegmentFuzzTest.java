// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.util.Set;
import org.holdfast.format.support.CorpusFile;
import org.holdfast.format.support.Mutations;
import org.holdfast.model.ErrorCode;
import org.junit.jupiter.api.Test;

class SegmentFuzzTest {
    private static final Set<ErrorCode> NAMED = Set.of(
            ErrorCode.MALFORMED_INPUT,
            ErrorCode.NEWER_VERSION,
            ErrorCode.WRONG_KEY,
            ErrorCode.FORMAT_UNKNOWN,
            ErrorCode.AUTHENTICATION_FAILED);

    @Test
    void hostileSegmentsEndInNamedErrors() {
        Mutations.fuzz(CorpusFile.read("segment"), 20_000, 64, 256 << 10, NAMED, segment -> {
            SegmentReader reader = SegmentSamples.open(segment);
            reader.entries().forEach(entry -> reader.chunk(entry.offset(), entry.frame()));
        });
    }

    @Test
    void hostilePlacesEndInNamedErrors() {
        byte[] segment = CorpusFile.read("segment").getFirst();
        byte[] bare = CorpusFile.read("segment").get(2);
        Mutations.fuzz(CorpusFile.read("segment"), 2000, 64, 256 << 10, NAMED, input -> {
            int offset = java.util.Arrays.hashCode(input) % 20_000;
            SegmentSamples.open(segment).chunk(offset, offset & 3);
        });
        Mutations.fuzz(CorpusFile.read("segment"), 2000, 64, 256 << 10, NAMED, input -> {
            int offset = java.util.Arrays.hashCode(input) % 20_000;
            SegmentSamples.open(bare).chunk(offset, offset & 3);
        });
    }
}
