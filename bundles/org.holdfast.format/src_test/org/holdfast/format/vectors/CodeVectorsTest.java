// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.junit.jupiter.api.Test;

class CodeVectorsTest {
    private static final int LENGTH = 100;

    /** Copies of one shard. @param enough how many shards it says it needs, though any one is all of them */
    private record Copies(int enough) implements CodeFamily {
        @Override
        public FormatId id() {
            return new FormatId(0x8001, "copies-v1");
        }

        @Override
        public boolean supports(CodeShape shape) {
            return shape.m() == 1;
        }

        @Override
        public ErasureCode code(CodeShape shape) {
            return new Copying(shape, enough);
        }
    }

    private record Copying(CodeShape shape, int alwaysEnough) implements ErasureCode {
        @Override
        public int alignment() {
            return 1;
        }

        @Override
        public void encode(Shards shards) {
            copy(shards, 0);
        }

        @Override
        public Decoded reconstruct(Shards shards) {
            BitSet present = shards.present();
            if (present.cardinality() < alwaysEnough) {
                return new Decoded.NeedMore(present.cardinality(), alwaysEnough);
            }
            copy(shards, present.nextSetBit(0));
            return new Decoded.Complete();
        }

        private static void copy(Shards shards, int from) {
            byte[] source = shards.slice(from).array().clone();
            IntStream.range(0, shards.count()).forEach(to -> {
                System.arraycopy(source, 0, shards.slice(to).array(), 0, LENGTH);
                shards.markPresent(to);
            });
        }
    }

    private static Optional<String> difference(int enough, Map<String, String> more) {
        String shard = VectorData.fingerprint(VectorData.data(0, LENGTH));
        Map<String, String> fields = new HashMap<>(more);
        fields.put("shape", "1+3");
        fields.put("shardLength", Integer.toString(LENGTH));
        fields.put("parity", String.join(" ", List.of(shard, shard, shard)));
        return new CodeVectors(new Copies(enough)).difference(new Vector(fields));
    }

    private static void assertSaid(String wanted, Optional<String> difference) {
        assertTrue(difference.orElse("nothing").contains(wanted), difference::toString);
    }

    @Test
    void anOptimalCodeNeedNotSayWhatItSurvives() {
        assertEquals(Optional.empty(), difference(1, Map.of()));
        assertEquals(Optional.empty(), difference(1, Map.of("tolerated", "3")));
    }

    /** Else a plug-in whose code got worse would be believed that it was never better. */
    @Test
    void aCodeThatSurvivesFewerLossesThanItHasParityShardsHasToHaveSaidSo() {
        assertSaid("survives 2 losses by its own word, not 3", difference(2, Map.of()));
        assertEquals(Optional.empty(), difference(2, Map.of("tolerated", "2")));
    }

    @Test
    void whatIsStatedHolds() {
        assertSaid("survives 2 losses by its own word, not 3", difference(2, Map.of("tolerated", "3")));
        assertSaid("survives 3 losses by its own word, not 2", difference(1, Map.of("tolerated", "2")));
        assertSaid("survives -1 losses by its own word, not 3", difference(5, Map.of()));
    }
}
