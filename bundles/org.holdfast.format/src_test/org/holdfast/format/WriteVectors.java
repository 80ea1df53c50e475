// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.holdfast.format.block.BlockVectors;
import org.holdfast.format.head.HeadVectors;
import org.holdfast.format.segment.CompositionVectors;
import org.holdfast.format.segment.SegmentVectors;
import org.holdfast.format.support.CorpusFile;
import org.holdfast.format.support.Golden;
import org.holdfast.format.tree.TreeVectors;

/**
 * Wrote docs/vectors/format-*.json and the fuzzing corpus. Run it again, in the bundle's folder, only to add vectors:
 * those that are published never change.
 */
public final class WriteVectors {
    /** A file of vectors: what it is, and what this version of the code makes of the same inputs. */
    public record Source(String name, String about, Supplier<List<Map<String, String>>> make) {}

    private WriteVectors() {}

    /** Every file of this bundle but those of the identities. */
    public static List<Source> sources() {
        return List.of(
                KeyVectors.keys(),
                KeyVectors.chunker(),
                SegmentVectors.source(),
                CompositionVectors.source(),
                BlockVectors.source(),
                HeadVectors.records(),
                HeadVectors.witnesses(),
                HeadVectors.heads(),
                TreeVectors.directories(),
                TreeVectors.snapshots(),
                TreeVectors.runs());
    }

    public static void main(String[] arguments) throws IOException {
        for (Source source : sources()) {
            Golden.write(source.name(), source.about(), source.make().get());
        }
        for (Map<String, List<byte[]>> corpus : List.of(
                SegmentVectors.corpus(),
                CompositionVectors.corpus(),
                BlockVectors.corpus(),
                HeadVectors.corpus(),
                TreeVectors.corpus())) {
            for (var inputs : corpus.entrySet()) {
                CorpusFile.write(inputs.getKey(), inputs.getValue());
            }
        }
    }
}
