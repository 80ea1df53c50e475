// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Collectors;
import org.holdfast.model.Digest;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.spi.audit.OwnerSide;

/**
 * Fields: {@code sharedKey}; {@code random}, R; {@code lengths} of the payloads of the blocks ({@link VectorBlocks});
 * {@code count} of samples; {@code asked}: {@code block.piece} of each of them, in the order of drawing, blocks and pieces
 * from 0; {@code tags} and {@code kept}: SHA-256 of those of all blocks, one after the other; {@code parameters} and
 * {@code proof}: SHA-256. The proof is then judged, and so is one with a changed byte.
 */
public record AuditVectors(AuditScheme scheme) implements VectorCheck {
    @Override
    public Optional<String> difference(Vector vector) {
        OwnerSide owner = scheme.owner(vector.bytes("sharedKey"));
        VectorBlocks blocks = VectorBlocks.mark(vector.text("lengths"), owner, scheme.shape());
        Challenge challenge = challenge(vector, blocks);
        if (!asked(challenge, blocks).equals(vector.text("asked"))) {
            return Optional.of("other pieces are asked for than it is written down");
        }
        byte[] parameters = owner.parameters();
        if (!VectorData.fingerprint(blocks.tags()).equals(vector.text("tags"))
                || !VectorData.fingerprint(blocks.kept()).equals(vector.text("kept"))
                || !VectorData.fingerprint(parameters).equals(vector.text("parameters"))) {
            return Optional.of("tags, parameters, or what the owner keeps are not those that are written down");
        }
        byte[] proof = prove(challenge, parameters, blocks);
        if (!VectorData.fingerprint(proof).equals(vector.text("proof"))) {
            return Optional.of("the proof of " + challenge.samples().size() + " pieces is not as it is written down");
        }
        return judge(challenge, proof, owner, blocks);
    }

    private Challenge challenge(Vector vector, VectorBlocks blocks) {
        byte[] random = vector.bytes("random");
        int count = vector.length("count");
        if (random.length != 32 || count < 1 || count > scheme.shape().mostSamples()) {
            throw new MalformedInput("golden vector", 0, "its 'random' has 32 bytes, its 'count' counts from 1");
        }
        return Draw.challenge(Digest.of(random), scheme.shape(), blocks.catalogue(), count);
    }

    private static String asked(Challenge challenge, VectorBlocks blocks) {
        return challenge.samples().stream()
                .map(each -> blocks.catalogue().indexOf(each.block()) + "." + each.piece())
                .collect(Collectors.joining(" "));
    }

    private byte[] prove(Challenge challenge, byte[] parameters, VectorBlocks blocks) {
        var proof = new ByteArrayOutputStream();
        try {
            scheme.prove(challenge, parameters, blocks, proof);
        } catch (IOException e) {
            throw new UncheckedIOException("blocks in memory are readable", e);
        }
        return proof.toByteArray();
    }

    private static Optional<String> judge(Challenge challenge, byte[] proof, OwnerSide owner, VectorBlocks blocks) {
        if (!isProved(owner.judge(challenge, blocks), proof)) {
            return Optional.of("the proof that is written down is judged wrong");
        }
        proof[proof.length / 2] ^= 1;
        return isProved(owner.judge(challenge, blocks), proof)
                ? Optional.of("a changed proof passes")
                : Optional.empty();
    }

    private static boolean isProved(Judge judge, byte[] proof) {
        judge.accept(ByteBuffer.wrap(proof));
        return judge.judgement() instanceof Judgement.Proved;
    }
}
