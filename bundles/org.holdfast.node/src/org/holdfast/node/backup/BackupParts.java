// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.security.SecureRandom;
import java.util.function.Function;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.KeyRing;
import org.holdfast.format.Signer;
import org.holdfast.model.BlockClass;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.work.CpuPool;
import org.holdfast.node.work.Lender;

/**
 * What a run works with: keys and stores, taken once at its start; providers are borrowed for each step of each segment.
 *
 * @param deviceEpoch of the device key that signs
 * @param absences of partners, as far as the run that is going on has met them
 * @param formations how the next segment of a class is written
 */
public record BackupParts(
        OwnerId self,
        int deviceEpoch,
        KeyRing keys,
        Signer device,
        Ledger ledger,
        ChunkIndex index,
        Moves moves,
        MetaCache metaCache,
        Spool spool,
        GroupChooser groups,
        Absences absences,
        BlockSender sender,
        Lender lender,
        Function<BlockClass, Formation> formations,
        ProofReader proofs,
        CpuPool cpu,
        NodeClock clock,
        SecureRandom random,
        BackupSettings settings) {}
