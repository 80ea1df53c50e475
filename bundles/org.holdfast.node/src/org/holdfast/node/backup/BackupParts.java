// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.security.SecureRandom;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.KeyRing;
import org.holdfast.format.Signer;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.work.CpuPool;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.compression.Compressor;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * What a run works with, taken once at its start: keys, providers, stores.
 *
 * @param deviceEpoch of the device key that signs
 * @param inner the cipher of segments
 * @param outer the cipher of blocks
 */
public record BackupParts(
        OwnerId self,
        int deviceEpoch,
        KeyRing keys,
        Signer device,
        Ledger ledger,
        ChunkIndex index,
        MetaCache metaCache,
        Spool spool,
        GroupChooser groups,
        BlockSender sender,
        Compressor compressor,
        CipherSuite inner,
        CipherSuite outer,
        CodeFamily code,
        CpuPool cpu,
        NodeClock clock,
        SecureRandom random,
        BackupSettings settings) {}
