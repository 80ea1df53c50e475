// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.util.Set;
import org.holdfast.format.support.CorpusFile;
import org.holdfast.format.support.Mutations;
import org.holdfast.model.ErrorCode;
import org.junit.jupiter.api.Test;

class TreeFuzzTest {
    private static final Set<ErrorCode> READ = Set.of(ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION);

    @Test
    void hostileDirectoriesEndInNamedErrorsAndWriteWhatTheyRead() {
        Mutations.fuzz(
                CorpusFile.read("directory"),
                20_000,
                64,
                64 << 10,
                READ,
                input -> assertArrayEquals(input, TreePropertyTest.write(TreePropertyTest.read(input))));
    }

    @Test
    void hostileSnapshotListsEndInNamedErrorsAndWriteWhatTheyRead() {
        Mutations.fuzz(
                CorpusFile.read("snapshots"),
                20_000,
                64,
                32 << 10,
                READ,
                input -> assertArrayEquals(input, SnapshotList.encode(SnapshotList.decode(input))));
    }

    @Test
    void hostileIndexRunsEndInNamedErrors() {
        Mutations.fuzz(
                CorpusFile.read("index-run"),
                20_000,
                64,
                32 << 10,
                READ,
                input -> IndexRun.check(ByteBuffer.wrap(input)));
    }
}
