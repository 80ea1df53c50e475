// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.nio.ByteBuffer;
import java.util.Set;
import org.holdfast.format.support.CorpusFile;
import org.holdfast.format.support.Mutations;
import org.holdfast.model.ErrorCode;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class BlockFuzzTest {
    private static final Set<ErrorCode> READ = Set.of(ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION);
    private static final Set<ErrorCode> LOCATED = Set.of(
            ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION, ErrorCode.WRONG_KEY, ErrorCode.AUTHENTICATION_FAILED);

    @Test
    void hostileHeadersEndInNamedErrorsAndWriteWhatTheyRead() {
        Mutations.fuzz(CorpusFile.read("block-header"), 20_000, 64, 32 << 10, READ, input -> {
            BlockHeader header = BlockHeader.read(ByteBuffer.wrap(input));
            Assertions.assertEquals(ByteBuffer.wrap(input, 0, 360), ByteBuffer.wrap(header.bytes()));
        });
    }

    @Test
    void hostileHeadersAreNeverLocatedUnlessTheyAreTheOwners() {
        Mutations.fuzz(CorpusFile.read("block-header"), 20_000, 64, 64 << 10, LOCATED, input -> {
            BlockHeader header = BlockHeader.read(ByteBuffer.wrap(input));
            new BlockOpener().locate(BlockSamples.KEYS, header);
        });
    }

    @Test
    void hostileLocationsEndInNamedErrors() {
        Mutations.fuzz(
                CorpusFile.read("shard-location"), 20_000, 64, 16 << 10, READ, plain -> LocationSeal.read(plain, 2));
    }
}
