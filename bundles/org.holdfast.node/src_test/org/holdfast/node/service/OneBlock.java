// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;

/** The file of one block that a node keeps for others. */
record OneBlock(Path home, AgreementId agreement, BlockId block) {
    Path file() {
        try (Stream<Path> all = Files.walk(home.resolve("holdings"))) {
            return all.filter(file -> file.getFileName().toString().equals(block + ".blk"))
                    .filter(file -> file.toString().contains(agreement.toString()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Turns one bit. */
    void flip(long position) {
        Data.damage(file(), position);
    }
}
