// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Is my data safe: yes or no, and why. restorable says whether all that was backed up can be restored if nothing more is lost; protection is NONE, PARTIAL, PROTECTED or FULL; state is joining, searching, idle, backing-up, recovering or leaving; lastAudit says how the newest audit of a partner ended, empty if there never was one; lastDrill the same of the newest drill or verification that found out something; escrow is none, founder, off, missing, waiting or kept; nextBackup is when the next one begins by itself as things stand, empty if none does, and backupWaits says why it does not begin now. */
public record StatusReport(
        boolean safe,
        boolean restorable,
        String protection,
        List<String> reasons,
        double lossPerYear,
        String limitedBy,
        Optional<String> lastSnapshot,
        Optional<Instant> lastSnapshotTime,
        Optional<Instant> nextBackup,
        String backupWaits,
        int partners,
        int partnersWanted,
        int partnersReachable,
        String code,
        String state,
        String name,
        String owner,
        String confederation,
        String confederationId,
        int port,
        boolean sheetSealed,
        String escrow,
        long heldBytes,
        long usableBytes,
        String lastAudit,
        String lastDrill,
        String version) {}
