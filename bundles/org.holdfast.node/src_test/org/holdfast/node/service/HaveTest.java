// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Id16;
import org.holdfast.node.net.PeerStream;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.PutMessage.Have;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole node answers to HAVE. */
class HaveTest {
    @Test
    @Tag("R1")
    void withoutAnAgreementItIsRefused(@TempDir Path folder) throws InterruptedException {
        try (TestConfederation two = new TestConfederation(folder, 2)) {
            TestNode holder = two.node(1).start();
            TestNode asker = two.owner().set(Setting.SEEDS, two.seeds()).start();
            var network = asker.node().network();
            Await.until("a link", () -> network.linked().contains(holder.owner()));
            var have = new Have(new AgreementId(new Id16(1, 2)), List.of(new BlockId(new Id16(3, 4))));
            try (PeerStream stream = network.link(holder.owner()).orElseThrow().converse()) {
                stream.send(have);
                var answer = stream.receive(Duration.ofSeconds(60)).orElseThrow();
                assertEquals(
                        ErrorCode.NO_AGREEMENT,
                        assertInstanceOf(Failure.class, answer).code());
            }
        }
    }
}
