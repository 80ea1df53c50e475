// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;

/**
 * Fields: {@code shape}; {@code shardLength}; {@code parity}: SHA-256 of each parity shard, where data shard j is {@link
 * VectorData#data data(j)}; {@code tolerated}: how many losses are always survived, and all k of them where it is not
 * there. Others explain the code to people and are not looked at. So many shards are then lost and computed again.
 */
public record CodeVectors(CodeFamily family) implements VectorCheck {
    private static final int MOST_BYTES = 32 << 20;

    @Override
    public Optional<String> difference(Vector vector) {
        CodeShape shape = vector.shape();
        int length = vector.length("shardLength");
        if ((long) shape.n() * length > MOST_BYTES) {
            throw new MalformedInput("golden vector", 0, "its codeword has more than " + MOST_BYTES + " bytes");
        }
        if (!family.supports(shape)) {
            return Optional.of("the shape " + shape + " is not supported");
        }
        ErasureCode code = family.code(shape);
        int survived = shape.n() - code.alwaysEnough();
        // Its own word is what is being checked: it counts for nothing unless it was written down before.
        String tolerated = vector.find("tolerated").orElse(Integer.toString(shape.k()));
        if (!tolerated.equals(Integer.toString(survived))) {
            return Optional.of(
                    shape + " survives " + survived + " losses by its own word, not " + tolerated
                            + "; it has to be what the vector states as 'tolerated', or all parity shards where it states none");
        }
        List<byte[]> shards = data(shape, length);
        code.encode(Shards.ofData(slices(shards), length, shape.m()));
        String parity = shards.subList(shape.m(), shape.n()).stream()
                .map(VectorData::fingerprint)
                .reduce((all, next) -> all + " " + next)
                .orElse("");
        if (!parity.equals(vector.text("parity"))) {
            return Optional.of("the parity of " + shape + " is not the one that is written down");
        }
        return lossy(code, shards, length, survived);
    }

    private static Optional<String> lossy(ErasureCode code, List<byte[]> shards, int length, int survived) {
        List<byte[]> whole = shards.stream().map(byte[]::clone).toList();
        BitSet present = new BitSet();
        present.set(survived, shards.size());
        shards.subList(0, survived).forEach(shard -> Arrays.fill(shard, (byte) 0));
        boolean complete = code.reconstruct(new Shards(slices(shards), length, present)) instanceof Decoded.Complete;
        boolean same = IntStream.range(0, shards.size()).allMatch(i -> Arrays.equals(whole.get(i), shards.get(i)));
        return complete && same
                ? Optional.empty()
                : Optional.of(code.shape() + " does not come back from the loss of its first " + survived + " shards");
    }

    private static List<byte[]> data(CodeShape shape, int length) {
        return IntStream.range(0, shape.n())
                .mapToObj(i -> i < shape.m() ? VectorData.data(i, length) : new byte[length])
                .toList();
    }

    private static List<Slice> slices(List<byte[]> shards) {
        return shards.stream().map(shard -> new Slice(shard, 0)).toList();
    }
}
