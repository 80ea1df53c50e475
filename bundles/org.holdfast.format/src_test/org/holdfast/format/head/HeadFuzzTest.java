// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.nio.ByteBuffer;
import java.util.Set;
import org.holdfast.format.support.CorpusFile;
import org.holdfast.format.support.Mutations;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.ErrorCode;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HeadFuzzTest {
    private static final Set<ErrorCode> READ = Set.of(ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION);
    private static final Set<ErrorCode> OPENED = Set.of(
            ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION, ErrorCode.WRONG_KEY, ErrorCode.AUTHENTICATION_FAILED);

    @Test
    void hostileHeadsEndInNamedErrorsAndWriteWhatTheyRead() {
        Mutations.fuzz(
                CorpusFile.read("head"),
                20_000,
                64,
                32 << 10,
                READ,
                input -> Assertions.assertArrayEquals(input, Head.read(input).bytes()));
    }

    @Test
    void hostileRecordsEndInNamedErrors() {
        TestKeys keys = new TestKeys(1);
        Mutations.fuzz(
                CorpusFile.read("sealed-record"),
                20_000,
                64,
                256 << 10,
                OPENED,
                input -> SealedRecord.open(keys, RecordKind.HEAD, input));
    }

    @Test
    void hostileWitnessesEndInNamedErrorsAndWriteWhatTheyRead() {
        Mutations.fuzz(CorpusFile.read("witness"), 20_000, 64, 32 << 10, READ, input -> {
            Witness witness = Witness.read(ByteBuffer.wrap(input));
            Assertions.assertEquals(ByteBuffer.wrap(input, 0, 232), ByteBuffer.wrap(witness.bytes()));
        });
    }
}
